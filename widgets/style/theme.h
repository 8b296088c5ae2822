#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>
#include <array>

namespace lfp {

/// The colours and fonts of the whole interface, by role. A value: views keep a copy. Chrome has no hue;
/// orange is positive, blue is negative (or the pair chosen instead), magenta is a sign flip, and nothing
/// else has these colours.
struct Theme {
  enum class Kind { light, dark, high_contrast_light, high_contrast_dark };
  /// The colours of numbers: those of the two signs, and the scale from nothing to most that goes with them.
  enum class Scales { orange_blue, green_purple, red_cyan };

  Kind kind = Kind::light;
  Scales scales = Scales::orange_blue;
  bool is_dark = false;
  double zoom = 1.0;            ///< font zoom; sizes in pixels go through px()
  bool reduces_motion = false;  ///< nothing moves or fades; marks stay

  QColor window, bar, base, alternate_base, separator, control_border, grid_line;
  QColor text, muted_text, disabled_text;
  QColor accent, text_on_accent, selection, tooltip_base;
  QColor positive, negative, zero, flip;
  QColor warning_fill, warning_text, error;
  std::array<QColor, 4> run;                      ///< A, B, C, D
  std::array<Qt::PenStyle, 4> run_pen{};          ///< solid, dashed, dash-dot, dotted
  std::array<QColor, 6> class_point, class_area;  ///< repeated for further classes

  /// `zoom` 1 is 100 %, presenter mode 1.75.
  static Theme make(Kind kind, double zoom = 1.0, Scales scales = Scales::orange_blue);

  /// A size in pixels at the theme's zoom.
  int px(double size) const;
  QFont body() const;     ///< 13 px
  QFont small() const;    ///< 12 px: axes, captions
  QFont bold() const;     ///< 13 px bold: titles, read-outs
  QFont large() const;    ///< 20 px bold: step and epoch
  QFont formula() const;  ///< 14 px
  QPalette palette() const;
  /// For the whole application: flat controls, 1-px borders, 4-px radius.
  QString style_sheet() const;
};

/// `foreground` over `background` at `opacity`, opaque: edges are blended beforehand, never drawn
/// transparent.
QColor blended(const QColor& foreground, const QColor& background, double opacity);

}  // namespace lfp
