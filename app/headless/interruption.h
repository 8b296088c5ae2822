#pragma once

namespace lfp {

/// Ctrl+C as a wish instead of an end: while one of these lives, the first SIGINT is only noted; a second one
/// ends the program as usual.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  Interruption(Interruption&&) = delete;
  Interruption& operator=(Interruption&&) = delete;

  bool is_wanted() const;
};

}  // namespace lfp
