#pragma once

#include "core/snapshot/histogram.h"
#include "core/snapshot/inspection.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace lfp {

/// What the views show at the moment, and thus what a snapshot must contain beyond the basics. Anything that
/// no view shows is neither computed nor copied.
struct Interest {
  std::vector<int> weight_layers;  ///< layers (from 0) whose LayerWeights are filled
  bool all_weights = false;        ///< LayerWeights of every layer
  bool sample = false;             ///< RunSnapshot::sample is filled
  bool sample_from_test = true;
  std::int64_t sample_index = 0;
  /// A network input that replaces the chosen sample; null if there is none. Its label counts from 0, or is
  /// -1 if it has none: then the feedback is computed as if the run's prediction were correct.
  std::shared_ptr<const std::vector<float>> sample_input{};
  std::int32_t sample_label = -1;
  int boundary_resolution = 0;                     ///< cells per side of RunSnapshot::boundary; 0: none
  int fit_resolution = 0;                          ///< grid points per feature of RunSnapshot::fit; 0: none
  int plane_resolution = 0;                        ///< cells per side of RunSnapshot::planes; 0: none
  bool plane_feedback = false;                     ///< planes show feedback; otherwise activations
  bool input_feedback = false;                     ///< whether feedback to the inputs is computed
  std::array<bool, histogram_kinds> histograms{};  ///< LayerSnapshot::histograms, by kind
  std::vector<int> map_layers{};                   ///< layers that fill SampleSnapshot::maps
  std::vector<int> spike_layers{};                 ///< spiking layers that fill SampleSnapshot::spikes
  bool train_predictions = false;                  ///< RunSnapshot::train_predictions is filled
  /// A network input drawn by hand; null if there is none. RunSnapshot::drawn holds the result, with feedback
  /// if a label (from 0) has been chosen.
  std::shared_ptr<const std::vector<float>> drawn{};
  std::int32_t drawn_label = -1;
  bool sample_ledger = false;  ///< RunSnapshot::sample_ledger is filled
  bool batch_ledger = false;   ///< RunSnapshot::batch_ledger is filled
  bool convergence = false;    ///< RunSnapshot::convergence is filled
  /// One per item, added by look_at(): it adds to RunSnapshot::inspections, and parameters are watched.
  std::vector<CloseLook> close_looks{};
  bool operator==(const Interest&) const = default;

  /// Returns the close look at `item`, adding it if it does not exist yet.
  CloseLook& look_at(const InspectedItem& item);
  std::vector<InspectedItem> inspected_items() const;
};

}  // namespace lfp
