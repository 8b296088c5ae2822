#pragma once

#include "app/headless/study_options.h"
#include "app/headless/train_options.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace lfp {

/// Everything that the command line can specify.
struct Arguments {
  std::string window_file;
  std::string renderer = "auto";
  std::string theme = "auto";
  TrainOptions train;
  StudyOptions study;
  std::string listed_thing;
  bool lists_json = false;
  std::string convert_from;
  std::string convert_format;
  std::string convert_to;
  std::string screenshots_to;
  std::vector<std::string> screenshots;  ///< all where empty
};

/// The options of the window.
void add_window_options(CLI::App& app, Arguments& arguments);
/// Each adds its subcommand, with its options and an example in its help.
CLI::App* add_train_command(CLI::App& app, TrainOptions& options);
CLI::App* add_study_command(CLI::App& app, StudyOptions& options);
CLI::App* add_list_command(CLI::App& app, Arguments& arguments);
CLI::App* add_convert_command(CLI::App& app, Arguments& arguments);
/// The names are those of the pictures that can be asked for.
CLI::App* add_screenshots_command(CLI::App& app, Arguments& arguments, const std::vector<std::string>& names);

}  // namespace lfp
