#pragma once

#include "widgets/views/heat/heat_range.h"
#include "widgets/views/network/scene/network_scene.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace lfp {

/// The colour ranges of the network view: of the neurons, of the feedback over an image, and of maps.
class NetworkRanges {
 public:
  /// Returns the ranges that the user can set, the legend's range first.
  std::vector<HeatRange*> all() { return {&units_, &inputs_, &maps_}; }
  void reset();

  /// Sets the ranges of `request` for the screen. The request's snapshot may be a moving average; `now` is
  /// the newest one. `is_stand_in`: activations are shown only until there is feedback.
  void follow(SceneRequest& request, const Snapshot& now, bool is_stand_in);
  /// Sets the ranges for a figure of the request's snapshot.
  void follow_for_figure(SceneRequest& request) const;

 private:
  void follow_maps(SceneRequest& request);
  float range_of_units(const SceneRequest& request, const Snapshot& now, bool is_stand_in);

  HeatRange units_;
  HeatRange inputs_;
  HeatRange maps_;                    // for the maps of all layers, if fixed or shared
  std::deque<HeatRange> layer_maps_;  // otherwise one per layer
  HeatRange stand_in_;
  /// The range of the step walked phase by phase: it stays the same in all its phases.
  struct Held {
    std::uint64_t generation = 0;
    std::int64_t step = 0;
    NetworkOptions options;
    float range = 0;
  };
  std::optional<Held> held_;
};

}  // namespace lfp
