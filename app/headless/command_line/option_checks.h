#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lfp {

/// Refuses other names, and says which one is near.
CLI::Validator one_of(std::vector<std::string> names);

/// Refuses "", which a variable of the shell that is not set leaves.
CLI::Validator no_empty_name();

}  // namespace lfp
