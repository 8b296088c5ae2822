#include "app/headless/interruption.h"

#include "app/headless/exit_status.h"

#include <csignal>
#include <initializer_list>

#include <unistd.h>

namespace lfp {
namespace {

volatile std::sig_atomic_t noted_signal = 0;  // the only thing that a signal handler may touch

constexpr int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};

extern "C" void note_signal(int signal) {
  if (noted_signal != 0) _exit(exit_after(signal));
  noted_signal = signal;
}

/// A signal that `nohup` has told to ignore stays ignored.
bool is_hang_up_ignored(int signal) {
  struct sigaction present = {};
  return signal == SIGHUP && sigaction(signal, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

}  // namespace

Interruption::Interruption() {
  noted_signal = 0;
  struct sigaction action = {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  for (const int signal : ending_signals)
    if (!is_hang_up_ignored(signal)) sigaction(signal, &action, nullptr);
}

Interruption::~Interruption() {
  for (const int signal : ending_signals)
    if (!is_hang_up_ignored(signal)) std::signal(signal, SIG_DFL);
}

int Interruption::signal() const {
  return noted_signal;
}

void make_write_signals_errors() {
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
}

}  // namespace lfp
