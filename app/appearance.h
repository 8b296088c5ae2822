#pragma once

#include "app/run_window.h"
#include "widgets/style/theme.h"

#include <QObject>
#include <QString>

namespace lfp {

/// What a person chose for the look of the window: the theme, the colours of numbers, the font zoom, the
/// presenter's enlargement.
/// Kept in the settings; the theme that follows is applied to the whole application.
class Appearance : public QObject {
  Q_OBJECT

 public:
  enum class Choice { system, light, dark, high_contrast_light, high_contrast_dark };
  static constexpr double presenter_zoom = 1.75;

  /// `forced` outweighs the remembered choice for this start.
  explicit Appearance(ThemeChoice forced, QObject* parent = nullptr);

  const Theme& theme() const { return theme_; }
  Choice choice() const { return choice_; }
  bool is_presenting() const { return is_presenting_; }

  void choose(Choice choice);
  void choose(Theme::Scales scales);
  /// Light becomes dark and the other way round, high contrast stays high contrast.
  void toggle_darkness();
  void zoom_in();
  void zoom_out();
  void reset_zoom();
  void set_presenting(bool on);
  bool reduces_motion() const { return theme_.reduces_motion; }
  /// Nothing moves or fades from now on.
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
  bool is_presenting_ = false;
  bool reduces_motion_ = false;
  Theme theme_;
};

}  // namespace lfp
