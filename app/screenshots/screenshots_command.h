#pragma once

#include <string>

namespace lfp {

/// Draws the window with a trained example, in every perspective and in both themes, then with others whose
/// data are there, as PNG files into the folder, without a display. Neither sees nor touches anybody's
/// settings and sessions. Throws Error where a file cannot be written.
void take_screenshots(const std::string& folder);

}  // namespace lfp
