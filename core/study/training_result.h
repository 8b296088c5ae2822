#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// What is told of a layer, or of all together. None where there is nothing to measure: no weights, no
/// activations.
struct LayerNumbers {
  /// The Euclidean length of the way from the weights (without biases) at the start to those now.
  std::optional<double> moved{};
  /// The part of the weights with a sign at the start that have the sign of the known weights that the
  /// experiment starts from, or else that of the start. With weights mixed from known and drawn ones, the
  /// known ones count.
  std::optional<double> sign_agreement{};
  std::optional<double> sparsity{};     ///< the part of the activations that are zero, over the test set
  std::optional<double> firing_rate{};  ///< spikes a neuron and time step, over the test set
  bool operator==(const LayerNumbers&) const = default;
};

struct LayerResult {
  std::string kind;
  std::int64_t weights = 0;
  std::int64_t flipped = 0;
  LayerNumbers numbers{};
  bool operator==(const LayerResult&) const = default;
};

/// One point of a run's curve: the end of an epoch, or of training. Where an experiment was trained first,
/// to get weights to start from, the points of that have steps and epochs that count up to 0; of the numbers
/// of layers they have none.
struct CurvePoint {
  std::int64_t step = 0;
  std::int64_t epoch = 0;
  double train_accuracy = 0;  ///< over the batches of the epoch
  double test_accuracy = 0;
  double loss = 0;            ///< mean over the batches of the epoch
  double feedback_ratio = 0;  ///< of the epoch's mean norms
  std::int64_t flipped = 0;
  LayerNumbers numbers{};             ///< of all layers together
  std::vector<LayerResult> layers{};  ///< one by one, where the study tells of layers
  bool operator==(const CurvePoint&) const = default;
};

/// What came of one run. Accuracies and loss are those of `summary.json`; of a run that has diverged they are
/// those of its last finite state.
struct RunResult {
  static constexpr std::size_t most_points = 64;

  std::string name;
  std::int64_t steps = 0;
  double train_accuracy = 0;
  double test_accuracy = 0;
  double loss = 0;
  std::int64_t flipped = 0;  ///< weights on the other side of zero than at step 0
  std::int64_t weights = 0;  ///< all there are
  /// The largest ratio, either way round, of a layer's feedback norm to that at the outputs, over all steps.
  double feedback_ratio = 0;
  /// The part of the steps after which the loss of the next batch was higher. Of full batches: how far
  /// training is from rising rewards at every step.
  double loss_rises = 0;
  std::optional<std::int64_t> diverged_step{};
  std::string cause;  ///< of divergence, a sentence
  std::optional<std::int64_t> epochs_to_target{};
  double seconds = 0;
  LayerNumbers numbers{};             ///< of all layers together
  std::vector<LayerResult> layers{};  ///< one by one
  /// At most `most_points`, evenly spread, the last one always; as many of the training before.
  std::vector<CurvePoint> curve;
};

/// What came of one training of a study, by its number.
struct TrainingResult {
  std::int64_t training = 0;
  std::string failure;    ///< why it could not be done, or ""; then there are no runs
  std::string signature;  ///< as `lfplab train` prints it
  std::vector<RunResult> runs;
};

}  // namespace lfp
