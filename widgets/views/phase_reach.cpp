#include "widgets/views/phase_reach.h"

namespace lfp {

int lowest_reached(const Phase& next, int layers) {
  switch (next.kind) {
    case PhaseKind::forward:
    case PhaseKind::update:
      return -1;
    case PhaseKind::output_feedback:
      return layers;
    case PhaseKind::distribute:
      return next.layer;
  }
  return -1;
}

bool has_parameter_feedback(const Snapshot& snapshot, int layer) {
  const auto layers = static_cast<int>(snapshot.runs.front().layers.size());
  const Position& position = snapshot.position;
  return position.step > 0 ||
         (!is_between_steps(snapshot) && lowest_reached(position.next_phase, layers) < layer);
}

Phase last_phase(const Phase& next, int layers) {
  switch (next.kind) {
    case PhaseKind::forward:
      return {.kind = PhaseKind::update};
    case PhaseKind::output_feedback:
      return {.kind = PhaseKind::forward};
    case PhaseKind::update:
      return {.kind = PhaseKind::distribute, .layer = 0};
    case PhaseKind::distribute:
      break;
  }
  if (next.layer + 1 == layers) return {.kind = PhaseKind::output_feedback};
  return {.kind = PhaseKind::distribute, .layer = next.layer + 1};
}

std::optional<int> layer_in_work(const Snapshot& snapshot) {
  if (is_between_steps(snapshot) || snapshot.runs.empty()) return std::nullopt;
  const auto layers = static_cast<int>(snapshot.runs.front().layers.size());
  const Phase done = last_phase(snapshot.position.next_phase, layers);
  if (done.kind == PhaseKind::forward) return std::nullopt;
  return done.kind == PhaseKind::output_feedback ? layers - 1 : done.layer;
}

bool is_between_steps(const Snapshot& snapshot) {
  return snapshot.position.next_phase.kind == PhaseKind::forward;
}

}  // namespace lfp
