#include "widgets/panels/preview/table_preview_grid.h"

#include "widgets/style/number_text.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QTableWidgetItem>
#include <algorithm>

namespace lfp {
namespace {

enum Fact { use_row, type_row, range_row, missing_row, facts };
/// Tables with more columns are used in full but not shown in full.
constexpr std::size_t most_shown_columns = 200;
constexpr int widest_column = 180;

QString use_text(ColumnRole role) {
  switch (role) {
    case ColumnRole::input:
      return TablePreviewGrid::tr("Input");
    case ColumnRole::label:
      return TablePreviewGrid::tr("Label");
    case ColumnRole::left_out:
      return TablePreviewGrid::tr("Left out");
  }
  return {};
}

QString type_text(const ColumnPreview& column) {
  return column.is_numeric ? TablePreviewGrid::tr("Number") : TablePreviewGrid::tr("Text");
}

QString range_text(const ColumnPreview& column) {
  const auto different = static_cast<qint64>(column.different);
  if (!column.is_numeric) return TablePreviewGrid::tr("%1 values").arg(count_text(different));
  return QStringLiteral("%1 … %2").arg(setting_text(column.smallest), setting_text(column.largest));
}

QTableWidgetItem* fact_item(const QString& text, const Theme& theme) {
  auto* item = new QTableWidgetItem(text);
  item->setFlags(Qt::ItemIsEnabled);
  item->setBackground(theme.alternate_base);
  item->setForeground(theme.muted_text);
  return item;
}

}  // namespace

TablePreviewGrid::TablePreviewGrid(QWidget* parent) : QTableWidget(parent) {
  setAccessibleName(tr("The first rows of the table"));
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setWordWrap(false);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setMaximumSectionSize(widest_column);
  connect(this, &QTableWidget::cellClicked, this, &TablePreviewGrid::change_use);
}

void TablePreviewGrid::show_preview(const TablePreview& preview, const Settings& settings,
                                    const Theme& theme) {
  preview_ = preview;
  settings_ = settings;
  const int at = horizontalHeader()->offset();
  clear();
  const std::size_t columns = std::min(preview.columns.size(), most_shown_columns);
  setColumnCount(static_cast<int>(columns));
  setRowCount(facts + static_cast<int>(preview.rows.size()));
  QStringList names = {tr("Use"), tr("Type"), tr("Range"), tr("Missing")};
  for (std::size_t row = 1; row <= preview.rows.size(); ++row) names << QString::number(row);
  setVerticalHeaderLabels(names);
  for (std::size_t column = 0; column < columns; ++column)
    add_column(static_cast<int>(column), preview.columns[column], theme);
  resizeColumnsToContents();
  horizontalHeader()->setOffset(at);
}

void TablePreviewGrid::add_column(int place, const ColumnPreview& column, const Theme& theme) {
  const QString name = QString::fromStdString(column.name);
  auto* header = new QTableWidgetItem(name);
  header->setToolTip(column.problem.empty() ? name : QString::fromStdString(column.problem));
  setHorizontalHeaderItem(place, header);
  auto* use = new QTableWidgetItem(QStringLiteral("%1 ▾").arg(use_text(column.role)));
  use->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  use->setToolTip(tr("Click to use the column otherwise: as input, as label, or not at all"));
  if (column.role == ColumnRole::label) {
    QFont bold = font();
    bold.setBold(true);
    use->setFont(bold);
  }
  setItem(use_row, place, use);
  setItem(type_row, place, fact_item(type_text(column), theme));
  setItem(range_row, place, fact_item(range_text(column), theme));
  const auto missing = static_cast<qint64>(column.missing);
  setItem(missing_row, place, fact_item(missing == 0 ? tr("none") : count_text(missing), theme));
  for (std::size_t row = 0; row < preview_.rows.size(); ++row) {
    const auto& cells = preview_.rows[row];
    const auto cell = static_cast<std::size_t>(place);
    auto* item = new QTableWidgetItem(cell < cells.size() ? QString::fromStdString(cells[cell]) : QString());
    item->setFlags(Qt::ItemIsEnabled);
    if (column.role == ColumnRole::left_out) item->setForeground(theme.disabled_text);
    if (column.is_numeric) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setItem(facts + static_cast<int>(row), place, item);
  }
}

/// Enter is passed on to the dialog, which accepts the data.
void TablePreviewGrid::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Space:
      return change_use(currentRow(), currentColumn());
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return event->ignore();
    default:
      QTableWidget::keyPressEvent(event);
  }
}

/// Cycles through input, label and left out; only one column is the label, so a former one becomes an input.
void TablePreviewGrid::change_use(int row, int column) {
  if (row != use_row || column < 0) return;
  TablePreview next = preview_;
  ColumnPreview& changed = next.columns[static_cast<std::size_t>(column)];
  if (changed.role == ColumnRole::input) {
    for (ColumnPreview& each : next.columns)
      if (each.role == ColumnRole::label) each.role = ColumnRole::input;
    changed.role = ColumnRole::label;
  } else {
    changed.role = changed.role == ColumnRole::label ? ColumnRole::left_out : ColumnRole::input;
  }
  emit settings_changed(with_roles(settings_, next));
}

}  // namespace lfp
