#pragma once

#include "widgets/views/heat/heat_range.h"
#include "widgets/views/pad/pad_ink.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/view.h"

#include <QPointF>
#include <QRect>
#include <cstdint>
#include <memory>
#include <vector>

class QComboBox;
class QToolButton;

namespace lfp {

/// Lets the user draw a digit and shows what every run predicts while it is drawn, or how A and B differ;
/// with a label chosen also the feedback at the input. "As sample" makes the drawing the sample in all views.
class PadView : public View {
  Q_OBJECT

 public:
  explicit PadView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  std::vector<HeatRange*> colour_ranges() override { return {&range_}; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Returns the probability of every class in every shown run.
  ExportWork table() const override;

  /// The input that the network receives; null for an empty pad.
  const std::shared_ptr<const std::vector<float>>& input() const { return input_; }
  QRect canvas_area() const { return places(rect(), theme()).canvas; }
  /// Returns the row of a class; empty if it is not shown.
  QRect class_area(std::int32_t label) const;
  /// Returns the area of the network's input for one of the shown runs (or for A − B).
  QRect seen_area(std::size_t column) const;
  void clear();
  void undo();

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void tabletEvent(QTabletEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void runs_chosen();
  struct Places {
    QRect canvas;
    QRect seen;  // the network's input, one square per run
    QRect classes;
    int row_height = 1;
  };

  /// A run's answer to the drawing, or A − B.
  struct Answer {
    int run = 0;
    std::vector<std::int32_t> predictions{};  // for a difference those of A and B; empty before the answer
    std::vector<float> probabilities{};
    std::vector<float> feedback{};
  };

  bool can_draw() const;
  bool is_difference() const;
  std::vector<Answer> answers() const;
  QString answer_text(const Answer& answer) const;
  QString empty_sentence() const;
  Places places(const QRect& area, const Theme& theme) const;
  double pen_width() const;
  void begin_stroke(const QPointF& at, double pressure);
  PadInk::Dot dot_at(const QPointF& at, double pressure) const;
  void go_on(const QPointF& at, double pressure);
  void take_drawing();
  void hand_on_drawing();
  void follow_sample();
  void place_buttons();
  std::int32_t label() const;
  void choose_label(std::int32_t label);
  void list_labels();
  std::vector<std::int32_t> shown_classes(const Places& places) const;
  QRect seen_column(const QRect& seen, std::size_t column, std::size_t columns) const;
  void show_tip(std::int32_t label);
  void show_pixel_tip(const Answer& answer, const QRect& picture, const QPoint& point);
  void paint_pad(QPainter& painter, const Places& places, const Theme& theme, HeatRange& range) const;
  void paint_seen(QPainter& painter, const Places& places, const Theme& theme, HeatRange& range) const;
  void paint_class(QPainter& painter, const QRect& row, std::int32_t label,
                   const std::vector<Answer>& columns, const Theme& theme) const;

  RunChooser runs_{RunChooser::Offer::side_by_side};
  HeatRange range_;
  QComboBox* pens_;
  QComboBox* labels_;
  QToolButton* undo_;
  QToolButton* clear_;
  QToolButton* as_sample_;
  std::shared_ptr<const Dataset> dataset_;
  bool is_drawing_ = false;
  PadInk ink_;
  std::shared_ptr<const std::vector<float>> input_;
};

}  // namespace lfp
