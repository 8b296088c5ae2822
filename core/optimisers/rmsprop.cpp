#include "core/optimisers/optimiser_settings.h"
#include "core/optimisers/parameter_update.h"

#include <cmath>

namespace lfp {
namespace {

/// s = kept s + (1 - kept) F^2, w += eta F / (sqrt(s) + epsilon) (Hinton's lecture 6e, 2012); with momentum
/// v = mu v + F / (sqrt(s) + epsilon), w += eta v.
template <bool WithMomentum, class PullKind>
struct RmspropMove {
  static constexpr bool has_momentum = WithMomentum;
  static constexpr bool has_square = true;
  PullKind pull;
  Scalar rate;
  Scalar kept;
  Scalar fresh;  ///< 1 - kept
  Scalar epsilon;
  Scalar momentum;

  Scalar operator()(Scalar feedback, Moments& moments, Scalar parameter) const {
    const Scalar force = pull(feedback, parameter);
    moments.square = kept * moments.square + fresh * force * force;
    const Scalar levelled = force / (std::sqrt(moments.square) + epsilon);
    if constexpr (!WithMomentum) return parameter + rate * levelled;
    moments.momentum = momentum * moments.momentum + levelled;
    return parameter + rate * moments.momentum;
  }
};

class Rmsprop : public Optimiser {
 public:
  explicit Rmsprop(const Settings& settings)
      : learning_rate_(settings.real("learning_rate")),
        smoothing_(settings.real("smoothing")),
        momentum_(settings.real("momentum")),
        epsilon_(settings.real("epsilon")),
        weight_decay_(settings.real("weight_decay")) {}

  double learning_rate() const override { return learning_rate_; }
  bool follows_length() const override { return false; }

  OptimiserState make_state(const Parameters& parameters) const override {
    OptimiserState state;
    prepare(state, parameters, momentum_ > 0, true);
    return state;
  }

  void update(const UpdateStep& step, const Parameters& feedback, OptimiserState& state,
              Parameters& parameters, SignRecord& signs) const override {
    prepare(state, parameters, momentum_ > 0, true);
    const auto rate = static_cast<Scalar>(learning_rate_ * step.rate_factor);
    const auto kept = static_cast<Scalar>(smoothing_);
    const auto fresh = static_cast<Scalar>(1 - smoothing_);
    const auto epsilon = static_cast<Scalar>(epsilon_);
    const auto momentum = static_cast<Scalar>(momentum_);
    with_pull(step.scale, weight_decay_, [&]<class PullKind>(PullKind pull) {
      const auto move_by = [&](const auto& move) {
        move_parameters(move, step.step, feedback, state, parameters, signs);
      };
      if (momentum_ == 0)
        move_by(RmspropMove<false, PullKind>{pull, rate, kept, fresh, epsilon, momentum});
      else
        move_by(RmspropMove<true, PullKind>{pull, rate, kept, fresh, epsilon, momentum});
    });
  }

 private:
  double learning_rate_;
  double smoothing_;
  double momentum_;
  double epsilon_;
  double weight_decay_;
};

}  // namespace

OptimiserEntry rmsprop_entry() {
  return {{.name = "rmsprop",
           .label = "RMSprop",
           .summary = "Steps levelled by the usual size of each parameter's feedback",
           .formula = "s ← α s + (1 − α) F^2,  v ← μ v + \\frac{F}{√s + ε},  w ← w + η v",
           .settings = {learning_rate_setting(0.01),
                        decay_rate_setting("smoothing", "α",
                                           "How much of the mean squared feedback is kept from step to step",
                                           0.99),
                        momentum_setting(), root_epsilon_setting(), weight_decay_setting()}},
          [](const Settings& settings) { return std::make_unique<Rmsprop>(settings); }};
}

}  // namespace lfp
