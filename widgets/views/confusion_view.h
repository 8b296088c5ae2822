#pragma once

#include "widgets/views/boundary_run_grid.h"
#include "widgets/views/focus.h"
#include "widgets/views/view.h"

#include <optional>
#include <vector>

namespace lfp {

/// Which classes every run takes for which others, over the test set: rows are labels, columns predictions. A
/// click on a cell opens its samples.
class ConfusionView : public View {
  Q_OBJECT

 public:
  explicit ConfusionView(Focus& focus, QWidget* parent = nullptr);

  void set_theme(const Theme& theme) override;
  QList<QWidget*> title_controls() override;
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  QString csv() const override;

  /// Where each run is drawn.
  std::vector<RunCell> cells() const;

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  bool has_data() const;
  QString empty_sentence() const;
  std::optional<ConfusionCell> cell_at(const QPoint& point) const;
  QRect area_of(const ConfusionCell& cell) const;
  void mark(const ConfusionCell& cell);
  void drop_mark();
  bool move_mark(int key);

  QWidget* caption_;
  std::optional<ConfusionCell> marked_;
};

ViewEntry confusion_view_entry();

}  // namespace lfp
