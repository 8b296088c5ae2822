#include "widgets/style/theme_colours.h"

#include "widgets/style/scale_colours.h"

#include <cstddef>
#include <initializer_list>

namespace lfp {
namespace {

void set_light(Theme& theme) {
  theme.window = 0xE1E6EB;
  theme.bar = 0xF1F3F6;
  theme.base = 0xFFFFFF;
  theme.alternate_base = 0xF4F6F8;
  theme.separator = 0xC6CDD6;
  theme.control_border = 0x7F8997;
  theme.grid_line = 0xE3E7EC;
  theme.text = 0x1A2028;
  theme.muted_text = 0x535D6B;
  theme.disabled_text = 0x98A1AD;
  theme.accent = 0x22303F;
  theme.text_on_accent = 0xFFFFFF;
  theme.selection = 0xDDE4EC;
  theme.tooltip_base = 0xFFFFFF;
  theme.zero = 0xF7F7F5;
  theme.flip = 0xD6008A;
  theme.error = 0xB3261E;
  theme.class_point = {0xA67800, 0x3F7A12, 0x566477, 0x7A4B20, 0x2E6F7E, 0x8C8200};
  theme.class_area = {0xF8E9B8, 0xD3E6BF, 0xD8DDE4};
}

void set_dark(Theme& theme) {
  theme.window = 0x0D1013;
  theme.bar = 0x1E2328;
  theme.base = 0x181C21;
  theme.alternate_base = 0x20252B;
  theme.separator = 0x363D46;
  theme.control_border = 0x7A8594;
  theme.grid_line = 0x272D34;
  theme.text = 0xE9ECF0;
  theme.muted_text = 0xA6AFBB;
  theme.disabled_text = 0x66707C;
  theme.accent = 0xE3E8EF;
  theme.text_on_accent = 0x14181D;
  theme.selection = 0x303842;
  theme.tooltip_base = 0x262C33;
  theme.zero = 0x22272D;
  theme.flip = 0xFF5CC8;
  theme.error = 0xFF8A80;
  theme.class_point = {0xF2C744, 0x8CC152, 0xB4C0CE, 0xC9986B, 0x6FB4C4, 0xCFC54A};
  theme.class_area = {0x453A14, 0x243A16, 0x353C46};
}

/// Everything that is not data becomes one of three colours.
void set_high_contrast(Theme& theme, const QColor& ink, const QColor& paper, const QColor& grey) {
  for (QColor* colour :
       {&theme.text, &theme.muted_text, &theme.accent, &theme.separator, &theme.control_border})
    *colour = ink;
  for (QColor* colour : {&theme.window, &theme.bar, &theme.base, &theme.alternate_base, &theme.grid_line,
                         &theme.text_on_accent, &theme.tooltip_base})
    *colour = paper;
  theme.disabled_text = grey;
  theme.selection = blended(ink, paper, 0.2);
}

void set_high_contrast_light(Theme& theme) {
  set_light(theme);
  set_high_contrast(theme, Qt::black, Qt::white, 0x6B6B6B);
  theme.flip = 0xB00070;
  theme.error = 0x9B0F08;
}

void set_high_contrast_dark(Theme& theme) {
  set_dark(theme);
  set_high_contrast(theme, Qt::white, Qt::black, 0x969696);
  theme.flip = 0xFF7AD2;
  theme.error = 0xFFA39B;
}

}  // namespace

void set_colours(Theme& theme) {
  switch (theme.kind) {
    case Theme::Kind::light:
      set_light(theme);
      break;
    case Theme::Kind::dark:
      set_dark(theme);
      break;
    case Theme::Kind::high_contrast_light:
      set_high_contrast_light(theme);
      break;
    case Theme::Kind::high_contrast_dark:
      set_high_contrast_dark(theme);
      break;
  }
  theme.is_dark = theme.kind == Theme::Kind::dark || theme.kind == Theme::Kind::high_contrast_dark;
  const auto kind = static_cast<std::size_t>(theme.kind);
  const ScaleColours& scales = scale_colours(theme.scales);
  const ScaleColours::Signs& signs = scales.signs[kind];
  theme.positive = signs.positive;
  theme.negative = signs.negative;
  for (std::size_t run = 0; run < theme.run.size(); ++run) theme.run[run] = scales.runs[kind][run];
  theme.warning_fill = 0xFFD84D;
  theme.warning_text = 0x3A2C00;
  theme.run_pen = {Qt::SolidLine, Qt::DashLine, Qt::DashDotLine, Qt::DotLine};
  for (std::size_t index = 3; index < theme.class_area.size(); ++index)
    theme.class_area[index] = blended(theme.class_point[index], theme.base, 0.25);
}

}  // namespace lfp
