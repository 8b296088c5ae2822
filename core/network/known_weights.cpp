#include "core/network/known_weights.h"

#include "core/base/error.h"
#include "core/network/named_parameters.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

namespace lfp {
namespace {

constexpr const char* source_place = "network.weights";

std::string array_prefix(std::size_t block) {
  return "layer" + std::to_string(block + 1) + ".";
}

std::size_t last_that_learns(const Network& network) {
  std::size_t last = 0;
  for (std::size_t b = 0; b < network.blocks(); ++b)
    if (network.block(b).parameters().count() > 0) last = b;
  return last;
}

/// The beginnings of the names of the arrays that are wanted.
std::set<std::string> wanted_prefixes(const Network& network, const WeightsSource& source) {
  std::set<std::string> prefixes;
  const std::size_t last = last_that_learns(network);
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const auto number = static_cast<int>(b) + 1;
    const bool is_wanted = source.part == "all" || (source.part == "body" && b < last) ||
                           std::ranges::find(source.layers, number) != source.layers.end();
    if (is_wanted) prefixes.insert(array_prefix(b));
  }
  return prefixes;
}

std::string prefix_of(const std::string& array) {
  return array.substr(0, array.find('.') + 1);
}

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const auto size : shape) text += (text.empty() ? "" : " x ") + std::to_string(size);
  return text;
}

const NamedArray* find_array(const NamedArrays& arrays, const std::string& name) {
  const auto found = std::ranges::find(arrays, name, &NamedArray::name);
  return found == arrays.end() ? nullptr : &*found;
}

void check_layers(const Network& network, const WeightsSource& source) {
  for (const int layer : source.layers)
    if (layer > static_cast<int>(network.blocks()))
      throw Error(std::string(source_place) + ".layers", "there is no layer " + std::to_string(layer),
                  "Name layers from 1 to " + std::to_string(network.blocks()));
}

void check_match(const WeightMatch& match, const WeightsSource& source, const std::string& file) {
  const bool needs_all = source.part == "all";
  if (match.own.empty() && needs_all)
    throw Error(file, match.array + " has no place in the network",
                R"(Give the network that layer, or name the layers to start from, such as "layers": "body")");
  if (!match.is_wanted || match.own.empty() || match.fits()) return;
  if (match.known.empty())
    throw Error(file, match.array + " is missing",
                "Choose a file with that array, or leave the layer out by \"layers\" in network.weights");
  throw Error(
      file,
      match.array + " is " + shape_text(match.known) + ", but the network's is " + shape_text(match.own),
      "Give the layer that size, or leave it out by \"layers\" in network.weights");
}

/// Mixes the known numbers into those at `own`, which are as many.
void mix(Scalar* own, const NamedArray& known, double part, const std::string& file) {
  for (std::size_t i = 0; i < known.values.size(); ++i) {
    const auto value = static_cast<double>(known.values[i]);
    if (!std::isfinite(value))
      throw Error(file, known.name + " holds a number that is not finite, at place " + std::to_string(i + 1),
                  "Choose weights of a training that has not diverged");
    own[i] = static_cast<Scalar>(part == 1 ? value : part * value + (1 - part) * static_cast<double>(own[i]));
  }
}

}  // namespace

bool WeightMatch::fits() const {
  if (known == own) return true;
  const auto fan_in = [](const std::vector<std::int64_t>& shape) {
    return std::accumulate(shape.begin() + 1, shape.end(), std::int64_t{1}, std::multiplies<>());
  };
  return known.size() == 2 && own.size() > 2 && known.front() == own.front() && fan_in(known) == fan_in(own);
}

std::vector<WeightMatch> match_weights(const Network& network, const NamedArrays& known,
                                       const WeightsSource& source) {
  const auto wanted = wanted_prefixes(network, source);
  std::vector<WeightMatch> matches;
  for (const NamedArray& own : named_parameters(network)) {
    const NamedArray* given = find_array(known, own.name);
    matches.push_back({.array = own.name,
                       .known = given != nullptr ? given->shape : std::vector<std::int64_t>(),
                       .own = own.shape,
                       .is_wanted = wanted.contains(prefix_of(own.name))});
  }
  for (const NamedArray& given : known)
    if (std::ranges::find(matches, given.name, &WeightMatch::array) == matches.end())
      matches.push_back({.array = given.name, .known = given.shape, .own = {}, .is_wanted = false});
  return matches;
}

void start_from(Network& network, const KnownWeights& known, const WeightsSource& source) {
  check_layers(network, source);
  for (const WeightMatch& match : match_weights(network, known.weights, source))
    check_match(match, source, known.source);
  const auto wanted = wanted_prefixes(network, source);
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    if (!wanted.contains(array_prefix(b))) continue;
    Layer& block = network.block(b);
    const auto take = [&](const char* name, Scalar* own, Index count) {
      if (count > 0) mix(own, *find_array(known.weights, array_prefix(b) + name), source.mix, known.source);
    };
    take("weight", block.parameters().weight.data(), block.parameters().weight.size());
    take("bias", block.parameters().bias.data(), block.parameters().bias.size());
    if (block.statistics().size() == 0) continue;
    const Index columns = block.statistics().cols();
    take("running_mean", block.statistics().row(0).data(), columns);
    take("running_variance", block.statistics().row(1).data(), columns);
  }
}

}  // namespace lfp
