#include "app/window/key_sheet.h"

#include "widgets/style/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {

namespace {

QLabel* label(const QString& text, const QFont& font, QWidget* parent) {
  auto* made = new QLabel(text, parent);
  made->setFont(font);
  return made;
}

/// A column of groups: title, then a row for every action.
QGridLayout* column(const QList<KeyGroup>& groups, const Theme& theme, QWidget* parent) {
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(theme.px(24));
  grid->setVerticalSpacing(theme.px(4));
  int row = 0;
  for (const KeyGroup& group : groups) {
    if (row > 0) grid->setRowMinimumHeight(row++, theme.px(8));
    grid->addWidget(label(group.title, theme.bold(), parent), row++, 0, 1, 2);
    for (const KeyGroup::Row& line : group.rows) {
      grid->addWidget(label(line.name, theme.body(), parent), row, 0);
      grid->addWidget(label(line.keys, theme.bold(), parent), row++, 1, Qt::AlignRight);
    }
  }
  grid->setRowStretch(row, 1);
  return grid;
}

qsizetype rows_of(const QList<KeyGroup>& groups) {
  qsizetype rows = 0;
  for (const KeyGroup& group : groups) rows += group.rows.size() + 2;
  return rows;
}

/// The groups in up to `columns` columns, in their order, the longest as short as can be.
QList<QList<KeyGroup>> spread(const QList<KeyGroup>& groups, int columns) {
  if (columns <= 1 || groups.size() <= 1) return {groups};
  QList<QList<KeyGroup>> best;
  qsizetype least = 0;
  for (qsizetype first = 1; first <= groups.size(); ++first) {
    const auto others = spread(groups.mid(first), columns - 1);
    qsizetype longest = rows_of(groups.first(first));
    for (const auto& other : others) longest = std::max(longest, rows_of(other));
    if (!best.empty() && longest >= least) continue;
    least = longest;
    best = others;
    best.prepend(groups.first(first));
  }
  return best;
}

QWidget* sheet_of(const QList<KeyGroup>& groups, int columns, const Theme& theme) {
  auto* sheet = new QWidget;
  auto* row = new QHBoxLayout(sheet);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(theme.px(40));
  for (const auto& each : spread(groups, columns)) row->addLayout(column(each, theme, sheet));
  return sheet;
}

}  // namespace

KeySheet::KeySheet(const QList<KeyGroup>& groups, const Theme& theme, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Keys"));
  constexpr double part_of_screen = 0.84;
  const QSize room = screen()->availableSize() * part_of_screen;
  auto* area = new QScrollArea(this);
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  for (int columns = 3; columns > 0; --columns) {
    area->setWidget(sheet_of(groups, columns, theme));
    if (area->widget()->sizeHint().width() <= room.width()) break;
  }
  area->widget()->setAutoFillBackground(false);
  area->viewport()->setAutoFillBackground(false);
  const QSize whole = area->widget()->sizeHint();
  const int bar = whole.height() > room.height() ? theme.px(24) : 0;
  area->setMinimumSize(QSize(whole.width() + bar, whole.height()).boundedTo(room));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* all = new QVBoxLayout(this);
  const int margin = theme.px(24);
  all->setContentsMargins(margin, margin, margin, theme.px(16));
  all->setSpacing(theme.px(16));
  all->addWidget(area);
  all->addWidget(buttons);
}

}  // namespace lfp
