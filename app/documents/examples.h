#pragma once

#include "core/experiment/experiment.h"
#include "widgets/views/view_entry.h"

#include <QString>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// An experiment that comes with the program.
struct Example {
  QString name;                      ///< `example:NAME` is valid wherever an experiment file is
  QString title;                     ///< in menus
  QString summary;                   ///< one sentence
  QString path;                      ///< in the resources
  std::optional<ViewTopic> shows{};  ///< a view that is to be open with it
};

/// In the order of menus; the first is what the first start shows.
std::vector<Example> examples();

/// The view that is to be open with what is opened under that name; none for most.
std::optional<ViewTopic> view_shown_with(const QString& name);

/// The experiment of a file, or of the program's own where `file` is `example:NAME`; paths in those start in
/// the folder that the program was started in. Throws Error.
Experiment open_experiment(const std::string& file);

}  // namespace lfp
