#include "app/key_sheet.h"

#include "widgets/style/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

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
  for (const KeyGroup& group : groups) rows += group.rows.size() + 1;
  return rows;
}

}  // namespace

KeySheet::KeySheet(const QList<KeyGroup>& groups, const Theme& theme, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Keys"));
  QList<KeyGroup> left;
  QList<KeyGroup> right;
  for (const KeyGroup& group : groups) (rows_of(left) < rows_of(groups) / 2 ? left : right).append(group);

  auto* columns = new QHBoxLayout;
  columns->setSpacing(theme.px(48));
  columns->addLayout(column(left, theme, this));
  columns->addLayout(column(right, theme, this));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* all = new QVBoxLayout(this);
  const int margin = theme.px(24);
  all->setContentsMargins(margin, margin, margin, theme.px(16));
  all->setSpacing(theme.px(16));
  all->addLayout(columns);
  all->addWidget(buttons);
}

}  // namespace lfp
