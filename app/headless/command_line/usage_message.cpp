#include "app/headless/command_line/usage_message.h"

#include "core/base/unknown_name.h"

#include <algorithm>
#include <filesystem>

#include <CLI/CLI.hpp>

namespace lfp {
namespace {

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// The subcommand that was given, or the program itself.
const CLI::App& addressed(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : *commands.front();
}

}  // namespace

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::string usage_hint(const CLI::App& app, const std::vector<std::string>& arguments) {
  const auto commands = command_names(app);
  if (!arguments.empty() && app.get_subcommands().empty() && !arguments.front().starts_with('-')) {
    const std::string near = nearest_name(arguments.front(), commands);
    std::error_code ignored;
    const bool may_be_command = arguments.front().find_first_of("./:") == std::string::npos;
    if (may_be_command && !near.empty() && !std::filesystem::exists(arguments.front(), ignored))
      return "There is no command or file \"" + arguments.front() + "\". Did you mean lfplab " + near + "?";
  }
  const auto options = option_names(addressed(app));
  for (const std::string& argument : arguments) {
    const std::string name = argument.substr(0, argument.find('='));
    if (!name.starts_with("--") || std::ranges::find(options, name) != options.end()) continue;
    if (const std::string near = nearest_name(name, options); !near.empty())
      return "Did you mean " + near + "?";
  }
  return {};
}

}  // namespace lfp
