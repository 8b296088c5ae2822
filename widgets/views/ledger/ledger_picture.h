#pragma once

#include "widgets/style/theme.h"
#include "widgets/views/ledger/ledger_lines.h"

#include <QCoreApplication>
#include <QPainter>
#include <QRect>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace lfp {

/// A ledger as a table: a row a layer, what arrives and its parts.
class LedgerTable {
  Q_DECLARE_TR_FUNCTIONS(LedgerView)

 public:
  LedgerTable() = default;
  /// `scroll` rows are above the table's first one.
  LedgerTable(const LedgerLines& lines, const QRect& area, const Theme& theme, int scroll = 0);

  void paint(QPainter& painter, const LedgerLines& lines, int chosen_layer, const Theme& theme) const;
  /// The row at that place, as an index of lines; nothing beside them.
  std::optional<std::size_t> row_at(const QPoint& place) const;
  QRect row_area(std::size_t row) const;
  int height() const;
  /// Rows that fit, of all.
  int rows_in_sight() const { return rows_in_sight_; }
  static int width_for(const LedgerLines& lines, const Theme& theme);
  /// With headings in two lines.
  static int least_width_for(const LedgerLines& lines, const Theme& theme);
  /// The least height that shows all rows in that width.
  static int height_for(const LedgerLines& lines, int width, const Theme& theme);

 private:
  void paint_position(QPainter& painter, const Theme& theme) const;

  QRect area_;
  std::size_t rows_ = 0;
  int scroll_ = 0;
  int rows_in_sight_ = 0;
  int row_height_ = 1;
  int heading_height_ = 1;
  QStringList headings_;
  std::vector<int> rights_;  // of each column of numbers
};

/// A ledger as a flow from the outputs, left, to the inputs: bands as high as what flows. What is kept leaves
/// below, what is given back joins from above; phases to come are dashed. Where not all columns have room for
/// their names, those from `first` on are shown.
void paint_ledger_flow(QPainter& painter, const LedgerLines& lines, const QRect& area, int chosen_layer,
                       int first, const Theme& theme);
/// Columns of the flow, a layer each and the inputs, that fit between others' names; all of them if there is
/// room.
int ledger_flow_columns(const LedgerLines& lines, const QRect& area, const Theme& theme);

}  // namespace lfp
