#include "app/command_line.h"

#include "app/headless/convert_command.h"
#include "app/headless/exit_status.h"
#include "app/headless/headless_train.h"
#include "app/headless/list_command.h"
#include "app/screenshots/screenshots_command.h"
#include "app/window/run_window.h"
#include "core/base/error.h"
#include "core/exchange/weight_formats.h"

#include <cstdio>
#include <iostream>
#include <map>
#include <new>

#include <CLI/CLI.hpp>

namespace lfp {
namespace {

const std::map<std::string, RendererChoice> renderers = {{"auto", RendererChoice::automatic},
                                                         {"raster", RendererChoice::raster},
                                                         {"opengl", RendererChoice::opengl}};
const std::map<std::string, ThemeChoice> themes = {
    {"auto", ThemeChoice::automatic}, {"light", ThemeChoice::light}, {"dark", ThemeChoice::dark}};

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& format : weight_formats()) names.push_back(format.name);
  return names;
}

/// All that the command line can say.
struct Arguments {
  std::string window_file;
  std::string renderer = "auto";
  std::string theme = "auto";
  TrainOptions train;
  std::string thing;
  std::string convert_from;
  std::string convert_format;
  std::string convert_to;
  std::string screenshots_to;
};

void add_window(CLI::App& app, Arguments& arguments) {
  app.add_option("FILE", arguments.window_file,
                 "A session or experiment to open, example:NAME, or lfplab:... (a share string)");
  app.add_option("--renderer", arguments.renderer, "How the network is drawn: auto, raster, opengl")
      ->check(CLI::IsMember({"auto", "raster", "opengl"}));
  app.add_option("--theme", arguments.theme, "auto, light, dark")
      ->check(CLI::IsMember({"auto", "light", "dark"}));
}

CLI::App* add_train(CLI::App& app, TrainOptions& options) {
  constexpr std::int64_t largest = 1'000'000'000;
  auto* train = app.add_subcommand("train", "Train an experiment without a window");
  train
      ->add_option("FILE", options.file,
                   "An experiment, a session to train on from, example:NAME, or lfplab:...")
      ->required();
  train
      ->add_option("--set", options.sets,
                   "Change a value: runs[0].rule.epsilon=0.1, runs[0].rule=alpha_beta_1_0, or the whole "
                   "network=lenet (see: lfplab list networks); may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  auto* steps = train->add_option("--steps", options.steps, "Stop after that many steps (batches)");
  auto* epochs = train->add_option("--epochs", options.epochs, "Stop after that many epochs");
  steps->check(CLI::Range(std::int64_t{1}, largest))->excludes(epochs);
  epochs->check(CLI::Range(std::int64_t{1}, largest));
  auto* out =
      train->add_option("--out", options.out, "Write experiment, log, summary and weights to this folder")
          ->type_name("DIR");
  train->add_option("--export", options.formats, "Weights also as: " + weight_format_names())
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember(format_names()))
      ->needs(out);
  auto* figures = train
                      ->add_option("--figures", options.figures,
                                   "Views to draw: all, curves, curves.svg (see: lfplab list views)")
                      ->delimiter(',')
                      ->allow_extra_args(false)
                      ->needs(out);
  train->add_option("--width", options.width, "Width of figures in pixels")
      ->check(CLI::Range(100, 8000))
      ->capture_default_str()
      ->needs(figures);
  train->add_option("--height", options.height, "Height of figures in pixels")
      ->check(CLI::Range(100, 8000))
      ->capture_default_str()
      ->needs(figures);
  train->add_option("--save", options.save, "Write a session, to be opened in the window or trained on")
      ->type_name("FILE.lfplab");
  train->add_flag("--quiet", options.quiet, "Print the signature only");
  return train;
}

CLI::App* add_list(CLI::App& app, std::string& thing) {
  auto* list = app.add_subcommand("list", "Say what there is, with all settings");
  list->add_option("WHAT", thing, "")->required()->check(CLI::IsMember(listable_things()));
  return list;
}

CLI::App* add_convert(CLI::App& app, Arguments& arguments) {
  auto* convert = app.add_subcommand("convert", "Write weights in another format");
  convert->add_option("WEIGHTS", arguments.convert_from, "A file of weights: " + weight_format_names(true))
      ->required();
  convert->add_option("--to", arguments.convert_format, "The format")
      ->required()
      ->check(CLI::IsMember(format_names()));
  convert->add_option("--out", arguments.convert_to, "The file to write")->required();
  return convert;
}

CLI::App* add_screenshots(CLI::App& app, std::string& folder) {
  auto* screenshots = app.add_subcommand("screenshots", "Draw the window in all perspectives and themes");
  screenshots->add_option("--out", folder, "Write the pictures to this folder")->type_name("DIR")->required();
  return screenshots;
}

int open_window(int argc, char** argv, const Arguments& arguments) {
  WindowOptions options;
  if (!arguments.window_file.empty()) options.file = arguments.window_file;
  options.renderer = renderers.at(arguments.renderer);
  options.theme = themes.at(arguments.theme);
  return run_window(argc, argv, options);
}

int run(int argc, char** argv) {
  CLI::App app("LFP Lab: layer-wise feedback propagation, seen step by step", "lfplab");
  app.set_version_flag("--version", "lfplab " LFPLAB_VERSION);
  app.require_subcommand(0, 1);
  Arguments arguments;
  add_window(app, arguments);
  const auto* train = add_train(app, arguments.train);
  const auto* list = add_list(app, arguments.thing);
  const auto* convert = add_convert(app, arguments);
  const auto* screenshots = add_screenshots(app, arguments.screenshots_to);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_done : exit_wrong_usage;
  }
  if (*train) return train_headless(arguments.train);
  if (*list) std::cout << list_text(arguments.thing) << std::flush;
  if (*convert) convert_weights(arguments.convert_from, arguments.convert_format, arguments.convert_to);
  if (*screenshots) take_screenshots(arguments.screenshots_to);
  return *list || *convert || *screenshots ? exit_done : open_window(argc, argv, arguments);
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
