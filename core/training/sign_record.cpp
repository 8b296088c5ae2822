#include "core/training/sign_record.h"

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
    : initial_weight_(signs_of(initial.weight.data(), initial.weight.size())),
      initial_bias_(signs_of(initial.bias.data(), initial.bias.size())),
      last_(initial_weight_),
      flips_(initial_weight_.size(), 0),
      last_flip_step_(initial_weight_.size(), 0),
      first_flip_step_(initial_weight_.size(), 0) {}

SignRecord::SignRecord(SignRecordParts parts, const Parameters& now)
    : initial_weight_(std::move(parts.initial_weight)),
      initial_bias_(std::move(parts.initial_bias)),
      last_(std::move(parts.last)),
      flips_(std::move(parts.flips)),
      last_flip_step_(std::move(parts.last_flip_step)),
      first_flip_step_(std::move(parts.first_flip_step)),
      flipped_(compare_weights(now).flipped) {}

SignRecordParts SignRecord::parts() const {
  return {.initial_weight = initial_weight_,
          .initial_bias = initial_bias_,
          .last = last_,
          .flips = flips_,
          .last_flip_step = last_flip_step_,
          .first_flip_step = first_flip_step_};
}

void SignRecord::note(std::size_t weight_index, Scalar before, Scalar after, std::int64_t step) {
  const auto initial = static_cast<Scalar>(initial_weight_[weight_index]);
  flipped_ +=
      static_cast<std::int64_t>(after * initial < 0) - static_cast<std::int64_t>(before * initial < 0);

  const auto sign = static_cast<std::int8_t>(sign_of(after));
  if (sign == 0) return;
  std::int8_t& last = last_[weight_index];
  if (last == 0) last = static_cast<std::int8_t>(sign_of(before));
  if (sign * last < 0) {
    ++flips_[weight_index];
    last_flip_step_[weight_index] = static_cast<std::uint32_t>(step);
    if (first_flip_step_[weight_index] == 0)
      first_flip_step_[weight_index] = static_cast<std::uint32_t>(step);
    ++(sign > 0 ? to_positive_ : to_negative_);
  }
  last = sign;
}

std::size_t SignRecord::bytes() const {
  return initial_weight_.size() + initial_bias_.size() + last_.size() +
         (flips_.size() + last_flip_step_.size() + first_flip_step_.size()) * sizeof(std::uint32_t);
}

SignChanges SignRecord::compare_weights(const Parameters& now) const {
  return compare_signs(initial_weight_, now.weight.data());
}

SignChanges SignRecord::compare(const Parameters& now) const {
  SignChanges changes = compare_weights(now);
  changes += compare_signs(initial_bias_, now.bias.data());
  return changes;
}

SignChanges& operator+=(SignChanges& sum, const SignChanges& part) {
  sum.total += part.total;
  sum.flipped += part.flipped;
  sum.to_zero += part.to_zero;
  sum.from_zero += part.from_zero;
  return sum;
}

}  // namespace lfp
