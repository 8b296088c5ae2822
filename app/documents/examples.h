#pragma once

#include "core/experiment/experiment.h"

#include <QString>
#include <string>
#include <vector>

namespace lfp {

/// An experiment that comes with the program.
struct Example {
  QString name;     ///< `example:NAME` is valid wherever an experiment file is
  QString title;    ///< in menus
  QString summary;  ///< one sentence
  QString path;     ///< in the resources
};

/// In the order of menus; the first is what the first start shows.
std::vector<Example> examples();

/// The experiment of a file, or of the program's own where `file` is `example:NAME`; paths in those start in
/// the folder that the program was started in. Throws Error.
Experiment open_experiment(const std::string& file);

}  // namespace lfp
