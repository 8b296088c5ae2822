#pragma once

#include "core/feedback/feedback_function.h"

#include <memory>
#include <utility>

namespace lfp {

/// What a feedback function does to the outputs: g = R/o is where LFP-0 pushes them, as a gradient pushes
/// along the slope of a reward. All matrices are [samples x outputs]; not for outputs through time.
class RewardField {
 public:
  explicit RewardField(std::unique_ptr<FeedbackFunction> function) : function_(std::move(function)) {}

  /// g at these outputs; 0 where an output is exactly 0, which gets nothing from LFP-0.
  void at(const Matrix& outputs, const Targets& targets, Matrix& g);

  /// The reward that is gained on the straight ways between two places, summed over the samples: the integral
  /// of g. Where g is the negative slope of a loss, this is what the loss loses.
  double gain(const Matrix& from, const Matrix& to, const Targets& targets);

  /// How far g is from the slope of anything, 0..1: what its integrals along closed ways come to, as a part
  /// of the same integrals of |g|. The ways are triangles through the outputs given, beyond where the order
  /// of the outputs changes.
  double asymmetry(const Matrix& outputs, const Targets& targets);

  /// Whether some output is pushed up above zero and down below zero (or the other way round) with a force
  /// that does not fade towards zero: a reward for its size, which means the same as its value only where it
  /// is not negative.
  bool asks_for_non_negative(const Matrix& outputs, const Targets& targets);

 private:
  struct Integral {
    double of_g = 0;
    double of_size = 0;  ///< of |g|, along the same way
  };
  Integral along(const Matrix& from, const Matrix& to, const Targets& targets, int intervals);

  std::unique_ptr<FeedbackFunction> function_;
  Matrix place_;
  Matrix g_;
};

}  // namespace lfp
