#include "app/docks/perspective_tabs.h"

#include "widgets/style/frames.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace lfp {

namespace {

/// The action's text; bold and underlined with ink when it is checked.
class Tab : public QToolButton, public Themed {
 public:
  Tab(QAction* action, QWidget* parent) : QToolButton(parent), theme_(Theme::make(Theme::Kind::light)) {
    setDefaultAction(action);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Perspective %1").arg(action->text()));
  }

  void set_theme(const Theme& theme) override {
    theme_ = theme;
    updateGeometry();
    update();
  }

  QSize sizeHint() const override {
    // There is always room for the bold text, so that choosing a tab moves nothing.
    return {QFontMetrics(theme_.bold()).horizontalAdvance(text()) + theme_.px(24), theme_.px(32)};
  }
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    painter.setFont(isChecked() ? theme_.bold() : theme_.body());
    painter.setPen(isChecked() || underMouse() ? theme_.text : theme_.muted_text);
    painter.drawText(rect(), Qt::AlignCenter, text());
    if (isChecked()) {
      const int line = theme_.px(3);
      painter.fillRect(QRect(0, height() - line, width(), line), theme_.accent);
    }
    if (hasFocus()) paint_focus(painter, rect(), theme_);
  }

 private:
  Theme theme_;
};

}  // namespace

PerspectiveTabs::PerspectiveTabs(const QList<QAction*>& perspectives, const QList<QAction*>& buttons,
                                 QWidget* parent)
    : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  for (QAction* action : perspectives) row->addWidget(new Tab(action, this));
  for (QAction* action : buttons) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    row->addWidget(button);
    buttons_.append(button);
  }
}

void PerspectiveTabs::set_theme(const Theme& theme) {
  layout()->setContentsMargins(0, 0, theme.px(8), 0);
  for (QToolButton* button : buttons_) {
    button->setIconSize(QSize(theme.px(16), theme.px(16)));
    button->setFixedSize(theme.px(28), theme.px(28));
  }
}

}  // namespace lfp
