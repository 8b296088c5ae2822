#pragma once

namespace lfp {

/// What the program tells the shell.
enum ExitStatus : int {
  exit_done = 0,
  exit_wrong_usage = 2,
  exit_unusable_file = 3,
  exit_diverged = 4,
};

/// Ended by that signal, as shells say it: 130 after Ctrl+C.
constexpr int exit_after(int signal) {
  return 128 + signal;
}

}  // namespace lfp
