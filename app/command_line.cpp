#include "app/command_line.h"

#include "app/documents/open_file.h"
#include "app/headless/command_line/command_line_options.h"
#include "app/headless/command_line/usage_message.h"
#include "app/headless/convert_command.h"
#include "app/headless/exit_status.h"
#include "app/headless/headless_train.h"
#include "app/headless/interruption.h"
#include "app/headless/list_command.h"
#include "app/headless/standard_output.h"
#include "app/headless/study_command.h"
#include "app/headless/usage_error.h"
#include "app/screenshots/screenshots_command.h"
#include "app/window/run_window.h"
#include "core/base/error.h"
#include "core/exchange/share_string.h"

#include <filesystem>
#include <iostream>
#include <map>
#include <new>
#include <sstream>

#include <CLI/CLI.hpp>

namespace lfp {
namespace {

const std::map<std::string, RendererChoice> renderers = {{"auto", RendererChoice::automatic},
                                                         {"raster", RendererChoice::raster},
                                                         {"opengl", RendererChoice::opengl}};
const std::map<std::string, ThemeChoice> themes = {
    {"auto", ThemeChoice::automatic}, {"light", ThemeChoice::light}, {"dark", ThemeChoice::dark}};

void print_all(const std::string& text) {
  StandardOutput out;
  out.print(text);
  out.expect_all_printed();
}

/// No window is opened for a file that does not exist. Files that cannot be read are explained by the window.
void expect_to_exist(const std::string& name) {
  if (name.starts_with("example:") || looks_like_share_string(name))
    open_file(name);
  else if (std::error_code ignored; !std::filesystem::exists(name, ignored))
    throw Error(name, "there is no such file", "Check the name and the folder");
}

int open_window(int argc, char** argv, const Arguments& arguments) {
  WindowOptions options;
  if (!arguments.window_file.empty()) {
    expect_to_exist(arguments.window_file);
    options.file = arguments.window_file;
  }
  options.renderer = renderers.at(arguments.renderer);
  options.theme = themes.at(arguments.theme);
  return run_window(argc, argv, options);
}

/// Asking for help or the version is no mistake; anything else that ends parsing is wrong usage.
int explain(const CLI::App& app, const CLI::ParseError& end, const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  if (app.exit(end, out, err) == 0) {
    print_all(out.str());
    return exit_done;
  }
  const std::string hint = usage_hint(app, arguments);
  std::cerr << "lfplab: " << end.what() << "\n"
            << hint << (hint.empty() ? "" : "\n") << "Run lfplab --help for more information.\n";
  return exit_wrong_usage;
}

int run(int argc, char** argv) {
  CLI::App app("LFP Lab: layer-wise feedback propagation, seen step by step", "lfplab");
  app.set_version_flag("--version", "lfplab " LFPLAB_VERSION);
  app.require_subcommand(0, 1);
  Arguments arguments;
  add_window_options(app, arguments);
  const auto* train = add_train_command(app, arguments.train);
  const auto* study = add_study_command(app, arguments.study);
  const auto* list = add_list_command(app, arguments);
  const auto* convert = add_convert_command(app, arguments);
  const auto* screenshots = add_screenshots_command(app, arguments, names_of_screenshots());
  const std::vector<std::string> given(argv + 1, argv + argc);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& end) {
    return explain(app, end, given);
  }
  const bool is_headless = !app.get_subcommands().empty();
  if (!is_headless) {
    if (const std::string hint = usage_hint(app, given); !hint.empty()) throw UsageError{hint};
    return open_window(argc, argv, arguments);
  }
  make_write_signals_errors();
  if (*train) return train_headless(arguments.train);
  if (*study) return run_study(arguments.study);
  if (*list) print_all(list_text(arguments.listed_thing, arguments.lists_json));
  if (*convert) convert_weights(arguments.convert_from, arguments.convert_format, arguments.convert_to);
  if (*screenshots) take_screenshots(arguments.screenshots_to, arguments.screenshots);
  return exit_done;
}

}  // namespace

int run_command_line(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const UsageError& error) {
    std::cerr << "lfplab: " << error.message << "\nRun lfplab --help for more information.\n";
    return exit_wrong_usage;
  } catch (const Error& error) {
    std::cerr << "lfplab: " << error.what() << "\n";
  } catch (const std::bad_alloc&) {
    std::cerr << "lfplab: the memory does not suffice. Use fewer samples or a smaller network.\n";
  }
  return exit_unusable_file;
}

}  // namespace lfp
