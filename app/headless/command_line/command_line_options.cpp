#include "app/headless/command_line/command_line_options.h"

#include "app/headless/command_line/option_checks.h"
#include "app/headless/headless_figures.h"
#include "app/headless/list_command.h"
#include "core/exchange/weight_formats.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

namespace lfp {
namespace {

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& format : weight_formats()) names.push_back(format.name);
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void add_stop(CLI::App& train, TrainOptions& options) {
  constexpr std::int64_t largest = 1'000'000'000;
  auto* steps = train.add_option(
      "--steps", options.steps,
      "Stop after that many steps (batches); 0 writes the initial weights, or a session as it is");
  auto* epochs = train.add_option("--epochs", options.epochs, "Stop after that many epochs");
  steps->check(CLI::Range(std::int64_t{0}, largest))->excludes(epochs);
  epochs->check(CLI::Range(std::int64_t{1}, largest));
}

void add_figures(CLI::App& train, TrainOptions& options, CLI::Option* out) {
  auto* figures = train
                      .add_option("--figures", options.figures,
                                  "Views to draw: all, curves, curves.svg (see: lfplab list views)")
                      ->delimiter(',')
                      ->allow_extra_args(false)
                      ->needs(out);
  auto* size = train
                   .add_option_function<std::string>(
                       "--figure-size",
                       [&options](const std::string& text) { options.figure_size = figure_size(text); },
                       "Size of figures: 1000x640 (pixels of 1/96 inch), 85x60mm")
                   ->type_name("WIDTHxHEIGHT")
                   ->needs(figures);
  train
      .add_option("--figure-run", options.figure_run,
                  "The run that figures show: A, B, ..., its name, or all, where a view can show several")
      ->type_name("RUN")
      ->needs(figures);
  for (const auto& [name, set] : {std::pair{"--width", &QSize::setWidth}, {"--height", &QSize::setHeight}})
    train
        .add_option_function<int>(
            name, [&options, set = set](int pixels) { (options.figure_size.*set)(pixels); },
            std::string(name == std::string("--width") ? "Width" : "Height") + " of figures in pixels")
        ->check(CLI::Range(100, 8000))
        ->needs(figures)
        ->excludes(size);
}

}  // namespace

void add_window_options(CLI::App& app, Arguments& arguments) {
  app.add_option("FILE", arguments.window_file,
                 "A session or experiment to open, example:NAME, or lfplab:... (a share string)");
  app.add_option("--renderer", arguments.renderer, "How the network is drawn: auto, raster, opengl")
      ->check(one_of({"auto", "raster", "opengl"}));
  app.add_option("--theme", arguments.theme, "auto, light, dark")->check(one_of({"auto", "light", "dark"}));
  app.footer("Examples:\n  lfplab example:two_spirals\n  lfplab train --help");
}

CLI::App* add_train_command(CLI::App& app, TrainOptions& options) {
  auto* train = app.add_subcommand("train", "Train an experiment without a window");
  train
      ->add_option("FILE", options.file,
                   "An experiment, a session to train on from, example:NAME, lfplab:..., or - for standard "
                   "input")
      ->required();
  train
      ->add_option("--set", options.sets,
                   "Change a value: runs[0].rule.epsilon=0.1, runs[0].rule=alpha_beta_1_0, or the whole "
                   "network=lenet (see: lfplab list networks); runs[+]={...} adds a run, runs[1]=null takes "
                   "one away; may be repeated, and is checked once all are made")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  add_stop(*train, options);
  auto* out = train
                  ->add_option("--out", options.out,
                               "Write experiment, log, summary and weights to this folder, in place of what "
                               "an earlier training left there")
                  ->check(no_empty_name())
                  ->type_name("DIR");
  train->add_option("--export", options.formats, "Weights also as: " + joined(format_names()))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(one_of(format_names()))
      ->needs(out);
  add_figures(*train, options, out);
  train->add_option("--save", options.save, "Write a session, to be opened in the window or trained on")
      ->check(no_empty_name())
      ->type_name("FILE.lfplab");
  train
      ->add_option("--checkpoint", options.checkpoint,
                   "Write the session (of --save, or session.lfplab in --out) every so many minutes")
      ->type_name("MINUTES")
      ->check(CLI::Range(0.001, 1e6));
  train->add_flag("--quiet", options.quiet, "Print the signature only");
  train->footer(
      "Example:\n  lfplab train example:two_spirals --set runs[0].rule.epsilon=0.01 --epochs 20 --out "
      "result");
  return train;
}

CLI::App* add_list_command(CLI::App& app, Arguments& arguments) {
  auto* list = app.add_subcommand("list", "Say what there is, with all settings");
  list->add_option("WHAT", arguments.listed_thing,
                   joined(listable_things()) + "; all but texts where none is named")
      ->check(one_of(listable_things()));
  list->add_flag("--json", arguments.lists_json, "As JSON");
  list->footer("Example:\n  lfplab list rules");
  return list;
}

CLI::App* add_convert_command(CLI::App& app, Arguments& arguments) {
  auto* convert = app.add_subcommand("convert", "Write weights in another format");
  convert->add_option("WEIGHTS", arguments.convert_from, "A file of weights")->required();
  convert->add_option("--to", arguments.convert_format, "The format: " + joined(format_names()))
      ->required()
      ->check(one_of(format_names()));
  convert->add_option("--out", arguments.convert_to, "The file to write")->required();
  convert->footer("Example:\n  lfplab convert result/weights/Gradient.npz --to csv --out weights.csv");
  return convert;
}

CLI::App* add_screenshots_command(CLI::App& app, Arguments& arguments,
                                  const std::vector<std::string>& names) {
  auto* screenshots = app.add_subcommand("screenshots", "Draw the window in all perspectives and themes");
  screenshots->add_option("--out", arguments.screenshots_to, "Write the pictures to this folder")
      ->type_name("DIR")
      ->required();
  screenshots->add_option("--only", arguments.screenshots, "Draw these only")
      ->type_name("NAME,...")
      ->delimiter(',')
      ->check(CLI::IsMember(names));
  screenshots->footer("Example:\n  lfplab screenshots --out gallery --only train,lenet");
  return screenshots;
}

}  // namespace lfp
