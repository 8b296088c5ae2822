#include "core/optimisers/adam_like.h"

#include "core/optimisers/optimiser_settings.h"
#include "core/optimisers/parameter_update.h"

#include <cmath>

namespace lfp {
namespace {

struct AdamFactors {
  Scalar beta1;
  Scalar fresh1;  ///< 1 - beta1
  Scalar beta2;
  Scalar fresh2;
  Scalar epsilon;
  Scalar rate;        ///< eta / (1 - beta1^step)
  Scalar root_scale;  ///< 1 / sqrt(1 - beta2^step)
  Scalar shrink;      ///< what is left of a parameter before the step
};

/// Running means m of F and s of its square (Kingma and Ba, 2015, algorithm 1), zero at first, which dividing
/// by 1 - beta^step makes up for; w += eta m / (sqrt(s) + epsilon). AdamW: Loshchilov and Hutter, 2019,
/// algorithm 2.
template <class PullKind>
struct AdamMove : AdamFactors {
  static constexpr bool has_momentum = true;
  static constexpr bool has_square = true;
  PullKind pull;

  Scalar operator()(Scalar feedback, Moments& moments, Scalar parameter) const {
    const Scalar force = pull(feedback, parameter);
    moments.momentum = beta1 * moments.momentum + fresh1 * force;
    moments.square = beta2 * moments.square + fresh2 * force * force;
    return shrink * parameter + rate * moments.momentum / (std::sqrt(moments.square) * root_scale + epsilon);
  }
};

class Adam : public Optimiser {
 public:
  Adam(const Settings& settings, AdamDecay decay)
      : learning_rate_(settings.real("learning_rate")),
        beta1_(settings.real("beta1")),
        beta2_(settings.real("beta2")),
        epsilon_(settings.real("epsilon")),
        pull_decay_(decay == AdamDecay::in_feedback ? settings.real("weight_decay") : 0.0),
        shrink_decay_(decay == AdamDecay::apart ? settings.real("weight_decay") : 0.0) {}

  double learning_rate() const override { return learning_rate_; }
  bool follows_length() const override { return false; }

  OptimiserState make_state(const Parameters& parameters) const override {
    OptimiserState state;
    prepare(state, parameters, true, true);
    return state;
  }

  void update(const UpdateStep& step, const Parameters& feedback, OptimiserState& state,
              Parameters& parameters, SignRecord& signs) const override {
    prepare(state, parameters, true, true);
    const AdamFactors factors = factors_of(step.rate_factor, static_cast<double>(state.steps + 1));
    with_pull(step.scale, pull_decay_, [&]<class PullKind>(PullKind pull) {
      move_parameters(AdamMove<PullKind>{factors, pull}, step.step, feedback, state, parameters, signs);
    });
  }

 private:
  AdamFactors factors_of(double rate_factor, double steps) const {
    const double rate = learning_rate_ * rate_factor;
    return {.beta1 = static_cast<Scalar>(beta1_),
            .fresh1 = static_cast<Scalar>(1 - beta1_),
            .beta2 = static_cast<Scalar>(beta2_),
            .fresh2 = static_cast<Scalar>(1 - beta2_),
            .epsilon = static_cast<Scalar>(epsilon_),
            .rate = static_cast<Scalar>(rate / (1 - std::pow(beta1_, steps))),
            .root_scale = static_cast<Scalar>(1 / std::sqrt(1 - std::pow(beta2_, steps))),
            .shrink = static_cast<Scalar>(1 - rate * shrink_decay_)};
  }

  double learning_rate_;
  double beta1_;
  double beta2_;
  double epsilon_;
  double pull_decay_;
  double shrink_decay_;
};

}  // namespace

std::unique_ptr<Optimiser> make_adam(const Settings& settings, AdamDecay decay) {
  return std::make_unique<Adam>(settings, decay);
}

std::vector<SettingInfo> adam_settings(double weight_decay) {
  return {learning_rate_setting(0.001),
          decay_rate_setting("beta1", "β₁", "How much of the mean feedback is kept from step to step", 0.9),
          decay_rate_setting("beta2", "β₂", "How much of the mean squared feedback is kept from step to step",
                             0.999),
          root_epsilon_setting(), weight_decay_setting(weight_decay)};
}

}  // namespace lfp
