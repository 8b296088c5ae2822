#include "core/training/signature.h"

#include <array>
#include <cinttypes>
#include <cstdio>

namespace lfp {

void Signature::add(const Network& network) {
  const auto add_values = [this](const Scalar* values, Index count) {
    add({reinterpret_cast<const char*>(values), static_cast<std::size_t>(count) * sizeof(Scalar)});
  };
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const Parameters& parameters = network.block(b).parameters();
    add_values(parameters.weight.data(), parameters.weight.size());
    add_values(parameters.bias.data(), parameters.bias.size());
    add_values(network.block(b).statistics().data(), network.block(b).statistics().size());
  }
}

void Signature::add(std::string_view bytes) {
  for (const char byte : bytes) hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
}

std::string Signature::text() const {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016" PRIx64, hash_);
  return digits.data();
}

}  // namespace lfp
