#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>
#include <cstddef>

namespace lfp {

/// The sample that a snapshot's numbers of one sample are of: "Test sample 13", "Training sample 2"; counted
/// from 1. "" without data.
QString sample_words(const Snapshot& snapshot);
/// The same for narrow places: "Test 13", "Train 2".
QString brief_sample_words(const Snapshot& snapshot);
/// Whether it shows a drawing in place of a sample of the data: "Drawing".
bool shows_drawing(const Snapshot& snapshot);
/// The same with its label and what run `run` takes it for, where the snapshot holds that: "Test sample 13 ·
/// label class 1 · predicted class 0".
QString answered_sample_words(const Snapshot& snapshot, std::size_t run);
/// The batch that its numbers of a batch are of, within its epoch: "batch 3 of 13"; "" before the first.
QString batch_words(const Snapshot& snapshot);
/// Whether any batch has gone through the network, be it only upwards: else numbers of a batch don't exist.
bool has_batch(const Snapshot& snapshot);

}  // namespace lfp
