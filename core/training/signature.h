#pragma once

#include "core/network/network.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace lfp {

/// A running hash (FNV-1a, 64 bits) of parameters and running statistics, over the bytes of the numbers in
/// storage order, or of texts: equal parameters, equal signature.
class Signature {
 public:
  void add(const Network& network);
  void add(std::string_view bytes);
  /// 16 hexadecimal digits.
  std::string text() const;

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace lfp
