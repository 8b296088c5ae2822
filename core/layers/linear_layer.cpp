#include "core/layers/linear_layer.h"

#include "core/layers/propagate.h"

namespace lfp {

void LinearLayer::forward(const Matrix& input, LayerTrace& trace) const {
  apply(input, linear_map().weight, linear_map().bias, trace.workspace, trace.output);
}

void LinearLayer::distribute(const Rule& rule, const Descent& descent) const {
  LayerTrace& trace = descent.trace;
  propagate(rule, *this, descent.input, trace.output, descent.arriving, trace.workspace,
            descent.to_input ? &trace.feedback : nullptr, descent.parameter_feedback);
}

void LinearLayer::differentiate(Surrogate /*surrogate*/, const Descent& descent) const {
  LayerTrace& trace = descent.trace;
  if (Parameters* derivative = descent.parameter_feedback) {
    back_to_weight(descent.input, descent.arriving, trace.workspace, derivative->weight);
    back_to_bias(descent.arriving, derivative->bias);
  }
  if (descent.to_input) back_to_input(descent.arriving, linear_map().weight, trace.workspace, trace.feedback);
}

}  // namespace lfp
