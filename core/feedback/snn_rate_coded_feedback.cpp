#include "core/base/logistic.h"
#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"

namespace lfp {
namespace {

/// With c spikes of an output in T steps and h = floor(T / 2): the label's output should spike at every step
/// and the others at none; the more steps already do so, the smaller the feedback.
class SnnRateCodedFeedback : public FeedbackFunction {
 public:
  explicit SnnRateCodedFeedback(bool divide_by_steps) : divide_by_steps_(divide_by_steps) {}

  void check(const OutputKind& kind, const std::string& place) const override {
    FeedbackFunction::check(kind, place);
    if (!kind.is_spiking)
      throw Error(place, "this feedback function counts spikes, but the outputs are not spikes",
                  "End the network with a spiking layer, or choose softmax or sigmoid");
  }

  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    reward(logits, 1, targets, feedback);
  }

  void apply_through_time(const Matrix& outputs, Index steps, const Targets& targets,
                          Matrix& feedback) override {
    reward(outputs, steps, targets, feedback);
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    const auto steps = static_cast<Scalar>(outputs.rows());
    const auto count = static_cast<Scalar>(origin.logit);
    const bool is_label = output == targets.labels.front();
    const Index half = outputs.rows() / 2;
    const Scalar wanted = logistic((is_label ? count : steps - count) - static_cast<Scalar>(half));
    origin.terms.push_back({"n", origin.logit, "its spikes"});
    origin.terms.push_back({"T", static_cast<double>(steps), "the time steps"});
    origin.terms.push_back({"s", static_cast<double>(wanted), "how nearly it spikes as wanted"});
    origin.formula = is_label ? "T × (1 − s)" : "−n × (1 − s)";
    if (divide_by_steps_) origin.formula += " ÷ T";
    return origin;
  }

 private:
  void reward(const Matrix& spikes, Index steps, const Targets& targets, Matrix& feedback) const {
    const Index batch = spikes.rows() / steps;
    const Index half_steps = steps / 2;
    const auto half = static_cast<Scalar>(half_steps);
    const auto all = static_cast<Scalar>(steps);
    const Scalar scale = divide_by_steps_ ? 1 / all : Scalar(1);
    for (Index row = 0; row < batch; ++row) {
      const Index label = targets.labels[static_cast<std::size_t>(row)];
      for (Index output = 0; output < spikes.cols(); ++output) {
        Scalar count = 0;
        for (Index step = 0; step < steps; ++step) count += spikes(step * batch + row, output);
        const bool is_label = output == label;
        const Scalar urgency = scale * (1 - logistic((is_label ? count : all - count) - half));
        for (Index step = 0; step < steps; ++step) {
          const Index at = step * batch + row;
          feedback(at, output) = is_label ? urgency : -spikes(at, output) * urgency;
        }
      }
    }
  }

  bool divide_by_steps_;
};

}  // namespace

FeedbackEntry snn_rate_coded_feedback_entry() {
  return {{.name = "snn_rate_coded",
           .label = "Spike rate",
           .summary = "For spiking outputs: the label's should spike at every step, the others at none",
           .formula = "R_y(t) = 1 − σ(n_y − h), R_c(t) = −S_c(t) (1 − σ(T − n_c − h)) for c ≠ y, "
                      "h = floor(\\frac{T}{2})",
           .settings = {flag_setting("divide_by_steps", "Divide by steps",
                                     "Divides by the number of steps T, so that the learning rate does not "
                                     "depend on it",
                                     true)},
           .tags = {"spiking"}},
          [](const Settings& settings) {
            return std::make_unique<SnnRateCodedFeedback>(settings.flag("divide_by_steps"));
          }};
}

}  // namespace lfp
