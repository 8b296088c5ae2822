#include "core/optimisers/optimiser_settings.h"
#include "core/optimisers/parameter_update.h"

namespace lfp {
namespace {

enum class Inertia { none, heavy_ball, nesterov };

/// v = mu v + F, w += eta v (golden reference, "Training step"); with Nesterov's look ahead w += eta (F + mu
/// v).
template <Inertia Kind, class PullKind>
struct SgdMove {
  static constexpr bool has_momentum = Kind != Inertia::none;
  static constexpr bool has_square = false;
  PullKind pull;
  Scalar rate;
  Scalar kept;

  Scalar operator()(Scalar feedback, Moments& moments, Scalar parameter) const {
    if constexpr (Kind == Inertia::none) {
      return parameter + rate * pull(feedback, parameter);
    } else {
      moments.momentum = kept * moments.momentum + pull(feedback, parameter);
      if constexpr (Kind == Inertia::heavy_ball) return parameter + rate * moments.momentum;
      return parameter + rate * (pull(feedback, parameter) + kept * moments.momentum);
    }
  }
};

class Sgd : public Optimiser {
 public:
  explicit Sgd(const Settings& settings)
      : learning_rate_(settings.real("learning_rate")),
        momentum_(settings.real("momentum")),
        weight_decay_(settings.real("weight_decay")),
        nesterov_(settings.flag("nesterov")) {}

  double learning_rate() const override { return learning_rate_; }

  OptimiserState make_state(const Parameters& parameters) const override {
    OptimiserState state;
    prepare(state, parameters, momentum_ > 0, false);
    return state;
  }

  void update(const UpdateStep& step, const Parameters& feedback, OptimiserState& state,
              Parameters& parameters, SignRecord& signs) const override {
    prepare(state, parameters, momentum_ > 0, false);
    const auto rate = static_cast<Scalar>(learning_rate_ * step.rate_factor);
    const auto kept = static_cast<Scalar>(momentum_);
    with_pull(step.scale, weight_decay_, [&]<class PullKind>(PullKind pull) {
      const auto move_by = [&](const auto& move) {
        move_parameters(move, step.step, feedback, state, parameters, signs);
      };
      if (momentum_ == 0)
        move_by(SgdMove<Inertia::none, PullKind>{pull, rate, kept});
      else if (nesterov_)
        move_by(SgdMove<Inertia::nesterov, PullKind>{pull, rate, kept});
      else
        move_by(SgdMove<Inertia::heavy_ball, PullKind>{pull, rate, kept});
    });
  }

 private:
  double learning_rate_;
  double momentum_;
  double weight_decay_;
  bool nesterov_;
};

}  // namespace

OptimiserEntry sgd_entry() {
  return {{.name = "sgd",
           .label = "SGD",
           .summary = "Steps along the feedback (or against the gradient), with momentum",
           .formula = "v ← μ v + F,  w ← w + η v",
           .settings = {learning_rate_setting(0.1), momentum_setting(),
                        flag_setting("nesterov", "Nesterov",
                                     "Looks ahead: the step is F + μ v instead of v, which brakes earlier",
                                     false),
                        weight_decay_setting()}},
          [](const Settings& settings) { return std::make_unique<Sgd>(settings); }};
}

}  // namespace lfp
