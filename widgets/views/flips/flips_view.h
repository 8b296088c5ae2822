#pragma once

#include "widgets/views/flips/flips_timeline.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/view.h"
#include "widgets/views/weight_matrix/weight_picture.h"

#include <optional>

class QComboBox;

namespace lfp {

class SegmentedControl;

/// Shows when signs flip, in both directions, for runs side by side; or where: a layer's weights coloured by
/// their number of flips or by the step of the first flip.
class FlipsView : public View {
  Q_OBJECT

 public:
  enum class Mode { over_time, how_often, first };

  explicit FlipsView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  std::vector<HeatRange*> colour_ranges() override { return {&range_}; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Returns every recorded step over time, otherwise every weight of the layer that has flipped.
  ExportWork table() const override;

  Mode mode() const;
  const FlipsTimeline& timeline() const { return timeline_; }
  const WeightPicture& map() const { return map_; }

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void runs_chosen();
  bool has_runs() const { return snapshot() && !snapshot()->runs.empty(); }
  FlipsTimeline make_timeline(const QRect& area, const Theme& theme, const QString& title,
                              bool shows_ahead) const;
  WeightPicture make_map(const QRect& area, const Theme& theme, const QString& title, HeatRange& range) const;
  QString empty_sentence() const;
  void choose_mode();
  void show_step_tip(const FlipsTimeline::Strip& strip, std::int64_t step);
  void show_weight_tip(std::size_t pane, const WeightCell& cell);
  bool move_mark(int key);
  void move_cross_hair(int pixels);
  void drop_mark();

  RunChooser runs_{RunChooser::Offer::side_by_side};
  SegmentedControl* modes_;
  QComboBox* layers_;
  FlipsTimeline timeline_;
  WeightPicture map_;
  HeatRange range_;
  std::optional<WeightCell> marked_;
  std::size_t marked_pane_ = 0;
};

}  // namespace lfp
