#include "core/network/named_parameters.h"

#include <string>
#include <utility>

namespace lfp {
namespace {

NamedArray array_of(std::string name, std::vector<std::int64_t> shape, const Scalar* values, Index count) {
  NamedArray array{.name = std::move(name), .shape = std::move(shape), .values = {}};
  array.values.assign(values, values + count);
  return array;
}

}  // namespace

NamedArrays named_parameters(const Network& network) {
  NamedArrays arrays;
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const Layer& block = network.block(b);
    const Matrix& weight = block.parameters().weight;
    const Vector& bias = block.parameters().bias;
    const Matrix& statistics = block.statistics();
    const std::string layer = "layer" + std::to_string(b + 1);
    if (weight.size() > 0)
      arrays.push_back(array_of(layer + ".weight", block.weight_shape(), weight.data(), weight.size()));
    if (bias.size() > 0) arrays.push_back(array_of(layer + ".bias", {bias.size()}, bias.data(), bias.size()));
    if (statistics.size() == 0) continue;
    const Index columns = statistics.cols();
    arrays.push_back(array_of(layer + ".running_mean", {columns}, statistics.row(0).data(), columns));
    arrays.push_back(array_of(layer + ".running_variance", {columns}, statistics.row(1).data(), columns));
  }
  return arrays;
}

}  // namespace lfp
