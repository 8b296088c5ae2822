#include "core/training/watched_parameter.h"

#include "core/training/network_items.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr std::size_t most_values = 4096;
constexpr std::size_t most_flips = 4096;

}  // namespace

WatchedParameter::WatchedParameter(const InspectedItem& item, const Network& network, std::int64_t step)
    : item_(item), since_(step), values_(1, most_values), last_sign_(sign_of(value_of(network, item_))) {
  flips_.reserve(most_flips);
  push(value_of(network, item_));
}

WatchedParameter::WatchedParameter(const InspectedItem& item, const Network& network, std::int64_t since,
                                   std::span<const Scalar> values, std::span<const std::int64_t> flips)
    : item_(item), since_(since), values_(1, most_values), last_sign_(sign_of(value_of(network, item_))) {
  flips_.reserve(most_flips);
  const auto told = flips.first(std::min(flips.size(), most_flips));
  flips_.assign(told.begin(), told.end());
  for (const Scalar value : values) push(value);
  for (auto value = values.rbegin(); last_sign_ == 0 && value != values.rend(); ++value)
    last_sign_ = sign_of(*value);
}

void WatchedParameter::note_sign(Scalar value, std::int64_t step) {
  const Scalar sign = sign_of(value);
  if (sign == 0) return;
  if (sign * last_sign_ < 0 && flips_.size() < most_flips) flips_.push_back(step);
  last_sign_ = sign;
}

void WatchedParameter::note(const Network& network, std::int64_t step) {
  const Scalar value = value_of(network, item_);
  push(value);
  note_sign(value, step);
}

void WatchedParameter::push(Scalar value) {
  const auto shown = static_cast<float>(value);
  values_.push(std::span(&shown, 1));
}

void WatchedParameter::note_change(const Network& network, std::int64_t step) {
  note_sign(value_of(network, item_), step);
}

}  // namespace lfp
