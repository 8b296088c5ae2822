#pragma once

#include "core/feedback/feedback_origin.h"
#include "core/snapshot/timeline.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// What a person looks at closely: a neuron (or channel), or one of its parameters.
struct InspectedItem {
  int layer = 0;  ///< from 0; -1 for the network's inputs, whose units are features (pixels, of an image)
  std::int64_t unit = 0;  ///< as in unit_values.h
  /// A connection: the weight's place in its unit's row; -1: the bias; nothing: the neuron.
  std::optional<std::int64_t> input{};
  bool operator==(const InspectedItem&) const = default;
};

/// What one input gives to a unit, and gets of its feedback. Summed over all that share the weight: a
/// convolution's positions, the time steps.
struct IncomingTerm {
  double activation = 0;  ///< a_i
  double weight = 0;      ///< w_ji; 0 where the layer has no weights
  double share = 0;       ///< R_(i<-j)
};

/// What a unit of the layer above hands down to the inspected one.
struct OutgoingShare {
  double weight = 0;          ///< w_kj; 0 where there is no single weight between the two
  double pre_activation = 0;  ///< z_k, summed over positions and time steps
  double feedback = 0;        ///< R_k
  double share = 0;           ///< R_(j<-k)
};

/// One unit in one sample: everything its formula needs, in the network as it is now.
struct UnitInspection {
  bool is_linear = false;      ///< z_j = sum of a_i w_ji + b_j holds at each position and time step
  bool is_spiking = false;     ///< the sum is a current that charges a membrane
  std::int64_t positions = 1;  ///< of a channel, that the numbers are summed over
  std::int64_t steps = 1;      ///< of time, likewise
  bool learns = false;         ///< the layer has parameters: what-if can be asked
  bool has_bias = false;
  bool has_weights = false;         ///< terms are one a weight; else one a unit of the input
  std::vector<IncomingTerm> terms;  ///< empty for the network's inputs
  /// Where an image comes into the layer: R_(i<-j) of each of its values, summed over the time steps; a
  /// convolution's terms add up what shares a weight instead.
  std::vector<float> value_shares{};
  double bias = 0;
  double bias_share = 0;
  double epsilon_leak = 0;
  double handed_past = 0;  ///< of a residual sum: what goes past its block
  double rest = 0;         ///< of the feedback: what units that are off lose, and the rule's own gain or loss
  double parameter_share = 0;  ///< what goes through the connection or stays in the bias that is inspected
  double pre_activation = 0;   ///< z_j, what the layer computes before its activation
  double activation = 0;       ///< a_j
  double feedback = 0;         ///< R_j = sum of shares + bias_share + epsilon_leak + handed_past + rest
  /// z_j = sum of a_i w_ji + b_j holds, with a single number for each.
  bool is_plain = false;
  std::vector<OutgoingShare> outgoing;  ///< one a unit of the layer above; empty for the outputs
  double past_block = 0;                ///< by LFP what comes from further above, past a residual block
  bool knows_outgoing = true;           ///< false for inputs that are coded before they reach the first layer
  std::optional<FeedbackOrigin> origin{};  ///< of the network's outputs: where their feedback comes from

  /// Σ_i R_(i<-j): what goes to the inputs below.
  double handed_down() const {
    double sum = 0;
    for (const IncomingTerm& term : terms) sum += term.share;
    return sum;
  }
};

/// A number at a step of training.
struct KnownValue {
  std::int64_t step = 0;
  double value = 0;
  bool operator==(const KnownValue&) const = default;
};

/// What makes one parameter move.
struct ParameterInspection {
  double value = 0;
  double sample_feedback = 0;  ///< F in this sample: what the rule gives the parameter
  double batch_feedback = 0;   ///< F over the newest batch that has come down to it, after batch reduction
  double clip_factor = 1;      ///< what clipping leaves of it
  bool knows_clip = true;    ///< false in a step whose distribution has not ended: the norm is still growing
  double learning_rate = 0;  ///< as the schedule has it now
  double update = 0;         ///< what the optimiser would make of batch_feedback now, momentum and all
  bool is_frozen = false;
  int initial_sign = 0;
  std::int64_t flips = 0;                   ///< weights only: biases are not counted
  std::int64_t last_flip_step = 0;          ///< 0: never
  std::int64_t watched_since = 0;           ///< the step that `values` begins with
  TimelineView values;                      ///< one column: the parameter after each step since
  std::vector<std::int64_t> watched_flips;  ///< steps of the flips since, the first few thousand of them
  std::vector<KnownValue> earlier;          ///< before that: what the key frames of the way back hold
  std::vector<std::int64_t> earlier_flips;  ///< and the first and the last of the flips
};

/// Numbers of what is inspected as someone would like them to be. The others stay as they are: what comes
/// into the layer, what arrives at it from above, its other parameters.
struct Supposition {
  std::optional<double> activation{};      ///< a_i of the connection, where UnitInspection::is_plain
  std::optional<double> weight{};          ///< of the connection
  std::optional<double> bias{};            ///< of the unit
  std::optional<double> pre_activation{};  ///< z_j, where is_plain: as if the bias made up for it
  std::optional<double> feedback{};        ///< R_j; all its parts grow alike
  std::optional<double> epsilon{};
  std::optional<double> learning_rate{};
  bool operator==(const Supposition&) const = default;
};

/// What would follow from it.
struct SupposedOutcome {
  Supposition supposed;
  UnitInspection unit;         ///< without what units above hand down
  double sample_feedback = 0;  ///< ParameterInspection::sample_feedback
  double update = 0;           ///< of this sample alone: learning rate times sample_feedback
};

/// A neuron or parameter that is looked at closely, and what is supposed about it.
struct CloseLook {
  InspectedItem item;
  std::vector<Supposition> suppositions{};
  bool operator==(const CloseLook&) const = default;
};

/// What it shows.
struct Inspection {
  InspectedItem item;
  UnitInspection unit;
  std::optional<ParameterInspection> parameter;
  std::vector<SupposedOutcome> supposed{};  ///< one for each of the suppositions, where its layer learns
};

}  // namespace lfp
