#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace lfp {

/// Where bytes go as they come. It may throw.
using ByteSink = std::function<void(std::string_view bytes)>;

/// All that `write` gives to its sink.
inline std::string all_bytes(const std::function<void(const ByteSink& sink)>& write) {
  std::string all;
  write([&all](std::string_view bytes) { all += bytes; });
  return all;
}

}  // namespace lfp
