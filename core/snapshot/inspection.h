#pragma once

#include "core/feedback/feedback_origin.h"
#include "core/snapshot/timeline.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// A single neuron (or channel), or one of its parameters, chosen for inspection.
struct InspectedItem {
  int layer = 0;  ///< from 0; -1 for the network's inputs, whose units are features (pixels for an image)
  std::int64_t unit = 0;  ///< index of the unit, counted as in unit_values.h
  /// The weight's index in its unit's row; -1 for the bias; empty if the neuron itself is inspected.
  std::optional<std::int64_t> input{};
  bool operator==(const InspectedItem&) const = default;
};

/// The contribution of one input to a unit, and the share of the unit's feedback that it receives. Summed
/// over everything that shares the weight: the positions of a convolution, the time steps.
struct IncomingTerm {
  double activation = 0;  ///< a_i
  double weight = 0;      ///< w_ji; 0 where the layer has no weights
  double share = 0;       ///< R_(i<-j)
};

/// The feedback that one unit of the layer above hands down to the inspected unit.
struct OutgoingShare {
  double weight = 0;          ///< w_kj; 0 if no single weight connects the two
  double pre_activation = 0;  ///< z_k, summed over positions and time steps
  double feedback = 0;        ///< R_k
  double share = 0;           ///< R_(j<-k)
};

/// One unit for one sample: everything its formula needs, computed in the current network.
struct UnitInspection {
  bool is_linear = false;      ///< z_j = sum of a_i w_ji + b_j holds at each position and time step
  bool is_spiking = false;     ///< the sum is a current that charges a membrane potential
  std::int64_t positions = 1;  ///< number of positions of a channel; the values are summed over them
  std::int64_t steps = 1;      ///< number of time steps; the values are summed over them
  bool learns = false;         ///< the layer has parameters, so that suppositions can be computed
  bool has_bias = false;
  bool has_weights = false;         ///< one term for each weight; otherwise one for each unit of the input
  std::vector<IncomingTerm> terms;  ///< empty for the network's inputs
  /// For a layer whose input is an image: R_(i<-j) of each input value, summed over the time steps. The terms
  /// of a convolution combine all values that share a weight instead.
  std::vector<float> value_shares{};
  double bias = 0;
  double bias_share = 0;
  double epsilon_leak = 0;
  double handed_past = 0;  ///< in a residual sum: the feedback that bypasses its block
  double rest = 0;         ///< the feedback lost at inactive units, and the gain or loss of the rule itself
  double parameter_share = 0;  ///< the feedback that passes through the connection or stays in the bias
  double pre_activation = 0;   ///< z_j, what the layer computes before its activation
  double activation = 0;       ///< a_j
  double feedback = 0;         ///< R_j = sum of shares + bias_share + epsilon_leak + handed_past + rest
  /// Whether z_j = sum of a_i w_ji + b_j holds with a single number for each quantity.
  bool is_plain = false;
  std::vector<OutgoingShare> outgoing;     ///< one for each unit of the layer above; empty for the outputs
  double past_block = 0;                   ///< in LFP: feedback from further above, past a residual block
  bool knows_outgoing = true;              ///< false for inputs that are encoded before the first layer
  std::optional<FeedbackOrigin> origin{};  ///< for the network's outputs only: source of their feedback

  /// Σ_i R_(i<-j): the feedback handed down to the inputs.
  double handed_down() const {
    double sum = 0;
    for (const IncomingTerm& term : terms) sum += term.share;
    return sum;
  }
};

/// A value at one step of training.
struct KnownValue {
  std::int64_t step = 0;
  double value = 0;
  bool operator==(const KnownValue&) const = default;
};

/// Everything that determines how one parameter changes.
struct ParameterInspection {
  double value = 0;
  double sample_feedback = 0;  ///< F for this sample: the feedback that the rule assigns to the parameter
  double batch_feedback = 0;   ///< F over the newest batch distributed to this layer, after batch reduction
  double clip_factor = 1;      ///< the factor by which clipping scales the feedback
  bool knows_clip = true;    ///< false until the step has distributed to all layers, as the norm still grows
  double learning_rate = 0;  ///< the current value of the schedule
  double update = 0;         ///< the update the optimiser would make from batch_feedback, with momentum etc.
  bool is_frozen = false;
  int initial_sign = 0;
  std::int64_t flips = 0;                   ///< sign flips; only counted for weights, not for biases
  std::int64_t last_flip_step = 0;          ///< 0: never
  std::int64_t watched_since = 0;           ///< the step at which `values` begins
  TimelineView values;                      ///< one column: the parameter's value after each step since then
  std::vector<std::int64_t> watched_flips;  ///< steps of the sign flips since then, the first few thousand
  std::vector<KnownValue> earlier;          ///< earlier values, found in the key frames kept for going back
  std::vector<std::int64_t> earlier_flips;  ///< the first and the last of all flips, unless they were watched
};

/// Hypothetical values for the inspected unit or parameter. Everything else stays as it is: the layer's
/// inputs, the feedback that arrives from above, and the layer's other parameters.
struct Supposition {
  std::optional<double> activation{};      ///< a_i of the connection, if UnitInspection::is_plain
  std::optional<double> weight{};          ///< of the connection
  std::optional<double> bias{};            ///< of the unit
  std::optional<double> pre_activation{};  ///< z_j, if is_plain: as if the bias were adjusted to reach it
  std::optional<double> feedback{};        ///< R_j; all of its parts are scaled by the same factor
  std::optional<double> epsilon{};
  std::optional<double> learning_rate{};
  bool operator==(const Supposition&) const = default;
};

/// The consequences of a supposition.
struct SupposedOutcome {
  Supposition supposed;
  UnitInspection unit;         ///< without the shares that units above hand down
  double sample_feedback = 0;  ///< ParameterInspection::sample_feedback
  double update = 0;           ///< for this sample alone: learning rate times sample_feedback
};

/// A neuron or parameter to inspect, together with the suppositions about it.
struct CloseLook {
  InspectedItem item;
  std::vector<Supposition> suppositions{};
  bool operator==(const CloseLook&) const = default;
};

/// The result of a close look.
struct Inspection {
  InspectedItem item;
  UnitInspection unit;
  std::optional<ParameterInspection> parameter;
  std::vector<SupposedOutcome> supposed{};  ///< one for each supposition, if the layer learns
};

}  // namespace lfp
