#pragma once

#include "core/lockstep/past.h"

#include <cstdint>
#include <string>

namespace lfp {

/// As much of the past as is worth its room in a file: the key frame that `step` is repeated from, the first,
/// and others ever further apart. None where not even the nearest is small enough.
PastParts excerpt_for_file(PastParts past, std::int64_t step);

/// All of it but the states of its key frames, as JSON; runs are those of `experiment`, set otherwise.
std::string past_json(const PastParts& past, const Experiment& experiment);
/// Reads it; the key frames' states are null. Throws Error at `place`.
PastParts read_past_json(const std::string& text, const std::string& place, const Experiment& experiment);

}  // namespace lfp
