#pragma once

#include "core/experiment/json_node.h"
#include "core/study/study.h"

#include <cstddef>
#include <string>
#include <vector>

namespace lfp {

/// The path as messages spell it. Throws Error at `node` where it is none, or leads to what cannot vary.
std::string spelled_path(const std::string& path, const JsonNode& node);

/// The places that "runs[*]" or "network.layers[*]" at the start of a path stands for: all runs, or those
/// layers that have such a setting (all, where none has). Empty for other paths.
std::vector<std::string> places_of(const std::string& path, const Experiment& experiment);

/// Whether what stands there is a whole number.
bool is_whole_setting(const std::string& path, const Experiment& experiment);

/// Throws Error at `node` where no value of the axis goes together with any of the others' values that are
/// tried: most likely its path is wrong.
void check_axis(const Study& study, std::size_t axis, const JsonNode& node);

}  // namespace lfp
