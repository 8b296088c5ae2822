#include "app/window/appearance.h"

#include <QApplication>
#include <QPalette>
#include <QSettings>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

const auto theme_key = QLatin1String("appearance/theme");
const auto scales_key = QLatin1String("appearance/scales");
const auto zoom_key = QLatin1String("appearance/zoom");
const auto motion_key = QLatin1String("appearance/reduce_motion");
constexpr double zoom_step = 0.1;
constexpr double smallest_zoom = 0.8;
constexpr double largest_zoom = 2.0;

Appearance::Choice remembered_choice() {
  const int number = QSettings().value(theme_key, 0).toInt();
  const bool is_known = number >= 0 && number <= static_cast<int>(Appearance::Choice::high_contrast_dark);
  return is_known ? static_cast<Appearance::Choice>(number) : Appearance::Choice::system;
}

Theme::Scales remembered_scales() {
  const int number = QSettings().value(scales_key, 0).toInt();
  const bool is_known = number >= 0 && number <= static_cast<int>(Theme::Scales::red_cyan);
  return is_known ? static_cast<Theme::Scales>(number) : Theme::Scales::orange_blue;
}

bool looks_dark(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

}  // namespace

Appearance::Appearance(ThemeChoice forced, QObject* parent)
    : QObject(parent),
      system_is_dark_(looks_dark(QApplication::palette())),
      choice_(remembered_choice()),
      scales_(remembered_scales()),
      zoom_(std::clamp(QSettings().value(zoom_key, 1.0).toDouble(), smallest_zoom, largest_zoom)),
      reduces_motion_(QSettings().value(motion_key, false).toBool()) {
  if (forced == ThemeChoice::light) choice_ = Choice::light;
  if (forced == ThemeChoice::dark) choice_ = Choice::dark;
  apply();
}

void Appearance::choose(Choice choice) {
  choice_ = choice;
  QSettings().setValue(theme_key, static_cast<int>(choice));
  apply();
}

void Appearance::choose(Theme::Scales scales) {
  scales_ = scales;
  QSettings().setValue(scales_key, static_cast<int>(scales));
  apply();
}

void Appearance::toggle_darkness() {
  switch (kind()) {
    case Theme::Kind::light:
      return choose(Choice::dark);
    case Theme::Kind::dark:
      return choose(Choice::light);
    case Theme::Kind::high_contrast_light:
      return choose(Choice::high_contrast_dark);
    case Theme::Kind::high_contrast_dark:
      return choose(Choice::high_contrast_light);
  }
}

void Appearance::zoom_in() {
  set_zoom(zoom_ + zoom_step);
}

void Appearance::zoom_out() {
  set_zoom(zoom_ - zoom_step);
}

void Appearance::reset_zoom() {
  set_zoom(1.0);
}

void Appearance::set_zoom(double zoom) {
  // Rounded to whole steps, so that ten times larger and smaller again is exactly where it was.
  zoom_ = std::clamp(std::round(zoom / zoom_step) * zoom_step, smallest_zoom, largest_zoom);
  QSettings().setValue(zoom_key, zoom_);
  apply();
}

double Appearance::presenter_zoom(QSize screen) {
  return std::clamp(1.75 * screen.height() / 1080.0, 1.25, 3.5);
}

void Appearance::start_presenting(QSize screen) {
  if (presenter_zoom_) return;
  presenter_zoom_ = presenter_zoom(screen);
  apply();
}

void Appearance::stop_presenting() {
  if (!presenter_zoom_) return;
  presenter_zoom_.reset();
  apply();
}

void Appearance::reduce_motion(bool on) {
  reduces_motion_ = on;
  QSettings().setValue(motion_key, on);
  apply();
}

Theme::Kind Appearance::kind() const {
  switch (choice_) {
    case Choice::system:
      break;
    case Choice::light:
      return Theme::Kind::light;
    case Choice::dark:
      return Theme::Kind::dark;
    case Choice::high_contrast_light:
      return Theme::Kind::high_contrast_light;
    case Choice::high_contrast_dark:
      return Theme::Kind::high_contrast_dark;
  }
  return system_is_dark_ ? Theme::Kind::dark : Theme::Kind::light;
}

void Appearance::apply() {
  theme_ = Theme::make(kind(), zoom_ * presenter_zoom_.value_or(1.0), scales_);
  theme_.reduces_motion = reduces_motion_;
  QApplication::setPalette(theme_.palette());
  QApplication::setFont(theme_.body());
  qApp->setStyleSheet(theme_.style_sheet());
  emit theme_changed();
}

}  // namespace lfp
