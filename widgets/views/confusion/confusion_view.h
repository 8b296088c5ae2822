#pragma once

#include "widgets/views/focus.h"
#include "widgets/views/heat/heat_range.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/runs/run_grid.h"
#include "widgets/views/view.h"

#include <optional>
#include <vector>

namespace lfp {

/// Which classes every run takes for which others, over the test set: rows are labels, columns predictions;
/// of the difference A's counts less B's. A click on a cell opens its samples.
class ConfusionView : public View {
  Q_OBJECT

 public:
  explicit ConfusionView(Focus& focus, QWidget* parent = nullptr);

  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  std::vector<HeatRange*> colour_ranges() override { return {&range_}; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  ExportWork table() const override;

  /// Where each of the shown runs is drawn.
  std::vector<RunCell> cells() const;

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void runs_chosen();
  bool has_data() const;
  bool is_difference() const;
  float follow(HeatRange& range) const;
  QString empty_sentence() const;
  std::size_t place_of(std::size_t run) const;
  QStringList cell_lines(std::size_t run, const ConfusionCell& cell) const;
  std::optional<ConfusionCell> cell_at(const QPoint& point) const;
  QRect area_of(const ConfusionCell& cell) const;
  void mark(const ConfusionCell& cell);
  void ask_for(ConfusionCell cell);
  void drop_mark();
  bool move_mark(int key);

  HeatRange range_;  // of the difference
  RunChooser runs_{RunChooser::Offer::side_by_side};
  QWidget* caption_;
  std::optional<ConfusionCell> marked_;
};

}  // namespace lfp
