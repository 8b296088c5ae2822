#pragma once

#include "core/study/study.h"

#include <string>
#include <vector>

namespace lfp {

/// A study that ships with the program.
struct ShippedStudy {
  std::string name;      ///< argument of `lfplab study NAME`
  std::string title;     ///< shown in menus
  std::string question;  ///< one or two sentences
};

/// Returns one study for each file in resources/studies, sorted by name.
std::vector<ShippedStudy> shipped_studies();

/// Reads a study from a file or by the name of a shipped one; `quick` selects its quick size. Throws Error if
/// that fails, suggesting the nearest shipped name if `name` is no file.
Study open_study(const std::string& name, bool quick);

/// Reads a study from JSON text; relative paths start in the folder the program was started in.
Study read_study(const std::string& json, const std::string& source);

}  // namespace lfp
