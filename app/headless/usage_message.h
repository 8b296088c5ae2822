#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace lfp {

/// The names of the subcommands.
std::vector<std::string> command_names(const CLI::App& app);

/// What is wrong with these arguments beyond what the parser says: an option or subcommand that is not known,
/// and the one that is near. "" where nothing more is known.
std::string usage_hint(const CLI::App& app, const std::vector<std::string>& arguments);

}  // namespace lfp
