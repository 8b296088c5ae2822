#include "app/headless/offscreen_application.h"

namespace lfp {
namespace {

/// Has to be said before there is an application.
int& offscreen(int& argument_count) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  return argument_count;
}

}  // namespace

OffscreenApplication::OffscreenApplication() : application_(offscreen(argument_count_), arguments_) {}

}  // namespace lfp
