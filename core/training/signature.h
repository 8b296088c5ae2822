#pragma once

#include "core/network/network.h"

#include <cstdint>
#include <string>

namespace lfp {

/// A running hash of parameters and running statistics (FNV-1a, 64 bits, over the bytes of the numbers in
/// storage order): equal parameters, equal signature.
class Signature {
 public:
  void add(const Network& network);
  /// 16 hexadecimal digits.
  std::string text() const;

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace lfp
