#include "widgets/controls/health_chip.h"

#include "widgets/style/frames.h"
#include "widgets/style/icons.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>

namespace lfp {
namespace {

/// How a state looks.
struct ChipLook {
  QString icon;
  QColor fill, border, text;
  double line;
};

ChipLook look_of(Health health, const Theme& theme) {
  switch (health) {
    case Health::stable:
      return {"check", theme.base, theme.separator, theme.text, 1};
    case Health::warning:
      return {"warning", theme.warning_fill, theme.warning_text, theme.warning_text, 1};
    case Health::error:
      return {"error", theme.base, theme.error, theme.error, 2};
  }
  return {};
}

constexpr double side_padding = 10;
constexpr double icon_size = 16;
constexpr double icon_gap = 6;
// A screen may draw letters wider by parts of a pixel than they are measured without one.
constexpr double spare_width = 3;

}  // namespace

HealthChip::HealthChip(QWidget* parent)
    : QAbstractButton(parent), theme_(Theme::make(Theme::Kind::light)), texts_{tr("Stable")} {
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  set_health(Health::stable, tr("Stable"));
}

void HealthChip::set_health(Health health, const QString& text) {
  if (health == health_ && text == this->text()) return;
  health_ = health;
  setText(text);
  setToolTip(text);
  setAccessibleName(tr("Health: %1").arg(text));
  update();
}

void HealthChip::set_room_for(const QStringList& texts) {
  texts_ = texts;
  updateGeometry();
}

void HealthChip::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

QSize HealthChip::sizeHint() const {
  const QFontMetrics metrics(theme_.bold());
  int widest = 0;
  for (const QString& text : texts_) widest = std::max(widest, metrics.horizontalAdvance(text));
  return {theme_.px(2 * side_padding + icon_size + icon_gap + spare_width) + widest, theme_.px(32)};
}

void HealthChip::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const ChipLook look = look_of(health_, theme_);
  const QColor fill = health_ == Health::stable && underMouse() ? theme_.alternate_base : look.fill;
  paint_frame(painter, rect(), fill, look.border, theme_.px(look.line), theme_.px(4));
  if (hasFocus()) paint_focus(painter, rect(), theme_);
  const int side = theme_.px(icon_size);
  const QRect icon_area(theme_.px(side_padding), (height() - side) / 2, side, side);
  lfp::icon(look.icon, look.text).paint(&painter, icon_area);
  const QRect text_area(icon_area.right() + 1 + theme_.px(icon_gap), 0,
                        width() - icon_area.right() - 1 - theme_.px(icon_gap + side_padding), height());
  painter.setFont(health_ == Health::stable ? theme_.body() : theme_.bold());
  painter.setPen(look.text);
  painter.drawText(text_area, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(text(), Qt::ElideRight, text_area.width()));
}

}  // namespace lfp
