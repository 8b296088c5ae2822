#pragma once

#include "widgets/views/boundary_run_grid.h"
#include "widgets/views/view.h"

#include <vector>

namespace lfp {

/// Which classes every run takes for which others, over the test set: rows are labels, columns predictions.
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
  void refresh() override { update(); }
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  bool has_data() const;
  QString empty_sentence() const;
  void show_tip(const RunSnapshot& run, const QRect& square, const QPoint& point);

  QWidget* caption_;
};

ViewEntry confusion_view_entry();

}  // namespace lfp
