#pragma once

#include "widgets/panels/transport/speeds.h"
#include "widgets/style/themed.h"

#include <QWidget>

class QLabel;

namespace lfp {

class ThinSlider;

/// The speed of training: a slider over the available speeds, with the value in a fixed width on its right.
class SpeedControl final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit SpeedControl(QWidget* parent = nullptr);

  const command::SetSpeed& speed() const;
  void set_speed(const command::SetSpeed& speed);
  /// Moves the slider by that many positions, as if by the user: faster, or slower if negative.
  void step_by(int places);
  /// Uses shorter words and a shorter slider, optionally without the label.
  void set_short(bool is_short, bool has_label);
  void set_theme(const Theme& theme) override;

 signals:
  void speed_chosen(const lfp::command::SetSpeed& speed);

 private:
  void show_speed();
  void fit_sizes();

  Theme theme_;
  bool short_ = false;
  QLabel* label_;
  ThinSlider* slider_;
  QLabel* value_;
};

}  // namespace lfp
