#pragma once

#include "widgets/views/heat/heat_range.h"
#include "widgets/views/network/scene/network_scene.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace lfp {

/// The ranges of the network view's colours: of the neurons, and of the feedback over an image.
class NetworkRanges {
 public:
  /// Those that a person can set, that of the legend first.
  std::vector<HeatRange*> all() { return {&units_, &inputs_, &maps_}; }
  /// Forgets what the neurons' range has followed: they show something else.
  void reset_units() { units_.reset(); }
  void reset();

  /// Fills in the ranges of `request` for the screen. `now` is the newest snapshot, of which the request's
  /// may be a moving average; `is_stand_in`: activations are shown only until there is feedback.
  void follow(SceneRequest& request, const Snapshot& now, bool is_stand_in);
  /// Fills them in for a figure of the request's snapshot.
  void follow_for_figure(SceneRequest& request) const;

 private:
  void follow_maps(SceneRequest& request);
  float range_of_units(const SceneRequest& request, const Snapshot& now, bool is_stand_in);

  HeatRange units_;
  HeatRange inputs_;
  HeatRange maps_;                    // of all layers' maps, where a person fixes or shares it
  std::deque<HeatRange> layer_maps_;  // of each layer's else
  HeatRange stand_in_;
  /// The range of the step that is walked: it stays the same from phase to phase.
  struct Held {
    std::uint64_t generation = 0;
    std::int64_t step = 0;
    NetworkOptions options;
    float range = 0;
  };
  std::optional<Held> held_;
};

}  // namespace lfp
