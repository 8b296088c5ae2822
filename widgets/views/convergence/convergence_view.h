#pragma once

#include "widgets/views/convergence/convergence_rows.h"
#include "widgets/views/view.h"

#include <optional>
#include <vector>

namespace lfp {

/// Says for every run with LFP whether the conditions hold under which it raises the reward at every step,
/// each with its number as it is now.
class ConvergenceView final : public View {
  Q_OBJECT

 public:
  explicit ConvergenceView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  ExportWork table() const override;

  const std::vector<ConvergenceRow>& rows() const { return rows_; }
  /// Where a condition stands.
  QRect row_area(std::size_t row) const;

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  struct Columns {
    int titles = 0;  ///< width
    int cell = 0;
  };
  void prepare();
  QString sentence_if_empty() const;
  Columns columns(int width, const Theme& theme) const;
  int row_height(int height, const Theme& theme) const;
  void paint_all(QPainter& painter, const QRect& area, const Theme& theme) const;
  void paint_heading(QPainter& painter, const QRect& area, const Columns& columns, const Theme& theme) const;
  void paint_row(QPainter& painter, const QRect& area, const ConvergenceRow& row, const Columns& columns,
                 const Theme& theme) const;
  void paint_rises(QPainter& painter, const QRect& area, const Columns& columns, const Theme& theme) const;
  void paint_verdicts(QPainter& painter, const QRect& area, const Theme& theme) const;

  std::vector<std::size_t> runs_;
  std::vector<ConvergenceRow> rows_;
  std::vector<QString> verdicts_;  // one a run
  std::vector<QString> rises_;     // likewise
};

}  // namespace lfp
