#include "core/layers/dropout.h"

#include "core/base/random.h"
#include "core/layers/layer_entry.h"

#include <memory>

namespace lfp {
namespace {

void pass_mask(const Descent& descent) {
  if (!descent.to_input) return;
  LayerTrace& trace = descent.trace;
  if (trace.is_training)
    trace.feedback = descent.arriving.cwiseProduct(trace.kept.front());
  else
    trace.feedback = descent.arriving;
}

}  // namespace

void DropoutLayer::prepare(LayerTrace& trace, Index rows, const TraceUse& use) const {
  if (use.training) trace.kept.assign(1, Matrix::Ones(rows, output_shape().size()));
}

void DropoutLayer::draw(LayerTrace& trace, Random& random) const {
  if (!trace.is_training) return;
  const auto raised = static_cast<Scalar>(1.0 / (1.0 - probability_));
  Matrix& mask = trace.kept.front();
  for (Index i = 0; i < mask.size(); ++i)
    mask.data()[i] = random.uniform() < probability_ ? Scalar(0) : raised;
}

void DropoutLayer::forward(const Matrix& input, LayerTrace& trace) const {
  if (trace.is_training)
    trace.output = input.cwiseProduct(trace.kept.front());
  else
    trace.output = input;
}

void DropoutLayer::distribute(const Rule& /*rule*/, const Descent& descent) const {
  pass_mask(descent);
}

void DropoutLayer::differentiate(Surrogate /*surrogate*/, const Descent& descent) const {
  pass_mask(descent);
}

LayerEntry dropout_entry() {
  return {.info = {.name = "dropout",
                   .label = "Dropout",
                   .summary = "Drops numbers at random while training",
                   .formula = "a_i ← \\frac{m_i}{1 − p} a_i",
                   .settings = {real_setting("probability", "p", "How likely a number is dropped", 0.5, 0.0,
                                             0.99)}},
          .has_activation = false,
          .has_rule = false,
          .make = [](const Settings& settings, const LayerPlace& place) {
            return std::make_unique<DropoutLayer>(place.input, settings.real("probability"));
          }};
}

}  // namespace lfp
