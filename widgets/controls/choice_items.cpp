#include "widgets/controls/choice_items.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>

namespace lfp {
namespace {

constexpr int tags_role = Qt::UserRole + 1;
constexpr int separator_height = 7;

/// Writes an item's tags behind its label.
class TaggedItemDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return is_separator(index) ? QSize(size.width(), separator_height) : size;
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    if (!is_separator(index)) {
      QStyledItemDelegate::paint(painter, option, index);
      return;
    }
    const int y = option.rect.center().y();
    painter->fillRect(QRect(option.rect.left() + 6, y, option.rect.width() - 12, 1),
                      option.palette.color(QPalette::Mid));
  }

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    const QString tags = index.data(tags_role).toString();
    if (!tags.isEmpty()) option->text += QStringLiteral("  ·  ") + tags;
  }

 private:
  static bool is_separator(const QModelIndex& index) {
    return index.data(Qt::AccessibleDescriptionRole).toString() == QLatin1String("separator");
  }
};

QString tooltip_of(const ChoiceItem& item) {
  if (item.tags.isEmpty()) return item.tooltip;
  return item.tooltip.isEmpty() ? item.tags : QStringLiteral("%1 (%2)").arg(item.tooltip, item.tags);
}

}  // namespace

void add_items(QComboBox& combo, const QList<ChoiceItem>& items) {
  for (const ChoiceItem& item : items) {
    if (item.starts_group && combo.count() > 0) combo.insertSeparator(combo.count());
    combo.addItem(item.label, item.name);
    combo.setItemData(combo.count() - 1, tooltip_of(item), Qt::ToolTipRole);
    combo.setItemData(combo.count() - 1, item.tags, tags_role);
  }
  combo.setItemDelegate(new TaggedItemDelegate(&combo));
  // The list may be wider than the box, which is often narrow.
  combo.view()->setTextElideMode(Qt::ElideNone);
  const int margin = combo.fontMetrics().averageCharWidth() * 4;
  int widest = 0;
  for (const ChoiceItem& item : items) {
    const QString text = item.tags.isEmpty() ? item.label : item.label + QStringLiteral("  ·  ") + item.tags;
    widest = std::max(widest, combo.fontMetrics().horizontalAdvance(text));
  }
  combo.view()->setMinimumWidth(widest + margin);
}

}  // namespace lfp
