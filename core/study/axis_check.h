#pragma once

#include "core/experiment/json_node.h"
#include "core/study/study.h"

#include <cstddef>
#include <string>
#include <vector>

namespace lfp {

/// Returns the path as spelt in messages. Throws Error at `node` if it is invalid or cannot be varied.
std::string spelled_path(const std::string& path, const JsonNode& node);

/// The paths that "runs[*]" or "network.layers[*]" at the start of a path stands for: all runs, or the layers
/// that have such a setting (all layers, if none has it). Empty for other paths.
std::vector<std::string> places_of(const std::string& path, const Experiment& experiment);

/// Whether the setting at the path holds a whole number.
bool is_whole_setting(const std::string& path, const Experiment& experiment);

/// Throws Error at `node` if no value of the axis is compatible with any of the combinations tried of the
/// other axes' values; most likely its path is wrong.
void check_axis(const Study& study, std::size_t axis, const JsonNode& node);

}  // namespace lfp
