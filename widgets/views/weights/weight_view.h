#pragma once

#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/smooth_snapshot.h"
#include "widgets/views/view.h"
#include "widgets/views/weight_matrix/flip_fades.h"
#include "widgets/views/weight_matrix/weight_picture.h"

#include <QElapsedTimer>
#include <QPointF>
#include <QTimer>
#include <cstdint>
#include <optional>
#include <vector>

class QComboBox;

namespace lfp {

class TermField;

class SegmentedControl;

/// One layer's weights in the runs side by side, or A − B, with the signs that flipped. The wheel zooms,
/// dragging pans, a double click shows all again; arrow keys move from cell to cell.
class WeightView : public View {
  Q_OBJECT

 public:
  explicit WeightView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every weight of the layer in every run, with its feedback and its flips.
  ExportWork table() const override;

  std::vector<HeatRange*> colour_ranges() override { return {&range_}; }

  /// The picture on screen, for tests and for the tooltip.
  const WeightPicture& picture() const { return picture_; }
  /// True while the mark of some flip still fades, which is the only time that a timer runs.
  bool is_fading() const { return fade_timer_.isActive(); }

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void runs_chosen();
  WeightWish wish(const QRect& area, const Theme& theme, const QString& title) const;
  void show_difference_tip(const WeightCell& cell);
  WeightQuantity quantity() const;
  QString empty_sentence() const;
  bool has_weights(int layer) const;
  void list_choices();
  QString figure_title() const;
  void observe_flips();
  void fade();
  void show_again();
  void follow_layer(int layer);
  void set_zoom(const MatrixZoom& zoom);
  void choose_cell(const QPointF& place);
  std::optional<InspectedItem> item_at(std::size_t pane, const WeightCell& cell) const;
  bool edit_cell(std::size_t pane, const WeightCell& cell);
  void end_editing();
  void show_tip(std::size_t pane, const WeightCell& cell);
  void drop_mark();
  bool move_mark(int key);

  RunChooser runs_{RunChooser::Offer::side_by_side};
  QComboBox* layers_;
  SegmentedControl* quantities_;
  WeightPicture picture_;
  TermField* editor_ = nullptr;  // over the cell that is being edited
  std::optional<InspectedItem> edited_;
  std::size_t edited_run_ = 0;
  SmoothSnapshot smooth_;
  SnapshotPointer shown_;  // averages of numbers that change much from step to step
  QElapsedTimer clock_;
  HeatRange range_;
  MatrixZoom zoom_;
  QPointF pressed_;
  std::optional<QPointF> drag_;
  std::optional<WeightCell> marked_;
  std::size_t marked_pane_ = 0;
  std::vector<FlipFades> fades_;
  QTimer fade_timer_;
  std::optional<std::uint64_t> generation_;
};

}  // namespace lfp
