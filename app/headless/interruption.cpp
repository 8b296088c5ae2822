#include "app/headless/interruption.h"

#include <csignal>

namespace lfp {
namespace {

volatile std::sig_atomic_t was_interrupted = 0;  // the only thing that a signal handler may touch

extern "C" void note_interrupt(int /*signal*/) {
  was_interrupted = 1;
}

}  // namespace

Interruption::Interruption() {
  was_interrupted = 0;
  struct sigaction action = {};
  action.sa_handler = note_interrupt;
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
}

Interruption::~Interruption() {
  std::signal(SIGINT, SIG_DFL);
}

bool Interruption::is_wanted() const {
  return was_interrupted != 0;
}

}  // namespace lfp
