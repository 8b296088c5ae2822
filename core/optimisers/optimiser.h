#pragma once

#include "core/base/registry.h"
#include "core/layers/layer.h"
#include "core/optimisers/sign_record.h"

#include <cstdint>
#include <optional>

namespace lfp {

/// What an optimiser remembers of one layer's parameters between steps; empty where it needs nothing.
struct OptimiserState {
  Parameters momentum;     ///< running sum or mean of what moves the parameters
  Parameters square;       ///< running mean of its square
  std::int64_t steps = 0;  ///< taken since both were zero
};

/// One step of training.
struct UpdateStep {
  Scalar scale = 1;        ///< of the feedback: batch reduction and clipping
  double rate_factor = 1;  ///< of the learning rate: the schedule's
  std::int64_t step = 1;   ///< counted from 1
};

/// Moves parameters along feedback F (the negative gradient, for the gradient baseline). Settings only: what
/// it remembers lives with the trainer.
class Optimiser {
 public:
  virtual ~Optimiser() = default;
  virtual double learning_rate() const = 0;
  /// Whether the length of a step follows that of the feedback; not so where every parameter has a scale of
  /// its own.
  virtual bool follows_length() const { return true; }
  /// Zeros for a layer with such parameters.
  virtual OptimiserState make_state(const Parameters& parameters) const = 0;
  /// One step along scale * F. Sign changes of weights are noted in `signs`. Does not allocate, unless
  /// `state` was made with other settings, for example without momentum: what is missing then starts at zero.
  virtual void update(const UpdateStep& step, const Parameters& feedback, OptimiserState& state,
                      Parameters& parameters, SignRecord& signs) const = 0;
};

using OptimiserEntry = Entry<Optimiser>;

/// In the order of optimisers.def.
const std::vector<OptimiserEntry>& optimiser_entries();

/// Sum of the squares of all numbers of `parameters`.
double squared_norm(const Parameters& parameters);
/// What an update of length `norm` is scaled by so that it is at most `clip_norm` long: min(1, clip_norm /
/// (norm + 1e-6)), as in the reference; 1 without a clip norm.
double clip_factor(double norm, std::optional<double> clip_norm);
/// Brings every number of `feedback` into [-bound, bound].
void clip_values(Parameters& feedback, Scalar bound);

}  // namespace lfp
