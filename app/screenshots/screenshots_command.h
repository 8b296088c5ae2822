#pragma once

#include <string>
#include <vector>

namespace lfp {

/// What pictures can be asked for by: the names of the perspectives, and those of further scenes.
std::vector<std::string> names_of_screenshots();

/// Draws the window with a trained example, in every perspective and in both themes, then with others whose
/// data are there, as PNG files into the folder, without a display; where names are given, those pictures
/// only. Neither sees nor touches anybody's settings and sessions. Throws Error where a file cannot be
/// written.
void take_screenshots(const std::string& folder, const std::vector<std::string>& only);

}  // namespace lfp
