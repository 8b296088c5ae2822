#include "app/window/run_window.h"

#include "app/bridge/application.h"
#include "app/bridge/memory.h"
#include "app/headless/exit_status.h"
#include "app/window/main_window.h"
#include "app/window/translation.h"
#include "app/window/window_style.h"

#include <cstdio>
#include <memory>

namespace lfp {

namespace {

/// Qt would abort without a word that helps.
bool has_display() {
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
  const auto is_set = [](const char* name) { return !qEnvironmentVariableIsEmpty(name); };
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("QT_QPA_PLATFORM");
#else
  return true;
#endif
}

}  // namespace

void name_application() {
  QApplication::setOrganizationName(QStringLiteral("lfplab"));
  QApplication::setApplicationName(QStringLiteral("lfplab"));
  QApplication::setApplicationDisplayName(QStringLiteral("LFP Lab"));
  QApplication::setDesktopFileName(QStringLiteral("lfplab"));  // whose icon Wayland shows in the window list
  QApplication::setApplicationVersion(QStringLiteral(LFPLAB_VERSION));
}

int run_window(int argc, char** argv, const WindowOptions& options) {
  if (!has_display()) {
    std::fputs(
        "lfplab: there is no display to open the window on.\n"
        "Start it in a graphical session, or train without a window: lfplab train example:two_spirals --out "
        "lfplab-out\n",
        stderr);
    return exit_wrong_usage;
  }
  keep_memory_together();
  QApplication::setStyle(std::make_unique<WindowStyle>().release());  // which owns it from here
  Application application(argc, argv);
  name_application();
  install_translation(QLocale(), application);
  MainWindow window(options);
  window.show();
  return QApplication::exec();
}

}  // namespace lfp
