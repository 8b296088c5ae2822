#include "widgets/panels/setup/input_card.h"

#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/style/shape_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace lfp {
namespace {

/// Formats the input's size: "2 (x₁, x₂)" or "28 × 28 = 784".
QString input_text(const Shape& shape) {
  if (shape.is_image()) return QStringLiteral("%1 = %2").arg(plane_text(shape), count_text(shape.size()));
  return shape.channels == 2 ? InputCard::tr("2 (x₁, x₂)") : count_text(shape.channels);
}

}  // namespace

InputCard::InputCard(QWidget* parent)
    : QWidget(parent), title_(new QLabel(tr("Input"), this)), size_(new QLabel(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 4, 8, 4);
  row->addWidget(title_);
  row->addWidget(size_, 1, Qt::AlignRight);
}

void InputCard::set_shape(const std::optional<Shape>& shape) {
  size_->setText(shape ? input_text(*shape) : QString());
}

void InputCard::set_theme(const Theme& theme) {
  theme_ = theme;
  title_->setFont(theme.bold());
  size_->setFont(theme.small());
  QPalette muted = size_->palette();
  muted.setColor(QPalette::WindowText, theme.muted_text);
  size_->setPalette(muted);
  update();
}

void InputCard::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_frame(painter, rect(), theme_.alternate_base, theme_.separator, 1, theme_.px(4));
}

}  // namespace lfp
