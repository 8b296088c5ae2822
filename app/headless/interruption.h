#pragma once

namespace lfp {

/// Turns Ctrl+C, a request to terminate or the closing of the terminal into a wish to end: while one of these
/// lives, the first SIGINT, SIGTERM or SIGHUP is only noted; a second one ends the program at once.
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

/// From now on writing to a reader that has gone, or beyond a file's size limit, is an error of that write
/// instead of a signal that ends the program.
void make_write_signals_errors();

}  // namespace lfp
