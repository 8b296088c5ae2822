#pragma once

#include "widgets/panels/transport/speeds.h"
#include "widgets/style/themed.h"

#include <QWidget>

class QLabel;

namespace lfp {

class ThinSlider;

/// How fast training runs: a slider over the offered speeds, its value at the right in reserved width.
class SpeedControl final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit SpeedControl(QWidget* parent = nullptr);

  const command::SetSpeed& speed() const;
  void set_speed(const command::SetSpeed& speed);
  /// Moves the slider by that many places, as a person would: faster, or for a negative number slower.
  void step_by(int places);
  /// Shorter words, a shorter slider; without the label.
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
