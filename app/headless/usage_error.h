#pragma once

#include <string>

namespace lfp {

/// Wrong usage that shows only after the options have been read.
struct UsageError {
  std::string message;
};

}  // namespace lfp
