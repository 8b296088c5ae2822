#pragma once

#include "core/experiment/experiment.h"
#include "widgets/views/view_entry.h"

#include <QString>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// An experiment that ships with the program.
struct Example {
  QString name;                      ///< `example:NAME` works wherever an experiment file does
  QString title;                     ///< shown in menus
  QString summary;                   ///< one sentence
  QString path;                      ///< resource path
  std::optional<ViewTopic> shows{};  ///< the view opened together with it
};

/// Returns the examples in menu order; the first one opens when the program starts for the first time.
std::vector<Example> examples();

/// Returns the view to open together with what was opened under that name; most names have none.
std::optional<ViewTopic> view_shown_with(const QString& name);

/// Reads the experiment from a file, or a shipped one if `file` is `example:NAME`; its relative paths start
/// in the folder that the program was started in. Throws Error.
Experiment open_experiment(const std::string& file);

}  // namespace lfp
