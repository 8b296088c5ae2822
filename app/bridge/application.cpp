#include "app/bridge/application.h"

#include <clocale>

namespace lfp {

Application::Application(int& argc, char** argv) : QApplication(argc, argv) {
  std::setlocale(LC_NUMERIC, "C");
}

OffscreenApplication::OffscreenApplication() {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  application_.emplace(count_, arguments_);
}

}  // namespace lfp
