#include "widgets/controls/dock_title.h"

#include "widgets/controls/elided_label.h"
#include "widgets/style/icons.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

namespace lfp {
namespace {

constexpr int usual_gap = 8;
constexpr int narrow_gap = 4;
constexpr double bar_height = 28;
constexpr double control_height = 22;
constexpr double least_combo = 64;

void show_if(QWidget& widget, bool is_shown) {
  if (widget.isHidden() == is_shown) widget.setVisible(is_shown);
}

QHBoxLayout* inner_row() {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  return row;
}

}  // namespace

DockTitle::DockTitle(QDockWidget* dock)
    : QWidget(dock),
      theme_(Theme::make(Theme::Kind::light)),
      dock_(dock),
      layout_(new QHBoxLayout(this)),
      controls_(inner_row()),
      actions_(inner_row()),
      title_(new ElidedLabel(this)),
      menu_(new QMenu(this)),
      pin_(make_button(tr("Pin"))),
      more_(make_button(tr("More"))),
      close_(make_button(tr("Close"))) {
  layout_->addWidget(title_);
  layout_->addLayout(controls_);
  layout_->addStretch(1);
  layout_->addLayout(actions_);
  for (QToolButton* button : {pin_, more_, close_}) actions_->addWidget(button);
  close_->setObjectName("close");
  pin_->setCheckable(true);
  pin_->setToolTip(tr("Keep showing this, whatever is chosen elsewhere"));
  pin_->hide();
  more_->setMenu(menu_);
  more_->setPopupMode(QToolButton::InstantPopup);
  more_->hide();
  menu_->installEventFilter(this);
  connect(pin_, &QToolButton::clicked, this, &DockTitle::pinned_changed);
  connect(pin_, &QToolButton::toggled, this, &DockTitle::fit_texts);
  connect(close_, &QToolButton::clicked, dock, &QDockWidget::close);
  connect(dock, &QDockWidget::windowTitleChanged, this, &DockTitle::show_title);
  connect(dock, &QDockWidget::featuresChanged, this, &DockTitle::show_title);
  dock->setTitleBarWidget(this);
  show_title();
  set_theme(theme_);
}

QToolButton* DockTitle::make_button(const QString& name) {
  auto* button = new QToolButton(this);
  button->setAccessibleName(name);
  button->setToolTip(name);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

void DockTitle::set_controls(const QList<QWidget*>& controls) {
  while (QLayoutItem* item = controls_->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  for (QWidget* control : controls) {
    controls_->addWidget(control);
    apply_theme(*control, theme_);
  }
  fit_controls();
  fit_texts();
}

/// All controls get one height, whatever their own hints say: combo boxes keep the hint that they had before.
/// These can be narrower than their words where there is no room at all.
void DockTitle::fit_controls() {
  for (int index = 0; index < controls_->count(); ++index) {
    QWidget* control = controls_->itemAt(index)->widget();
    control->setFixedHeight(theme_.px(control_height));
    if (qobject_cast<QComboBox*>(control) != nullptr) control->setMinimumWidth(theme_.px(least_combo));
  }
}

void DockTitle::set_actions(const QList<QAction*>& actions) {
  const auto buttons = findChildren<QToolButton*>("action");
  for (QToolButton* old : buttons) delete old;
  int place = 0;
  for (QAction* action : actions) {
    QToolButton* button = make_button(action->text());
    button->setObjectName("action");
    button->setDefaultAction(action);
    actions_->insertWidget(place++, button);
  }
  set_theme(theme_);
}

void DockTitle::set_pinnable(bool pinnable) {
  is_pinnable_ = pinnable;
  fit_texts();
}

void DockTitle::set_pinned(bool pinned) {
  if (pin_->isChecked() == pinned) return;
  pin_->setChecked(pinned);
  emit pinned_changed(pinned);
}

bool DockTitle::is_pinned() const {
  return pin_->isChecked();
}

void DockTitle::set_theme(const Theme& theme) {
  theme_ = theme;
  layout_->setContentsMargins(theme.px(10), 0, theme.px(4), theme.px(1));
  actions_->setSpacing(0);
  title_->setFont(theme.bold());
  pin_->setIcon(quiet_icon("pin", theme));
  more_->setIcon(quiet_icon("more", theme));
  close_->setIcon(quiet_icon("close", theme));
  const auto buttons = findChildren<QToolButton*>();
  for (QToolButton* button : buttons) {
    // A view's own button has a word in place of an icon, and is as wide as that.
    if (button->toolButtonStyle() == Qt::ToolButtonTextOnly) continue;
    button->setFixedSize(theme.px(control_height), theme.px(control_height));
    button->setIconSize({theme.px(16), theme.px(16)});
  }
  fit_controls();
  fit_texts();
  update();
}

QSize DockTitle::sizeHint() const {
  return {layout_->sizeHint().width(), theme_.px(bar_height)};
}

QSize DockTitle::minimumSizeHint() const {
  return {others_width(layout_->spacing()) - squeezable_width() + theme_.px(24), theme_.px(bar_height)};
}

/// The width by which combo boxes are wider than they have to be.
int DockTitle::squeezable_width() const {
  int width = 0;
  for (int index = 0; index < controls_->count(); ++index) {
    const auto* combo = qobject_cast<const QComboBox*>(controls_->itemAt(index)->widget());
    if (combo != nullptr && !combo->isHidden())
      width += std::max(0, combo->sizeHint().width() - combo->minimumWidth());
  }
  return width;
}

/// The width of controls, buttons, margins and gaps of that size.
int DockTitle::others_width(int gap) const {
  const QMargins margins = layout_->contentsMargins();
  const int gaps_of_controls = std::max(0, controls_->count() - 1);
  return margins.left() + margins.right() + controls_->minimumSize().width() + squeezable_width() +
         gaps_of_controls * (gap - controls_->spacing()) + actions_->minimumSize().width() +
         gap * (controls_->isEmpty() ? 2 : 3);
}

void DockTitle::fit_texts() {
  const int wanted = QFontMetrics(title_->font()).horizontalAdvance(title_->text()) + 1;
  // The menu can pin and close as well: the title needs the room more.
  const int button = pin_->minimumWidth();
  const int shown = (pin_->isHidden() ? 0 : button) + (close_->isHidden() ? 0 : button);
  const int free = width() - others_width(theme_.px(narrow_gap)) + shown - wanted;
  const bool is_closable = dock_->features().testFlag(QDockWidget::DockWidgetClosable);
  const bool has_close = is_closable && (menu_->isEmpty() || free >= button);
  const bool has_pin = is_pinnable_ && (pin_->isChecked() || free >= 2 * button);
  show_if(*close_, has_close);
  show_if(*pin_, has_pin);
  // Where the title would be cut off, everything moves closer together.
  const int usual = theme_.px(usual_gap);
  const int gap = width() - others_width(usual) >= wanted ? usual : theme_.px(narrow_gap);
  // A layout that is given the same value once more asks for another round, and so on for ever.
  if (layout_->spacing() != gap || controls_->spacing() != gap) {
    layout_->setSpacing(gap);
    controls_->setSpacing(gap);
  }
  const int fitting = std::clamp(width() - others_width(gap), theme_.px(24), std::max(theme_.px(24), wanted));
  if (title_->minimumWidth() == fitting && title_->maximumWidth() == fitting) return;
  title_->setFixedWidth(fitting);
  updateGeometry();
}

void DockTitle::show_title() {
  title_->setText(dock_->windowTitle());
  setAccessibleName(dock_->windowTitle());
  fit_texts();
}

/// Controls may change their words, and with them their widths.
bool DockTitle::event(QEvent* event) {
  const bool is_handled = QWidget::event(event);
  if (event->type() == QEvent::LayoutRequest) fit_texts();
  return is_handled;
}

void DockTitle::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_texts();
}

/// Otherwise a double click would make the dock float.
void DockTitle::mouseDoubleClickEvent(QMouseEvent* event) {
  event->accept();
  if (event->button() == Qt::LeftButton) emit maximise_asked();
}

bool DockTitle::eventFilter(QObject* watched, QEvent* event) {
  const bool menu_changed = event->type() == QEvent::ActionAdded || event->type() == QEvent::ActionRemoved;
  if (watched == menu_ && menu_changed) {
    more_->setVisible(!menu_->isEmpty());
    fit_texts();
  }
  return QWidget::eventFilter(watched, event);
}

void DockTitle::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.bar);
  const int line = theme_.px(1);
  painter.fillRect(0, height() - line, width(), line, theme_.separator);
}

}  // namespace lfp
