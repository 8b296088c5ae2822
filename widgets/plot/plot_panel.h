#pragma once

#include "widgets/plot/plot_content.h"
#include "widgets/style/themed.h"

#include <QPixmap>
#include <QPointF>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

class PlotRenderer;

/// A plot that a person reads and moves about in: a cross-hair under the pointer, the wheel zooms the x axis
/// (with Ctrl, or over the y axis, that one), dragging pans, a double-click shows everything again, one on
/// the y axis changes its scale. The x axis belongs to the owner, so that several plots share one: the panel
/// asks for a range, and shows the range that it is given.
class PlotPanel : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit PlotPanel(QWidget* parent = nullptr);
  ~PlotPanel() override;

  /// Sets what is shown. Its scale, cross-hair and marks are ignored: they have setters of their own.
  void set_content(PlotContent content);
  void set_scale(PlotScale scale);
  /// Whether the person may change the scale; a logarithm has to make sense.
  void set_scale_fixed(bool fixed) { scale_fixed_ = fixed; }
  void set_x_range(PlotRange range);
  /// The cross-hair, and rings on the lines where it reads them.
  void set_cross_hair(std::optional<double> x, std::vector<PlotMark> marks);
  void set_theme(const Theme& theme) override;
  const Theme& theme() const { return theme_; }

  /// The content as it is drawn, with the visible y range.
  const PlotContent& content() const { return content_; }
  PlotScale scale() const { return content_.scale; }
  /// Where things are in this widget.
  PlotGeometry geometry() const;
  /// Forgets the y range that the person has chosen.
  void reset_y();
  QSize minimumSizeHint() const override;

 signals:
  void hovered(double x);  ///< the pointer is over the plot
  void left();             ///< the pointer has left the plot
  void x_range_asked(lfp::PlotRange range);
  void reset_asked();
  void scale_changed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  struct Drag {
    QPointF start;
    PlotRange x;
    PlotRange y;
  };

  void prepare();
  void show_everything();
  void set_y(PlotRange range);
  bool is_over_y_axis(const QPointF& position) const;
  void paint_cross_hair(QPainter& painter) const;
  void paint_here(QPainter& painter) const;

  std::unique_ptr<PlotRenderer> renderer_;
  PlotContent given_;    // as the owner gave it
  PlotContent content_;  // as drawn: dense lines averaged, y range chosen or fitted
  Theme theme_;
  bool scale_fixed_ = false;
  std::optional<PlotRange> chosen_y_;
  std::optional<Drag> drag_;
  bool is_stale_ = true;
  QPixmap drawn_;
};

}  // namespace lfp
