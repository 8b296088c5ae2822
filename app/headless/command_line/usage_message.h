#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace lfp {

/// The names of the subcommands.
std::vector<std::string> command_names(const CLI::App& app);

/// Explains what the parser does not: an unknown option or subcommand, with the similar one that was probably
/// meant. "" where there is nothing to add.
std::string usage_hint(const CLI::App& app, const std::vector<std::string>& arguments);

}  // namespace lfp
