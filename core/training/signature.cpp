#include "core/training/signature.h"

#include <array>
#include <cinttypes>
#include <cstdio>

namespace lfp {

void Signature::add(const Network& network) {
  const auto add_values = [this](const Scalar* values, Index count) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(values);
    const std::size_t size = static_cast<std::size_t>(count) * sizeof(Scalar);
    for (std::size_t i = 0; i < size; ++i) hash_ = (hash_ ^ bytes[i]) * 0x100000001b3U;
  };
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const Parameters& parameters = network.block(b).parameters();
    add_values(parameters.weight.data(), parameters.weight.size());
    add_values(parameters.bias.data(), parameters.bias.size());
    add_values(network.block(b).statistics().data(), network.block(b).statistics().size());
  }
}

std::string Signature::text() const {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016" PRIx64, hash_);
  return digits.data();
}

}  // namespace lfp
