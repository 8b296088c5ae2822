#pragma once

#include "core/lockstep/key_frames.h"

#include <cstdint>
#include <string>

namespace lfp {

/// The part of the past that is worth its room in a file: the key frame that `step` is repeated from, the
/// first one, and others ever further apart. Nothing where not even the nearest is small enough.
KeyFrameParts excerpt_for_file(KeyFrameParts past, std::int64_t step);

/// Everything except the states of the key frames, as JSON; `experiment` is theirs, though its runs may have
/// been set otherwise since.
std::string past_json(const KeyFrameParts& past, const Experiment& experiment);
/// Reads it; the key frames' states are null. Throws Error at `place`.
KeyFrameParts read_past_json(const std::string& text, const std::string& place, const Experiment& experiment);

}  // namespace lfp
