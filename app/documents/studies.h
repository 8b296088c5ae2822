#pragma once

#include "core/study/study.h"

#include <string>
#include <vector>

namespace lfp {

/// A study that comes with the program.
struct ShippedStudy {
  std::string name;      ///< what `lfplab study NAME` takes
  std::string title;     ///< in menus
  std::string question;  ///< a sentence or two
};

/// One for each file in resources/studies, by name.
std::vector<ShippedStudy> shipped_studies();

/// The study of a file or of the program's own; with `quick` in its quick size. Throws Error where it cannot
/// be used, naming the nearest of the program's own where `name` is no file.
Study open_study(const std::string& name, bool quick);

/// A study of JSON text whose relative paths start in the folder that the program was started in.
Study read_study(const std::string& json, const std::string& source);

}  // namespace lfp
