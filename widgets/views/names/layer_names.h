#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>
#include <cstdint>

namespace lfp {

/// "Layer 2", or "Output" for the last one; `layer` from 0.
QString layer_title(const RunSnapshot& run, int layer);
/// The same inside a sentence: "layer 2", "output"; -1 is the "input".
QString layer_word(const RunSnapshot& run, int layer);

/// "1 flip", "3 flips".
QString flips_text(std::int64_t flips);

}  // namespace lfp
