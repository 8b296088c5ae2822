#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// Measurements of one layer, or of all layers together. A value is empty if there is nothing to measure: no
/// weights, or no activations.
struct LayerNumbers {
  /// The Euclidean distance between the initial and the current weights (without biases).
  std::optional<double> moved{};
  /// The fraction of the weights with a nonzero initial sign whose current sign agrees with that of the known
  /// weights that the experiment starts from or, without those, with the initial sign. For a mixture of known
  /// and random weights, the known ones are the reference.
  std::optional<double> sign_agreement{};
  std::optional<double> sparsity{};     ///< the fraction of activations that are zero, over the test set
  std::optional<double> firing_rate{};  ///< spikes per neuron and time step, over the test set
  bool operator==(const LayerNumbers&) const = default;
};

struct LayerResult {
  std::string kind;
  std::int64_t weights = 0;
  std::int64_t flipped = 0;
  LayerNumbers numbers{};
  bool operator==(const LayerResult&) const = default;
};

/// One point of a run's curve: the end of an epoch or of training. If an experiment was trained first to
/// obtain the initial weights, its points have steps and epochs that count up to 0, and no numbers of
/// layers.
struct CurvePoint {
  std::int64_t step = 0;
  std::int64_t epoch = 0;
  double train_accuracy = 0;  ///< over the batches of the epoch
  double test_accuracy = 0;
  double loss = 0;            ///< mean over the batches of the epoch
  double feedback_ratio = 0;  ///< computed from the norms averaged over the epoch
  std::int64_t flipped = 0;
  LayerNumbers numbers{};             ///< of all layers together
  std::vector<LayerResult> layers{};  ///< one per layer, if the study measures layers
  bool operator==(const CurvePoint&) const = default;
};

/// The result of one run. Accuracies and loss are those of `summary.json`; for a diverged run they are those
/// of its last finite state.
struct RunResult {
  static constexpr std::size_t most_points = 64;

  std::string name;
  std::int64_t steps = 0;
  double train_accuracy = 0;
  double test_accuracy = 0;
  double loss = 0;
  std::int64_t flipped = 0;  ///< weights whose sign differs from that at step 0
  std::int64_t weights = 0;  ///< total number of weights
  /// The largest ratio of a layer's feedback norm to that at the outputs, or its inverse, over all steps.
  double feedback_ratio = 0;
  /// The fraction of steps after which the loss of the next batch was higher. For full batches, it tells how
  /// far training is from raising the reward at every step.
  double loss_rises = 0;
  std::optional<std::int64_t> diverged_step{};
  std::string cause;  ///< the cause of divergence, as a sentence
  std::optional<std::int64_t> epochs_to_target{};
  double seconds = 0;
  LayerNumbers numbers{};             ///< of all layers together
  std::vector<LayerResult> layers{};  ///< one per layer
  /// At most `most_points`, evenly spaced and including the last, plus as many of a training before it.
  std::vector<CurvePoint> curve;
};

/// The result of one training of a study, identified by its number.
struct TrainingResult {
  std::int64_t training = 0;
  std::string failure;    ///< why it could not be trained, or ""; if set, `runs` is empty
  std::string signature;  ///< as `lfplab train` prints it
  std::vector<RunResult> runs;
};

}  // namespace lfp
