#pragma once

#include "widgets/views/raster/feedback_raster_picture.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/view.h"

#include <QPoint>
#include <optional>

class QComboBox;

namespace lfp {

class RunSelector;

/// The mean feedback of every neuron at every step: where feedback goes, and when that changes. The wheel
/// zooms time, dragging pans, a double click shows all of it again; the step under the mouse is the Focus's.
class FeedbackRaster : public View {
  Q_OBJECT

 public:
  explicit FeedbackRaster(Focus& focus, QWidget* parent = nullptr);

  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every recorded step of the chosen run and layers, not averaged for the screen.
  ExportWork table() const override;

  std::vector<HeatRange*> colour_ranges() override { return {&range_}; }

  /// What is on screen: for tests and for the tooltip.
  const RasterPicture& picture() const { return picture_; }

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  std::optional<int> layer() const;
  RasterWish wish(const QRect& area, const Theme& theme) const;
  QString empty_sentence() const;
  void start_over_if_new();
  void reset_ranges();
  void show_again();
  void choose_layer(int index);
  void follow_layer(int layer);
  void show_span(double from, double length);
  void show_tip(const QPoint& point);
  void move_cross_hair(int columns);

  RunChooser runs_{RunChooser::Offer::one_at_a_time};
  RunSelector* run_control_;
  QComboBox* layers_;
  QComboBox* ranges_;
  RasterPicture picture_;
  HeatRange range_;            // of all layers together
  RasterRanges layer_ranges_;  // of each by itself
  std::optional<StepSpan> span_;
  std::optional<std::uint64_t> generation_;
  struct Drag {
    double x = 0.0;
    StepSpan span;
  };
  std::optional<Drag> drag_;
};

}  // namespace lfp
