#pragma once

#include "widgets/views/network/scene/network_stage.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QTimer>
#include <functional>
#include <optional>

namespace lfp {

/// Animates phases while training is walked phase by phase: a pulse along the edges, upwards for activations
/// and downwards for feedback, and weights that grow or fade in the update.
class PhaseMotion {
 public:
  /// `moved` is called whenever `stage.pulse` has changed.
  PhaseMotion(NetworkStage& stage, std::function<void()> moved);

  /// Takes a new snapshot: starts the animation of the phase done since the last one, unless phases follow
  /// faster than four a second or `reduces_motion` is set.
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

/// Paints the pulse of the stage over its scene.
void paint_pulse(QPainter& painter, const NetworkStage& stage);
/// Paints dashes around neurons that feedback has not reached yet.
void paint_waiting(QPainter& painter, const NetworkScene& scene);

}  // namespace lfp
