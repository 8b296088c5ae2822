#include "widgets/controls/section.h"

#include "widgets/style/frames.h"
#include "widgets/style/icons.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace lfp {

/// Arrow, bold title, muted summary; checked means open.
class SectionHeader : public QAbstractButton, public Themed {
 public:
  SectionHeader(const QString& title, QWidget* parent) : QAbstractButton(parent) {
    setText(title);
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    set_theme(Theme::make(Theme::Kind::light));
  }

  void set_summary(const QString& summary) {
    summary_ = summary;
    setAccessibleDescription(summary);
    update();
  }

  void set_theme(const Theme& theme) final {
    theme_ = theme;
    setFixedHeight(theme.px(30));
    update();
  }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    const int arrow = theme_.px(16);
    const QRect arrow_area(theme_.px(8), (height() - arrow) / 2, arrow, arrow);
    lfp::icon(isChecked() ? "down" : "next", theme_).paint(&painter, arrow_area);
    const QRect text_area = rect().adjusted(theme_.px(28), 0, -theme_.px(10), 0);
    painter.setFont(theme_.bold());
    painter.setPen(theme_.text);
    painter.drawText(text_area, Qt::AlignVCenter | Qt::AlignLeft, text());
    const int title_width = painter.fontMetrics().horizontalAdvance(text()) + theme_.px(12);
    const QRect summary_area = text_area.adjusted(title_width, 0, 0, 0);
    painter.setFont(theme_.small());
    painter.setPen(theme_.muted_text);
    painter.drawText(summary_area, Qt::AlignVCenter | Qt::AlignRight,
                     painter.fontMetrics().elidedText(summary_, Qt::ElideRight, summary_area.width()));
    if (hasFocus()) {
      const int inset = theme_.px(2);
      paint_focus(painter, rect().adjusted(inset, inset, -inset, -inset), theme_);
    }
  }

 private:
  Theme theme_;
  QString summary_;
};

Section::Section(const QString& title, QWidget* parent)
    : QWidget(parent),
      theme_(Theme::make(Theme::Kind::light)),
      header_(new SectionHeader(title, this)),
      content_(new QWidget(this)),
      content_layout_(new QVBoxLayout(content_)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(header_);
  column->addWidget(content_);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  connect(header_, &QAbstractButton::clicked, this, [this](bool open) { content_->setVisible(open); });
  use_theme();
}

void Section::set_summary(const QString& summary) {
  header_->set_summary(summary);
}

bool Section::is_open() const {
  return header_->isChecked();
}

void Section::set_separator(bool shown) {
  separator_ = shown;
  use_theme();
}

void Section::set_theme(const Theme& theme) {
  theme_ = theme;
  use_theme();
}

void Section::use_theme() {
  content_layout_->setContentsMargins(theme_.px(10), 0, theme_.px(10), theme_.px(8));
  content_layout_->setSpacing(theme_.px(3));
  layout()->setContentsMargins(0, 0, 0, separator_ ? theme_.px(1) : 0);
  update();
}

void Section::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const int line = theme_.px(1);
  if (separator_) painter.fillRect(0, height() - line, width(), line, theme_.separator);
}

}  // namespace lfp
