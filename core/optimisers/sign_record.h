#pragma once

#include "core/base/sign_changes.h"
#include "core/layers/layer.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace lfp {

/// All that a sign record holds, for writing it to a file and reading it again.
struct SignRecordParts {
  std::vector<std::int8_t> initial_weight;
  std::vector<std::int8_t> initial_bias;
  std::vector<std::int8_t> last;  ///< the last sign of each weight that was not zero
  std::vector<std::uint32_t> flips;
  std::vector<std::uint32_t> last_flip_step;
  std::vector<std::uint32_t> first_flip_step;
};

/// What has happened to the sign of one weight since step 0.
struct WeightFlips {
  std::uint32_t count = 0;
  std::uint32_t first_step = 0;  ///< 0: never
  std::uint32_t last_step = 0;   ///< 0: never
};

/// What has happened to the signs of one layer's parameters since step 0. Copies are cheap: few weights flip.
class SignRecord {
 public:
  explicit SignRecord(const Parameters& initial);
  /// The record that gave these parts() when the parameters were `now`; of the same sizes.
  SignRecord(SignRecordParts parts, const Parameters& now);
  SignRecordParts parts() const;

  /// Call it when a weight's sign bit has changed in the update of `step`, or when the weight has become zero
  /// or stopped being zero. A flip is counted where the sign differs from the last one that was not zero.
  void note(std::size_t weight_index, Scalar before, Scalar after, std::int64_t step);

  /// Starts a step: flips_to_positive() and flips_to_negative() count from 0 again.
  void begin_step() { to_positive_ = to_negative_ = 0; }
  /// Flips noted since then, by the sign that the weight has taken.
  std::int64_t flips_to_positive() const { return to_positive_; }
  std::int64_t flips_to_negative() const { return to_negative_; }

  /// Weights on the other side of zero than at step 0.
  std::int64_t flipped() const { return flipped_; }
  const std::vector<std::int8_t>& initial_sign() const { return initial_->weight; }
  const std::vector<std::int8_t>& initial_bias_sign() const { return initial_->bias; }
  /// The last sign of each weight that was not zero.
  const std::vector<std::int8_t>& last_sign() const { return last_; }
  WeightFlips flips_of(std::size_t weight_index) const;
  /// One number for each weight, made on demand.
  std::vector<std::uint32_t> flips() const { return of_each(&WeightFlips::count); }
  std::vector<std::uint32_t> last_flip_step() const { return of_each(&WeightFlips::last_step); }
  std::vector<std::uint32_t> first_flip_step() const { return of_each(&WeightFlips::first_step); }

  /// Memory that a copy holds by itself.
  std::size_t bytes() const;
  /// Calls `visit(address, bytes)` for every block that copies share.
  template <typename Visit>
  void visit_blocks(const Visit& visit) const {
    visit(initial_.get(), initial_->weight.size() + initial_->bias.size());
  }

  /// Weights and biases against step 0, counted afresh.
  SignChanges compare(const Parameters& now) const;
  SignChanges compare_weights(const Parameters& now) const;

 private:
  struct Initial {
    std::vector<std::int8_t> weight;
    std::vector<std::int8_t> bias;
  };
  struct Flipped {
    std::uint32_t weight = 0;
    WeightFlips flips;
  };
  /// Where each weight stands among the flipped ones, counted from 1; 0: nowhere. Copies go without, and look
  /// it up when they need it.
  struct Places {
    Places() = default;
    Places(const Places& /*other*/) {}
    Places(Places&&) noexcept = default;
    Places& operator=(const Places& /*other*/) {
      of_weights.clear();
      return *this;
    }
    Places& operator=(Places&&) noexcept = default;
    ~Places() = default;
    std::vector<std::uint32_t> of_weights;
  };
  WeightFlips& flips_at(std::size_t weight_index);
  std::vector<std::uint32_t> of_each(std::uint32_t WeightFlips::*number) const;

  std::shared_ptr<const Initial> initial_;
  std::vector<std::int8_t> last_;         // the last sign that was not zero
  std::vector<Flipped> flipped_weights_;  // ever, in the order of their first flips
  Places places_;
  std::int64_t flipped_ = 0;
  std::int64_t to_positive_ = 0;
  std::int64_t to_negative_ = 0;
};

}  // namespace lfp
