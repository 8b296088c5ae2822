#pragma once

#include <optional>
#include <string>

namespace lfp {

enum class RendererChoice { automatic, raster, opengl };
enum class ThemeChoice { automatic, light, dark };

/// How the window is opened.
struct WindowOptions {
  /// An experiment file, or `example:NAME`; none: the last session or the welcome page.
  std::optional<std::string> file;
  RendererChoice renderer = RendererChoice::automatic;
  ThemeChoice theme = ThemeChoice::automatic;
};

/// Makes the QApplication, shows the window and returns the program's exit status.
int run_window(int argc, char** argv, const WindowOptions& options);

}  // namespace lfp
