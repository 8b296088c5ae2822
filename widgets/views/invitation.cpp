#include "widgets/views/invitation.h"

#include <QEvent>
#include <QVBoxLayout>

namespace lfp {

Invitation::Invitation(QWidget& view)
    : QWidget(&view), words_(new QLabel(this)), train_(new QPushButton(tr("Train an epoch"), this)) {
  setAutoFillBackground(true);
  words_->setAlignment(Qt::AlignCenter);
  words_->setWordWrap(true);
  words_->setProperty("muted", true);
  train_->setFocusPolicy(Qt::TabFocus);
  train_->setToolTip(tr("<b>Train an epoch</b><br>E; Space keeps training"));
  auto* column = new QVBoxLayout(this);
  column->addStretch(1);
  column->addWidget(words_);
  column->addWidget(train_, 0, Qt::AlignHCenter);
  column->addStretch(1);
  connect(train_, &QPushButton::clicked, this, &Invitation::accepted);
  view.installEventFilter(this);
  setGeometry(view.rect());
}

void Invitation::set_words(const QString& what) {
  words_->setText(what);
}

void Invitation::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.base);
  setPalette(colours);
  words_->setFont(theme.body());
  layout()->setSpacing(theme.px(8));
}

bool Invitation::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parent() && event->type() == QEvent::Resize) setGeometry(parentWidget()->rect());
  return QWidget::eventFilter(watched, event);
}

}  // namespace lfp
