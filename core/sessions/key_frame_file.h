#pragma once

#include "core/lockstep/key_frames.h"

#include <cstdint>
#include <string>

namespace lfp {

/// As much of the past as is worth its room in a file: the key frame that `step` is repeated from, the first,
/// and others ever further apart. None where not even the nearest is small enough.
KeyFrameParts excerpt_for_file(KeyFrameParts past, std::int64_t step);

/// All of it but the states of its key frames, as JSON; runs are those of `experiment`, set otherwise.
std::string past_json(const KeyFrameParts& past, const Experiment& experiment);
/// Reads it; the key frames' states are null. Throws Error at `place`.
KeyFrameParts read_past_json(const std::string& text, const std::string& place, const Experiment& experiment);

}  // namespace lfp
