#pragma once

namespace lfp {

/// Ctrl+C, a request to terminate or a terminal that was closed, as a wish instead of an end: while one of
/// these lives, the first SIGINT, SIGTERM or SIGHUP is only noted; a second one ends the program at once.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  Interruption(Interruption&&) = delete;
  Interruption& operator=(Interruption&&) = delete;

  bool is_wanted() const { return signal() != 0; }
  /// The signal that was noted; 0 for none.
  int signal() const;
};

/// From now on a reader that is gone and a file that grows beyond its limit are errors of the write that
/// meets them instead of signals that end the program.
void make_write_signals_errors();

}  // namespace lfp
