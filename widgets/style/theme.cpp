#include "widgets/style/theme.h"

#include "widgets/style/fonts.h"
#include "widgets/style/theme_colours.h"

namespace lfp {

Theme Theme::make(Kind kind, double zoom, Scales scales) {
  Theme theme;
  theme.kind = kind;
  theme.zoom = zoom;
  theme.scales = scales;
  set_colours(theme);
  return theme;
}

int Theme::px(double size) const {
  const int scaled = qRound(size * zoom);
  return size > 0.0 ? qMax(1, scaled) : scaled;
}

QFont Theme::body() const {
  return interface_font(13 * zoom);
}
QFont Theme::small() const {
  return interface_font(12 * zoom);
}
QFont Theme::bold() const {
  return interface_font(13 * zoom, true);
}
QFont Theme::large() const {
  return interface_font(20 * zoom, true);
}
QFont Theme::formula() const {
  return interface_font(14 * zoom);
}

QPalette Theme::palette() const {
  QPalette palette;
  const auto set = [&](QPalette::ColorRole role, const QColor& colour) { palette.setColor(role, colour); };
  set(QPalette::Window, bar);
  set(QPalette::WindowText, text);
  set(QPalette::Base, base);
  set(QPalette::AlternateBase, alternate_base);
  set(QPalette::Text, text);
  set(QPalette::PlaceholderText, muted_text);
  set(QPalette::Button, base);
  set(QPalette::ButtonText, text);
  set(QPalette::BrightText, error);
  set(QPalette::Highlight, accent);
  set(QPalette::HighlightedText, text_on_accent);
  set(QPalette::Link, text);
  set(QPalette::LinkVisited, text);
  set(QPalette::ToolTipBase, tooltip_base);
  set(QPalette::ToolTipText, text);
  set(QPalette::Light, base);
  set(QPalette::Midlight, alternate_base);
  set(QPalette::Mid, separator);
  set(QPalette::Dark, control_border);
  set(QPalette::Shadow, separator);
  for (const auto role :
       {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
    palette.setColor(QPalette::Disabled, role, disabled_text);
  palette.setColor(QPalette::Disabled, QPalette::Highlight, selection);
  palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled_text);
  return palette;
}

QColor blended(const QColor& foreground, const QColor& background, double opacity) {
  const double part = qBound(0.0, opacity, 1.0);
  const auto mix = [part](int front, int back) { return qRound(front * part + back * (1.0 - part)); };
  return {mix(foreground.red(), background.red()), mix(foreground.green(), background.green()),
          mix(foreground.blue(), background.blue())};
}

}  // namespace lfp
