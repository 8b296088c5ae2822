#pragma once

#include "widgets/views/network/scene/network_stage.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QTimer>
#include <functional>
#include <optional>

namespace lfp {

/// Shows what a phase does while training is walked phase by phase: a pulse along the edges, up when
/// activations rise, down where feedback is handed on, and weights that grow or fade in the update.
class PhaseMotion {
 public:
  /// `moved` is called whenever `stage.pulse` has changed.
  PhaseMotion(NetworkStage& stage, std::function<void()> moved);

  /// Another snapshot: begins the motion of the phase that was done since the last one, unless phases follow
  /// faster than four a second or nothing is to move.
  void note(const Snapshot& snapshot, bool reduces_motion);

 private:
  void move();

  NetworkStage& stage_;
  std::function<void()> moved_;
  QTimer timer_;
  QElapsedTimer since_start_;
  QElapsedTimer since_phase_;
  double duration_ = 0;
  std::optional<Position> last_;
  std::uint64_t generation_ = 0;
};

/// The pulse of the stage over its scene.
void paint_pulse(QPainter& painter, const NetworkStage& stage);
/// Dashes around neurons that feedback has not come down to.
void paint_waiting(QPainter& painter, const NetworkScene& scene);

}  // namespace lfp
