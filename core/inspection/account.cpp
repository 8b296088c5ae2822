#include "core/inspection/account.h"

#include <cmath>

namespace lfp {
namespace {

double sum_of(const Matrix& values) {
  return values.cast<double>().sum();
}

/// The feedback that leaves the layer and that its biases keep, after the pass has been explained.
double handed_on(const LayerTrace& trace, const Parameters& shares) {
  return sum_of(trace.feedback) + sum_of(trace.skip_feedback) + shares.bias.cast<double>().sum();
}

Matrix idle_units(const BackwardPass& pass, std::size_t block, const Layer& layer, const Descent& descent) {
  Matrix idle = Matrix::Zero(descent.arriving.rows(), descent.arriving.cols());
  if (const auto* linear = layer.as_linear()) pass.mark_idle(block, *linear, descent, idle);
  return idle;
}

}  // namespace

LedgerRow account_of(BackwardPass& pass, std::size_t block, const Layer& layer, const Descent& descent,
                     Parameters& shares) {
  LedgerRow row;
  const Matrix idle = idle_units(pass, block, layer, descent);
  const std::optional<Scalar> epsilon = pass.conserving_epsilon(block, layer);
  for (Index i = 0; i < descent.arriving.size(); ++i) {
    const Scalar z = descent.trace.output.data()[i];
    const auto feedback = static_cast<double>(pass.feedback_from(descent.arriving.data()[i], z));
    row.arriving += feedback;
    if (idle.data()[i] != 0)
      row.off_units += feedback;
    else if (epsilon && *epsilon > 0)
      row.epsilon_leak +=
          feedback * static_cast<double>(*epsilon) / static_cast<double>(std::abs(z) + *epsilon);
  }
  if (layer.hands_feedback_on()) {
    row.passed_on = row.arriving;
    return row;
  }
  const Parameters& own = layer.parameters();
  shares.weight.resize(own.weight.rows(), own.weight.cols());
  shares.bias.resize(own.bias.size());
  Parameters* wanted = own.count() > 0 ? &shares : nullptr;
  double without_epsilon = 0;
  if (!epsilon) {
    pass.explain(block, layer, descent, false, wanted);
    without_epsilon = handed_on(descent.trace, shares);
  }
  pass.explain(block, layer, descent, true, wanted);
  row.passed_on = sum_of(descent.trace.feedback);
  row.past_block = sum_of(descent.trace.skip_feedback);
  row.bias_share = shares.bias.cast<double>().sum();
  if (epsilon) return row;
  row.epsilon_leak = without_epsilon - handed_on(descent.trace, shares);
  row.rule =
      row.arriving - row.passed_on - row.past_block - row.bias_share - row.epsilon_leak - row.off_units;
  return row;
}

Ledger ledger_of(BackwardPass& pass, const Network& network, Trace& trace, Index samples) {
  Ledger ledger(network.blocks());
  Parameters shares;
  // From the lowest layer up: what arrives at a layer is what the layer above has left, and the layer's own
  // turn overwrites that.
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const std::size_t index = network.index_of(b);
    LedgerRow& row = ledger[b];
    row = account_of(pass, b, network.block(b),
                     {.input = Network::input_of(trace, index),
                      .trace = trace.layers[index],
                      .arriving = network.feedback_at_output(trace, index),
                      .to_input = true,
                      .parameter_feedback = nullptr},
                     shares);
    for (double* part : {&row.arriving, &row.passed_on, &row.past_block, &row.bias_share, &row.epsilon_leak,
                         &row.off_units, &row.rule})
      *part /= static_cast<double>(samples);
  }
  return ledger;
}

}  // namespace lfp
