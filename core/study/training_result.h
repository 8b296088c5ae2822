#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// One point of a run's curve: the end of an epoch, or of training.
struct CurvePoint {
  std::int64_t step = 0;
  std::int64_t epoch = 0;
  double train_accuracy = 0;  ///< over the batches of the epoch
  double test_accuracy = 0;
  double loss = 0;            ///< mean over the batches of the epoch
  double feedback_ratio = 0;  ///< of the epoch's mean norms
  std::int64_t flipped = 0;
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
  std::vector<CurvePoint> curve;  ///< at most `most_points`, evenly spread, the last one always
};

/// What came of one training of a study, by its number.
struct TrainingResult {
  std::int64_t training = 0;
  std::string failure;    ///< why it could not be done, or ""; then there are no runs
  std::string signature;  ///< as `lfplab train` prints it
  std::vector<RunResult> runs;
};

}  // namespace lfp
