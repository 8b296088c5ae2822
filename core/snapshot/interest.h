#pragma once

#include "core/snapshot/histogram.h"
#include "core/snapshot/inspection.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace lfp {

/// What the views show at the moment, and so what a snapshot has to hold beyond the basics. What nothing
/// shows is neither computed nor copied.
struct Interest {
  std::vector<int> weight_layers;  ///< layers (from 0) whose LayerWeights are filled
  bool all_weights = false;        ///< LayerWeights of every layer
  bool sample = false;             ///< RunSnapshot::sample is filled
  bool sample_from_test = true;
  std::int64_t sample_index = 0;
  /// An input as the network sees it that is the chosen sample instead; null: none. Its label is from 0, or
  /// -1 where it has none: then what comes down is as if what the run says of it were right.
  std::shared_ptr<const std::vector<float>> sample_input{};
  std::int32_t sample_label = -1;
  int boundary_resolution = 0;                     ///< cells a side of RunSnapshot::boundary; 0: none
  int fit_resolution = 0;                          ///< places along a feature of RunSnapshot::fit; 0: none
  int plane_resolution = 0;                        ///< cells a side of RunSnapshot::planes; 0: none
  bool plane_feedback = false;                     ///< these are of feedback, else of activations
  bool input_feedback = false;                     ///< feedback to the input is computed and shown
  std::array<bool, histogram_kinds> histograms{};  ///< LayerSnapshot::histograms, by kind
  std::vector<int> map_layers{};                   ///< layers of SampleSnapshot::maps
  std::vector<int> spike_layers{};                 ///< layers of SampleSnapshot::spikes, where they spike
  bool train_predictions = false;                  ///< RunSnapshot::train_predictions is filled
  /// An input as the network sees it, drawn by someone; null: none. RunSnapshot::drawn answers it, with
  /// feedback where a label (from 0) is chosen.
  std::shared_ptr<const std::vector<float>> drawn{};
  std::int32_t drawn_label = -1;
  bool sample_ledger = false;  ///< RunSnapshot::sample_ledger is filled
  bool batch_ledger = false;   ///< RunSnapshot::batch_ledger is filled
  bool convergence = false;    ///< RunSnapshot::convergence is filled
  /// One an item, by look_at(): RunSnapshot::inspections answers each, parameters are watched.
  std::vector<CloseLook> close_looks{};
  bool operator==(const Interest&) const = default;

  /// The close look at `item`, which is added if it isn't there.
  CloseLook& look_at(const InspectedItem& item);
  std::vector<InspectedItem> inspected_items() const;
};

}  // namespace lfp
