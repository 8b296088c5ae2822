#pragma once

#include "app/window/run_window.h"
#include "widgets/style/theme.h"

#include <QObject>
#include <QSize>
#include <QString>
#include <optional>

namespace lfp {

/// What a person chose for the look of the window: the theme, the colours of numbers, the font zoom, the
/// presenter's enlargement.
/// Kept in the settings; the theme that follows is applied to the whole application.
class Appearance : public QObject {
  Q_OBJECT

 public:
  enum class Choice { system, light, dark, high_contrast_light, high_contrast_dark };
  /// In front of a class: 1.75 on a screen of 1920x1080, and about as large on the wall from projectors with
  /// fewer or more lines.
  static double presenter_zoom(QSize screen);

  /// `forced` outweighs the remembered choice for this start.
  explicit Appearance(ThemeChoice forced, QObject* parent = nullptr);

  const Theme& theme() const { return theme_; }
  Choice choice() const { return choice_; }

  void choose(Choice choice);
  void choose(Theme::Scales scales);
  /// Light becomes dark and the other way round, high contrast stays high contrast.
  void toggle_darkness();
  void zoom_in();
  void zoom_out();
  void reset_zoom();
  void start_presenting(QSize screen);
  void stop_presenting();
  bool reduces_motion() const { return theme_.reduces_motion; }
  /// Turns animations off: nothing moves or fades from now on.
  void reduce_motion(bool on);

 signals:
  void theme_changed();

 private:
  void set_zoom(double zoom);
  void apply();
  Theme::Kind kind() const;

  bool system_is_dark_;
  Choice choice_ = Choice::system;
  Theme::Scales scales_ = Theme::Scales::orange_blue;
  double zoom_ = 1.0;
  std::optional<double> presenter_zoom_;  // while presenting
  bool reduces_motion_ = false;
  Theme theme_;
};

}  // namespace lfp
