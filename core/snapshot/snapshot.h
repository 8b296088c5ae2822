#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"
#include "core/snapshot/histogram.h"
#include "core/snapshot/inspection.h"
#include "core/snapshot/intervention.h"
#include "core/snapshot/ledger.h"
#include "core/snapshot/timeline.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// What there are histograms of.
enum class HistogramKind { weights, weight_feedback, unit_feedback, updates };
inline constexpr std::size_t histogram_kinds = 4;

/// What the views show at the moment, and so what a snapshot has to hold beyond the basics. What nothing
/// shows is neither computed nor copied.
struct Interest {
  std::vector<int> weight_layers;  ///< layers (from 0) whose LayerWeights are filled
  bool all_weights = false;        ///< LayerWeights of every layer
  bool sample = false;             ///< RunSnapshot::sample is filled
  bool sample_from_test = true;
  std::int64_t sample_index = 0;
  int boundary_resolution = 0;                     ///< cells a side of RunSnapshot::boundary; 0: none
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
  /// One an item, by look_at(): RunSnapshot::inspections answers each, parameters are watched.
  std::vector<CloseLook> close_looks{};
  bool operator==(const Interest&) const = default;

  /// The close look at `item`, which is added if it isn't there.
  CloseLook& look_at(const InspectedItem& item);
  std::vector<InspectedItem> inspected_items() const;
};

/// Where training stands.
enum class PhaseKind { forward, output_feedback, distribute, update };
struct Phase {
  PhaseKind kind = PhaseKind::forward;
  int layer = 0;  ///< for distribute: the layer, from 0
  bool operator==(const Phase&) const = default;
};
struct Position {
  std::int64_t step = 0;   ///< whole batches trained
  std::int64_t epoch = 0;  ///< whole epochs trained
  std::int64_t batch = 0;  ///< batches of the current epoch already trained
  std::int64_t batches_per_epoch = 0;
  Phase next_phase;  ///< forward: between two steps
  bool operator==(const Position&) const = default;
};

/// How far back, and on again, training can go.
struct TimeRange {
  std::int64_t oldest = 0;
  std::int64_t reached = 0;
  std::vector<std::int64_t> key_frames;  ///< steps, ascending
  std::size_t bytes = 0;                 ///< held for it
  std::size_t limit = 0;                 ///< and at most
  std::optional<std::int64_t> target;    ///< on the way to this step
  std::vector<Intervention> taught;      ///< what was taught by hand up to here, the oldest first
};

/// Why and where a run stopped making sense.
struct Divergence {
  int layer = 0;  ///< from 1, as people count
  std::int64_t step = 0;
  std::int64_t unit = 0;  ///< neuron or channel of the term, from 1; 0 where it is not one alone
  std::string quantity;   ///< "the pre-activations", "the feedback", "the update"
  std::string term;       ///< of the formula: "R / (z + ε)", "z of neuron 3"
  std::string cause;      ///< a sentence: the likely reason
  std::string remedy;     ///< a sentence: what to do
};

/// A row-major table of numbers.
struct Table {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::vector<float> values;
  float at(std::int64_t row, std::int64_t column) const {
    return values[static_cast<std::size_t>(row * columns + column)];
  }
};

/// The weights of one layer and what has happened to them, [units x inputs] each.
struct LayerWeights {
  Table weight;
  std::vector<float> bias;                     ///< empty without bias
  Table feedback;                              ///< feedback per weight in the last update
  std::vector<std::int8_t> initial_sign;       ///< sg of the weight at step 0
  std::vector<std::uint32_t> flips;            ///< number of sign flips so far
  std::vector<std::uint32_t> last_flip_step;   ///< 0: never
  std::vector<std::uint32_t> first_flip_step;  ///< 0: never

  bool is_flipped(std::size_t index) const {
    return weight.values[index] * static_cast<float>(initial_sign[index]) < 0.0F;
  }
};

/// Signs of a layer's parameters (weights and biases) against step 0.
struct SignChanges {
  std::int64_t total = 0;
  std::int64_t flipped = 0;
  std::int64_t to_zero = 0;
  std::int64_t from_zero = 0;
};

/// One layer with its activation. Its units are neurons, or where it gives images, channels: a channel's
/// feedback is the sum over its positions (and time steps), its activation the mean.
struct LayerSnapshot {
  std::string kind;         ///< label: "Dense"
  std::string activation;   ///< label, "" for none
  Shape output;             ///< of one sample
  std::int64_t inputs = 0;  ///< weights of one unit, or features arriving where it has none
  std::int64_t units = 0;
  std::int64_t parameters = 0;
  std::vector<float> feedback;         ///< per unit, mean over the last batch
  std::vector<float> activation_mean;  ///< per unit, mean over the last batch
  std::vector<std::uint32_t>
      flipped_inputs;          ///< per unit: weights flipped since step 0; empty unless weights are shown
  float feedback_norm = 0.0F;  ///< root mean square over the batch of the Euclidean norm
  std::int64_t flipped = 0;    ///< weights (without biases) flipped since step 0
  std::shared_ptr<const LayerWeights> weights;  ///< null unless asked for
  bool is_spiking = false;
  /// By HistogramKind; null unless asked for and there. Weights and feedback per weight are those of
  /// LayerWeights, updates what the last step added to the weights.
  std::array<std::shared_ptr<const Histogram>, histogram_kinds> histograms;
};

/// What all of a layer's neurons do with one sample: a number for each place of `shape`. In networks in time
/// activations are means, feedback sums over the time steps.
struct LayerMap {
  int layer = 0;
  Shape shape;
  std::vector<float> activation;
  std::vector<float> feedback;
};

/// A spiking layer through time for one sample, all [steps x neurons].
struct SpikeRecord {
  int layer = 0;
  std::int64_t steps = 0;
  std::int64_t neurons = 0;
  float threshold = 0.0F;
  std::vector<std::uint8_t> spikes;  ///< 0 or 1
  std::vector<float> membrane;       ///< potential after each step
  std::vector<float> feedback;       ///< arriving at the spikes
};

/// What one sample does in the network as it is now.
struct SampleSnapshot {
  bool from_test = true;
  std::int64_t index = 0;
  std::int32_t label = 0;
  std::int32_t prediction = 0;
  std::vector<float> input;           ///< as the network sees it
  std::vector<float> input_feedback;  ///< feedback arriving at the inputs
  std::vector<float> outputs;         ///< the logits, or the values
  std::vector<float> probabilities;   ///< one a class: softmax of the logits; empty for values
  std::vector<float> output_feedback;
  std::vector<std::vector<float>> activations;  ///< per layer and unit
  std::vector<std::vector<float>> feedback;     ///< per layer, arriving at its units
  std::vector<LayerMap> maps;                   ///< of the layers asked for
  std::vector<SpikeRecord> spikes;              ///< of the spiking layers asked for
};

/// What a run makes of every sample of a split, in order.
struct Predictions {
  std::vector<std::int32_t> predicted;  ///< class
  std::vector<float> probability;       ///< softmax of that class
};

/// The prediction over a square of the input plane, row 0 at the bottom (smallest y).
struct BoundarySnapshot {
  int resolution = 0;
  float x_low = 0, x_high = 0, y_low = 0, y_high = 0;
  std::vector<std::uint8_t> predicted;  ///< class per cell, [resolution x resolution]
  std::vector<std::uint8_t> certainty;  ///< softmax of that class, 0..255
};

/// Columns of RunHistory::steps. Per-layer columns follow: first feedback norms, then weights flipped since
/// step 0, then flips in the step itself, to positive and to negative weights.
struct StepColumns {
  static constexpr std::size_t batch_accuracy = 0;  ///< 0..1
  static constexpr std::size_t batch_loss = 1;
  static constexpr std::size_t mean_feedback = 2;  ///< mean over batch and outputs of the output feedback
  static constexpr std::size_t first_layer = 3;
  static std::size_t feedback_norm(std::size_t layer) { return first_layer + layer; }
  static std::size_t flips(std::size_t layer, std::size_t layers) { return first_layer + layers + layer; }
  static std::size_t to_positive(std::size_t layer, std::size_t layers) {
    return first_layer + 2 * layers + layer;
  }
  static std::size_t to_negative(std::size_t layer, std::size_t layers) {
    return first_layer + 3 * layers + layer;
  }
  static std::size_t count(std::size_t layers) { return first_layer + 4 * layers; }
};

/// One line of the log: written after every epoch and at the end.
struct LogRow {
  std::int64_t step = 0;
  std::int64_t epoch = 0;
  double train_accuracy = 0;  ///< over the batches of the epoch, as they were trained
  double test_accuracy = 0;
  double loss = 0;  ///< mean over the batches of the epoch
  double test_loss = 0;
  double mean_feedback = 0;
  std::vector<double> feedback_norm;  ///< per layer
  std::vector<std::int64_t> flips;    ///< per layer, weights flipped since step 0
};

/// The past of one run; shared with the trainer's own record, so copying is cheap.
struct RunHistory {
  TimelineView steps;   ///< columns: StepColumns
  TimelineView raster;  ///< columns: mean feedback per unit, layers in order; empty when not recorded
  std::vector<std::shared_ptr<const LogRow>> log;
};

struct RunSnapshot {
  std::string name;
  Method method = Method::lfp;
  std::vector<LayerSnapshot> layers;
  std::vector<float> input_feedback;  ///< mean over the last batch; empty unless asked for
  double batch_accuracy = 0;
  double batch_loss = 0;
  double test_accuracy = 0;  ///< as of the last evaluation (epoch's end, pause, single steps); for values R^2
  double test_loss = 0;
  SignChanges sign_changes;  ///< all parameters; exact as of the last evaluation
  Table confusion;           ///< [label x predicted] over the test set, as of the last evaluation
  std::shared_ptr<const Predictions> test_predictions;   ///< as of the last evaluation; null for values
  std::shared_ptr<const Predictions> train_predictions;  ///< the same for the training set, if asked for
  RunHistory history;
  double learning_rate = 0;  ///< as the schedule has it now
  double update_norm = 0;    ///< length of the last update's feedback, before clipping
  double clip_factor = 1;    ///< what clipping left of it
  std::optional<SampleSnapshot> sample;
  std::optional<SampleSnapshot> drawn;  ///< Interest::drawn; without a label its feedback is empty
  Ledger sample_ledger;                 ///< of the shown sample, in the network as it is now
  Ledger batch_ledger;                  ///< of the newest batch, likewise
  std::vector<Inspection> inspections;  ///< of Interest::close_looks that there are, in the shown sample
  std::optional<BoundarySnapshot> boundary;
  std::optional<Divergence> divergence;

  /// Null where it was not asked for, or there is no such item.
  const Inspection* inspection_of(const InspectedItem& item) const;
};

/// All that views may know, immutable. `generation` grows whenever training starts anew (another experiment,
/// a reset) or the runs are others (a fork), so that views can drop what they have cached.
struct Snapshot {
  std::uint64_t generation = 0;
  std::shared_ptr<const Experiment> experiment;
  std::shared_ptr<const Dataset> dataset;
  Position position;
  std::optional<TimeRange> time;  ///< where the past is kept
  /// While a batch is walked sample by sample: its samples (of the training set), and which one is shown.
  std::vector<std::int32_t> batch;
  std::optional<std::int64_t> batch_cursor;
  bool running = false;
  bool finished = false;  ///< the experiment's own stop was reached
  /// What is told of the test set is of this very step. A pause is shown first and evaluated then.
  bool evaluated = true;
  bool repeatable =
      true;  ///< false once a run was changed after step 0: the experiment alone no longer leads here
  double steps_per_second = 0;
  Interest interest;      ///< what this snapshot was made for
  std::string signature;  ///< hash of the parameters of all runs; empty while running
  std::vector<RunSnapshot> runs;
};

using SnapshotPointer = std::shared_ptr<const Snapshot>;

}  // namespace lfp
