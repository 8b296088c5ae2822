#include "widgets/views/boundary/point_pen.h"

#include "core/data/toys/drawn.h"
#include "widgets/controls/elided_label.h"
#include "widgets/controls/marks.h"
#include "widgets/style/icons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QToolButton>
#include <algorithm>

namespace lfp {
namespace {

constexpr double mark_side = 12;
constexpr double button_height = 24;

QIcon class_icon(std::int32_t label, const Theme& theme, double ratio) {
  const double side = theme.px(mark_side);
  QPixmap pixmap(QSizeF(side * ratio, side * ratio).toSize());
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_class_mark(painter, QPointF(side / 2, side / 2), side, label, theme);
  return QIcon(pixmap);
}

}  // namespace

PointPen::PointPen(QWidget* parent)
    : QWidget(parent),
      group_(new QButtonGroup(this)),
      remove_(new QToolButton(this)),
      words_(new ElidedLabel(this)),
      theme_(Theme::make(Theme::Kind::light)) {
  auto* row = new QHBoxLayout(this);
  for (std::int32_t label = 0; label < most_drawn_classes; ++label) {
    auto* button = new QToolButton(this);
    button->setText(QString::number(label));
    button->setToolTip(tr("<b>Draw class %1</b><br>Click or drag in the plane (key %1)").arg(label));
    button->setAccessibleName(tr("Draw class %1").arg(label));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    classes_.push_back(button);
    group_->addButton(button, label);
    row->addWidget(button);
  }
  remove_->setText(tr("Remove"));
  remove_->setToolTip(tr("<b>Remove points</b><br>Click the point (Backspace removes the last one)"));
  group_->addButton(remove_, most_drawn_classes);
  row->addWidget(remove_);
  words_->setProperty("muted", true);
  words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  row->addWidget(words_, 1);
  for (QAbstractButton* button : group_->buttons()) button->setCheckable(true);
  classes_.front()->setChecked(true);
  connect(group_, &QButtonGroup::idClicked, this, [this] { tell({}); });
  set_classes(offered_);
  show_words();
}

void PointPen::set_classes(std::int32_t classes) {
  offered_ = std::clamp<std::int32_t>(classes + 1, 2, most_drawn_classes);
  for (std::int32_t label = 0; label < most_drawn_classes; ++label)
    classes_[static_cast<std::size_t>(label)]->setVisible(label < offered_);
  if (label() >= offered_) choose(offered_ - 1);
}

std::int32_t PointPen::label() const {
  const int checked = group_->checkedId();
  return checked == most_drawn_classes ? removes : checked;
}

void PointPen::choose(std::int32_t label) {
  if (label >= offered_) return;
  (label == removes ? remove_ : classes_[static_cast<std::size_t>(label)])->setChecked(true);
  tell({});
}

void PointPen::set_locked(const QString& reason) {
  if (reason == lock_reason_) return;
  lock_reason_ = reason;
  for (QAbstractButton* button : group_->buttons()) button->setEnabled(reason.isEmpty());
  show_words();
}

void PointPen::tell(const QString& problem) {
  problem_ = problem;
  show_words();
}

void PointPen::show_words() {
  QString words = lock_reason_.isEmpty() ? problem_ : lock_reason_;
  if (words.isEmpty())
    words = label() == removes ? tr("Click a point to remove it") : tr("Click or drag to draw points");
  words_->setText(words);
}

void PointPen::set_theme(const Theme& theme) {
  theme_ = theme;
  for (QAbstractButton* button : group_->buttons()) {
    button->setFont(theme.small());
    button->setMinimumHeight(theme.px(button_height));
    button->setIconSize(QSize(theme.px(mark_side), theme.px(mark_side)));
  }
  for (std::int32_t label = 0; label < most_drawn_classes; ++label)
    classes_[static_cast<std::size_t>(label)]->setIcon(class_icon(label, theme, devicePixelRatioF()));
  words_->setFont(theme.small());
  auto& row = static_cast<QHBoxLayout&>(*layout());
  row.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(6));
  row.setSpacing(theme.px(4));
}

}  // namespace lfp
