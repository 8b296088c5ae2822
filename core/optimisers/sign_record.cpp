#include "core/optimisers/sign_record.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

std::vector<std::int8_t> signs_of(const Scalar* values, Index count) {
  std::vector<std::int8_t> signs(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < signs.size(); ++i) signs[i] = static_cast<std::int8_t>(sign_of(values[i]));
  return signs;
}

SignChanges compare_signs(const std::vector<std::int8_t>& initial, const Scalar* now) {
  SignChanges changes;
  changes.total = static_cast<std::int64_t>(initial.size());
  for (std::size_t i = 0; i < initial.size(); ++i) {
    const auto sign = static_cast<int>(sign_of(now[i]));
    if (sign * initial[i] < 0) ++changes.flipped;
    if (sign == 0 && initial[i] != 0) ++changes.to_zero;
    if (sign != 0 && initial[i] == 0) ++changes.from_zero;
  }
  return changes;
}

}  // namespace

SignRecord::SignRecord(const Parameters& initial)
    : initial_(std::make_shared<const Initial>(
          Initial{.weight = signs_of(initial.weight.data(), initial.weight.size()),
                  .bias = signs_of(initial.bias.data(), initial.bias.size())})),
      last_(initial_->weight) {
  places_.of_weights.assign(last_.size(), 0);
  // Room is reserved so that training seldom or never has to allocate: few weights of large layers flip.
  constexpr std::size_t all_of = 1024;
  constexpr std::size_t part = 16;
  flipped_weights_.reserve(std::max(std::min(last_.size(), all_of), last_.size() / part));
}

SignRecord::SignRecord(SignRecordParts parts, const Parameters& now)
    : initial_(std::make_shared<const Initial>(
          Initial{.weight = std::move(parts.initial_weight), .bias = std::move(parts.initial_bias)})),
      last_(std::move(parts.last)),
      flipped_(compare_weights(now).flipped) {
  for (std::size_t i = 0; i < parts.flips.size(); ++i) {
    const WeightFlips flips{.count = parts.flips[i],
                            .first_step = parts.first_flip_step[i],
                            .last_step = parts.last_flip_step[i]};
    if (flips.count > 0 || flips.first_step > 0 || flips.last_step > 0)
      flipped_weights_.push_back({.weight = static_cast<std::uint32_t>(i), .flips = flips});
  }
}

SignRecordParts SignRecord::parts() const {
  return {.initial_weight = initial_->weight,
          .initial_bias = initial_->bias,
          .last = last_,
          .flips = flips(),
          .last_flip_step = last_flip_step(),
          .first_flip_step = first_flip_step()};
}

WeightFlips SignRecord::flips_of(std::size_t weight_index) const {
  const auto& places = places_.of_weights;
  if (!places.empty()) {
    const std::uint32_t place = places[weight_index];
    return place == 0 ? WeightFlips{} : flipped_weights_[place - 1].flips;
  }
  const auto found = std::ranges::find(flipped_weights_, weight_index, &Flipped::weight);
  return found == flipped_weights_.end() ? WeightFlips{} : found->flips;
}

WeightFlips& SignRecord::flips_at(std::size_t weight_index) {
  auto& places = places_.of_weights;
  if (places.empty()) {
    places.assign(last_.size(), 0);
    for (std::size_t at = 0; at < flipped_weights_.size(); ++at)
      places[flipped_weights_[at].weight] = static_cast<std::uint32_t>(at + 1);
  }
  std::uint32_t& place = places[weight_index];
  if (place == 0) {
    flipped_weights_.push_back({.weight = static_cast<std::uint32_t>(weight_index), .flips = {}});
    place = static_cast<std::uint32_t>(flipped_weights_.size());
  }
  return flipped_weights_[place - 1].flips;
}

std::vector<std::uint32_t> SignRecord::of_each(std::uint32_t WeightFlips::*number) const {
  std::vector<std::uint32_t> numbers(last_.size(), 0);
  for (const Flipped& one : flipped_weights_) numbers[one.weight] = one.flips.*number;
  return numbers;
}

void SignRecord::note(std::size_t weight_index, Scalar before, Scalar after, std::int64_t step) {
  const auto initial = static_cast<Scalar>(initial_->weight[weight_index]);
  flipped_ +=
      static_cast<std::int64_t>(after * initial < 0) - static_cast<std::int64_t>(before * initial < 0);

  const auto sign = static_cast<std::int8_t>(sign_of(after));
  if (sign == 0) return;
  std::int8_t& last = last_[weight_index];
  if (last == 0) last = static_cast<std::int8_t>(sign_of(before));
  if (sign * last < 0) {
    WeightFlips& flips = flips_at(weight_index);
    ++flips.count;
    flips.last_step = static_cast<std::uint32_t>(step);
    if (flips.first_step == 0) flips.first_step = static_cast<std::uint32_t>(step);
    ++(sign > 0 ? to_positive_ : to_negative_);
  }
  last = sign;
}

std::size_t SignRecord::bytes() const {
  return last_.size() + flipped_weights_.size() * sizeof(Flipped);
}

SignChanges SignRecord::compare_weights(const Parameters& now) const {
  return compare_signs(initial_->weight, now.weight.data());
}

SignChanges SignRecord::compare(const Parameters& now) const {
  SignChanges changes = compare_weights(now);
  changes += compare_signs(initial_->bias, now.bias.data());
  return changes;
}

}  // namespace lfp
