#pragma once

#include "core/files/byte_sink.h"
#include "core/files/named_array.h"
#include "core/training/trainer.h"

#include <cstddef>
#include <string>

namespace lfp {

/// What training goes on from (weights, statistics, what optimisers remember, signs), as a .npz file:
/// "layer1.weight", "layer1.momentum.weight", "layer1.flips", ... It goes to `sink` as it comes, so that
/// nothing large is in memory twice; the second one is for what is small. Throws Error, and what the sink
/// throws.
void write_state_npz(const TrainerState& state, const ByteSink& sink);
std::string state_npz(const TrainerState& state);
/// Reads it into a state of the same network, bit for bit; its record is left as it is. Throws Error naming
/// layer and array, at `place`, and leaves an unusable state.
void read_state_npz(const std::string& bytes, const std::string& place, TrainerState& state);
/// Those arrays of a state that are exchanged, by their names there.
NamedArrays exchanged_weights(NamedArrays state);
/// The largest possible size of state_npz() for such a network.
std::size_t largest_state_npz(const TrainerState& state);

/// The past of a run (numbers of every step, the raster, the log), as a .npz file.
void write_history_npz(const TrainerState& state, const ByteSink& sink);
std::string history_npz(const TrainerState& state);
/// Reads it into the record of a state of the same network, which is to be at state.step already. Throws
/// Error at `place`, and leaves the record as it was.
void read_history_npz(const std::string& bytes, const std::string& place, TrainerState& state);
/// The largest size of a history_npz() that can be read.
std::size_t largest_history_npz(const TrainerState& state);

}  // namespace lfp
