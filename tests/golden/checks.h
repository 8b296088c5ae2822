#pragma once

#include "tests/golden/reference_file.h"

namespace lfp::golden {

/// A file that holds logits and the output feedback of one feedback function.
void check_feedback_function(const Json& file, const Comparison& comparison);
/// A file that holds one pass up and down a network.
void check_propagation(const Json& file, const Comparison& comparison);
/// A file that holds one pass up and down a spiking network, step by step.
void check_spiking(const Json& file, const Comparison& comparison);
/// A file that holds a training run.
void check_training(const Json& file, const Comparison& comparison);

}  // namespace lfp::golden
