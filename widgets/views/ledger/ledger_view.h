#pragma once

#include "core/snapshot/divergence.h"
#include "widgets/views/ledger/ledger_picture.h"
#include "widgets/views/ledger/ledger_time.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/view.h"

class QComboBox;

namespace lfp {

class RunSelector;

/// Where the feedback goes, layer by layer: arriving = passed on + bias share + ε leak + off units, as a
/// table and as a flow from the outputs to the inputs; for the shown sample or the last batch.
class LedgerView : public View {
  Q_OBJECT

 public:
  explicit LedgerView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  ExportWork table() const override;

  /// The shown lines, and the place of each layer's row.
  const LedgerLines& lines() const { return lines_; }
  QRect row_area(std::size_t row) const { return table_.row_area(row); }
  /// The flow's first column in sight, and how many are in sight.
  int first_flow_column() const { return first_column_; }
  int flow_columns() const;
  /// The line of all steps below everything else; empty where nothing lies ahead.
  QRect time_area() const;
  const LedgerTime& time() const { return time_; }
  /// "No layer explodes or vanishes", or what does, or where the run diverged.
  QString verdict() const;

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  bool is_of_batch() const;
  std::size_t run() const;
  /// Of the shown run; nullptr where it has not diverged.
  const Divergence* divergence() const;
  void arrange();
  void choose_row(std::size_t row);
  /// A flow that is cut can be scrolled on the screen; in a figure it is left out.
  void paint_all(QPainter& painter, const QRect& area, const LedgerTable& table, bool can_scroll,
                 const Theme& theme) const;
  void paint_words(QPainter& painter, const QRect& area, const Theme& theme) const;
  QRect table_area(const QRect& area, const Theme& theme) const;
  /// Beside the table; empty where there is no room for it.
  QRect flow_area(const QRect& area, const Theme& theme) const;
  QRect inside() const;
  void scroll_flow(int columns);

  RunChooser runs_{RunChooser::Offer::one_at_a_time};
  RunSelector* run_control_;
  QComboBox* whose_;
  LedgerLines lines_;
  LedgerTable table_;
  LedgerTime time_;
  int scroll_ = 0;
  int first_column_ = 0;  // of the flow
  std::optional<std::uint64_t> generation_;
};

}  // namespace lfp
