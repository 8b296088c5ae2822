#include "core/training/watched_parameter.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr std::size_t most_values = 4096;
constexpr std::size_t most_flips = 4096;

}  // namespace

Scalar& parameter_of(Parameters& parameters, const InspectedItem& item) {
  return *item.input < 0 ? parameters.bias[item.unit] : parameters.weight(item.unit, *item.input);
}

Scalar parameter_of(const Parameters& parameters, const InspectedItem& item) {
  return *item.input < 0 ? parameters.bias[item.unit] : parameters.weight(item.unit, *item.input);
}

WatchedParameter::WatchedParameter(const InspectedItem& item, const Network& network, std::int64_t step)
    : item_(item), since_(step), values_(1, most_values), last_sign_(sign_of(value_in(network))) {
  flips_.reserve(most_flips);
  push(value_in(network));
}

WatchedParameter::WatchedParameter(const InspectedItem& item, const Network& network, std::int64_t since,
                                   std::span<const Scalar> values, std::span<const std::int64_t> flips)
    : item_(item), since_(since), values_(1, most_values), last_sign_(sign_of(value_in(network))) {
  flips_.reserve(most_flips);
  const auto told = flips.first(std::min(flips.size(), most_flips));
  flips_.assign(told.begin(), told.end());
  for (const Scalar value : values) push(value);
  for (auto value = values.rbegin(); last_sign_ == 0 && value != values.rend(); ++value)
    last_sign_ = sign_of(*value);
}

Scalar WatchedParameter::value_in(const Network& network) const {
  return parameter_of(network.block(static_cast<std::size_t>(item_.layer)).parameters(), item_);
}

void WatchedParameter::note_sign(Scalar value, std::int64_t step) {
  const Scalar sign = sign_of(value);
  if (sign == 0) return;
  if (sign * last_sign_ < 0 && flips_.size() < most_flips) flips_.push_back(step);
  last_sign_ = sign;
}

void WatchedParameter::note(const Network& network, std::int64_t step) {
  const Scalar value = value_in(network);
  push(value);
  note_sign(value, step);
}

void WatchedParameter::push(Scalar value) {
  const auto shown = static_cast<float>(value);
  values_.push(std::span(&shown, 1));
}

void WatchedParameter::note_change(const Network& network, std::int64_t step) {
  note_sign(value_in(network), step);
}

}  // namespace lfp
