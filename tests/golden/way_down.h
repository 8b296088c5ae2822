#pragma once

#include "core/network/network.h"
#include "tests/golden/reference_file.h"

#include <cstdint>
#include <vector>

namespace lfp::golden {

std::vector<std::int32_t> labels_of(const Json& file);
/// [step][sample]... as the rows of a trace in time.
Matrix in_time(const Json& steps);
/// Fills trace.output_feedback by the file's feedback function, compared with what it expects, or with that.
void start_way_down(const Json& file, const Network& network, Trace& trace, const Comparison& comparison);
/// The way down by the file's rule, through all layers; what goes to the parameters of each block.
std::vector<Parameters> distribute(const Json& file, const Network& network, Trace& trace);
void check_parameter_feedback(const Json& file, const Network& network,
                              const std::vector<Parameters>& feedback, Index batch,
                              const Comparison& comparison);

}  // namespace lfp::golden
