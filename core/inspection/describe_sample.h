#pragma once

#include "core/data/dataset.h"
#include "core/snapshot/interest.h"
#include "core/snapshot/sample_snapshot.h"
#include "core/training/passed_sample.h"
#include "core/training/task.h"

#include <cstdint>

namespace lfp {

/// A sample of a dataset.
struct ChosenSample {
  const Samples& split;
  bool is_from_test = false;
  std::int64_t index = 0;
};
/// The one that `interest` asks for: its index is clamped, and its split is the other one where there is no
/// such. The dataset must have a sample.
ChosenSample chosen_sample(const Dataset& dataset, const Interest& interest);

/// What a single sample that has been passed up, and not down yet, does in its network; with the maps and
/// spikes that `interest` asks for.
SampleSnapshot snapshot_of_way_up(const PassedSample& passed, const Task& task, const Interest& interest);
/// Adds what came down, once it has been passed down.
void add_way_down(const PassedSample& passed, SampleSnapshot& snapshot);

/// [batch x classes]: the softmax of the logits, or of a single one its sigmoid and what is left of 1.
Matrix class_probabilities(const Matrix& logits);

}  // namespace lfp
