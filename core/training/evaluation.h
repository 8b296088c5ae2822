#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"
#include "core/snapshot/predictions.h"
#include "core/training/task.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

/// Called now and then by work in progress, in any thread: whether its result is no longer wanted.
using CalledOff = std::function<bool()>;

/// What the units of a block gave over a set of samples: activations or, at each time step, spikes. Blocks
/// without an activation function, whose outputs are sums, have none.
struct BlockActivity {
  std::int64_t outputs = 0;
  std::int64_t zeros = 0;  ///< of them
  bool are_spikes = false;
};

/// How a network does on a set of samples it is not trained on meanwhile.
struct Evaluation {
  double accuracy = 0;  ///< 0..1; for values R^2 (at most 1)
  double loss = 0;      ///< mean over the samples
  Matrix confusion;     ///< [label x predicted]; empty for values
  std::shared_ptr<const Predictions> predictions;
  std::vector<BlockActivity> activity;  ///< by block; empty unless it is counted
  std::optional<std::int64_t> step;     ///< of training, where that is known
};

/// Tests networks of one architecture; keeps the room it needs between calls.
class Evaluator {
 public:
  Evaluator(const Network& network, const Task& task, std::uint64_t seed);

  /// From now on evaluations tell of the activity of each block.
  void count_activity() { counts_activity_ = true; }

  /// An empty set gives zeros.
  Evaluation evaluate(const Network& network, const Samples& samples);
  /// The same, or nothing once it has been called off (empty: never).
  std::optional<Evaluation> evaluate(const Network& network, const Samples& samples,
                                     const CalledOff& called_off);

 private:
  struct Room {
    Trace trace;
    BatchTargets targets;
  };
  Room make_room(const Network& network, Index rows) const;

  Task task_;
  std::uint64_t seed_;
  bool counts_activity_ = false;
  Index chunk_size_;
  Room chunk_;
  Room rest_;
};

/// Copies samples `first` .. of `samples` into the rows of `input`.
void copy_rows(const Samples& samples, std::int64_t first, Matrix& input);

}  // namespace lfp
