#pragma once

#include <optional>
#include <string>

namespace lfp {

enum class RendererChoice { automatic, raster, opengl };
enum class ThemeChoice { automatic, light, dark };

/// How the window is opened.
struct WindowOptions {
  /// An experiment or session file, `example:NAME` or a share string; none: the last session or the first
  /// example.
  std::optional<std::string> file;
  RendererChoice renderer = RendererChoice::automatic;
  ThemeChoice theme = ThemeChoice::automatic;
  /// Goes on with the last session and keeps this one for the next start.
  bool keeps_session = true;
};

/// Tells Qt what the program is called: settings and user data lie under its name.
void name_application();

/// Makes the QApplication, shows the window and returns the program's exit status.
int run_window(int argc, char** argv, const WindowOptions& options);

}  // namespace lfp
