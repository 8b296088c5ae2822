#pragma once

#include <string>
#include <string_view>

namespace lfp {

/// Prints to standard output and remembers whether that failed: what could not be printed is no success.
class StandardOutput {
 public:
  /// Prints at once; nothing more once it has failed.
  void print(std::string_view text);
  bool has_failed() const { return failure_ != 0; }
  /// Throws Error where something could not be printed.
  void expect_all_printed() const;

 private:
  int failure_ = 0;  // as errno
};

}  // namespace lfp
