#pragma once

#include "core/base/settings.h"
#include "widgets/controls/slider_scale.h"
#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace lfp {

class ThinSlider;

/// A numeric setting: label, slider, and the value, which can also be typed. If the typed value cannot be
/// used, the reason is shown below the field and the last good value stays in force; Esc brings it back.
/// Where 0 stands for something else than a number, the field shows and takes its word: "automatic".
class SliderField final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// `info` is of kind integer or real.
  explicit SliderField(const SettingInfo& info, QWidget* parent = nullptr);

  double value() const { return value_; }
  /// The value as settings hold it: whole for an integer.
  SettingValue setting_value() const;
  /// Left alone while the person is changing it, so that it may be called with every snapshot.
  void set_value(double value);
  /// Why the typed value cannot be used; empty if it can.
  QString message() const;
  void set_theme(const Theme& theme) override;

 signals:
  void value_changed(double value);    ///< with every move
  void value_committed(double value);  ///< at the end of a drag, a key press, an entry: one undo step

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  void slider_moved(int position);
  void commit();
  void take_text();
  void show_value();
  void show_message(const QString& text);

  SettingInfo info_;
  SliderScale scale_;
  double value_ = 0.0;
  double committed_ = 0.0;
  QHBoxLayout* row_ = nullptr;
  ThinSlider* slider_ = nullptr;
  QLineEdit* edit_ = nullptr;
  QLabel* message_ = nullptr;
  WhileWhole whole_;
};

}  // namespace lfp
