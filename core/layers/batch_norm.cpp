#include "core/layers/batch_norm.h"

#include "core/base/random.h"
#include "core/layers/layer_entry.h"
#include "core/rules/rule.h"

#include <cmath>
#include <memory>

namespace lfp {
namespace {

constexpr double shift_bound = 0.1;
enum Row : Index { mean_row, variance_row, inverse_row };

}  // namespace

BatchNormLayer::BatchNormLayer(const Shape& input, const BatchNormSettings& settings)
    : Layer(input, input), settings_(settings) {
  parameters().weight = Matrix::Ones(input.channels, 1);
  parameters().bias = Vector::Zero(input.channels);
  statistics() = Matrix::Zero(2, input.channels);
  statistics().row(variance_row).setOnes();
}

void BatchNormLayer::initialise(const FreshWeights& fresh) {
  parameters().weight.setOnes();
  for (Scalar& shift : parameters().bias)
    shift = static_cast<Scalar>(fresh.random.uniform(-shift_bound, shift_bound));
}

void BatchNormLayer::prepare(LayerTrace& trace, Index rows, const TraceUse& /*use*/) const {
  trace.kept = {Matrix::Zero(rows, output_shape().size()), Matrix::Zero(3, output_shape().channels)};
}

/// Mean and biased variance of each channel, in two passes.
void BatchNormLayer::measure(const Matrix& input, Matrix& measured) const {
  const auto count = static_cast<double>(input.rows() * positions());
  for (Index channel = 0; channel < measured.cols(); ++channel) {
    const auto block = input.middleCols(channel * positions(), positions());
    double sum = 0;
    for (Index n = 0; n < block.rows(); ++n) sum += static_cast<double>(block.row(n).sum());
    const double mean = sum / count;
    double square = 0;
    for (Index n = 0; n < block.rows(); ++n)
      square += static_cast<double>((block.row(n).array() - static_cast<Scalar>(mean)).square().sum());
    measured(mean_row, channel) = static_cast<Scalar>(mean);
    measured(variance_row, channel) = static_cast<Scalar>(square / count);
  }
}

void BatchNormLayer::forward(const Matrix& input, LayerTrace& trace) const {
  Matrix& normalised = trace.kept[0];
  Matrix& measured = trace.kept[1];
  if (trace.is_training)
    measure(input, measured);
  else
    measured.topRows(2) = statistics();
  for (Index channel = 0; channel < measured.cols(); ++channel) {
    const Scalar inverse =
        1 / std::sqrt(measured(variance_row, channel) + static_cast<Scalar>(settings_.epsilon));
    measured(inverse_row, channel) = inverse;
    const Index first = channel * positions();
    auto h = normalised.middleCols(first, positions());
    h = (input.middleCols(first, positions()).array() - measured(mean_row, channel)) * inverse;
    trace.output.middleCols(first, positions()) =
        parameters().weight(channel, 0) * h.array() + parameters().bias[channel];
  }
}

void BatchNormLayer::learn_statistics(const LayerTrace& trace) {
  const Matrix& measured = trace.kept[1];
  const auto count = static_cast<Scalar>(trace.output.rows() * positions());
  const auto taken = static_cast<Scalar>(settings_.momentum);
  const Scalar unbiased = count > 1 ? count / (count - 1) : Scalar(1);
  statistics().row(mean_row) += taken * (measured.row(mean_row) - statistics().row(mean_row));
  statistics().row(variance_row) +=
      taken * (unbiased * measured.row(variance_row) - statistics().row(variance_row));
}

/// What goes back to the parameters (sum of q h and of q), and to the inputs: g = q * scale / sqrt(variance +
/// epsilon), in training g - mean(g) - h * mean(g h).
void BatchNormLayer::back(const Matrix& quotient, const Descent& descent) const {
  const Matrix& normalised = descent.trace.kept[0];
  const Matrix& measured = descent.trace.kept[1];
  const auto count = static_cast<Scalar>(quotient.rows() * positions());
  for (Index channel = 0; channel < measured.cols(); ++channel) {
    const Index first = channel * positions();
    const auto q = quotient.middleCols(first, positions());
    const auto h = normalised.middleCols(first, positions());
    Scalar sum = 0;
    Scalar sum_h = 0;
    for (Index n = 0; n < q.rows(); ++n) {
      sum += q.row(n).sum();
      sum_h += q.row(n).dot(h.row(n));
    }
    if (descent.parameter_feedback != nullptr) {
      descent.parameter_feedback->weight(channel, 0) = sum_h;
      descent.parameter_feedback->bias[channel] = sum;
    }
    if (!descent.to_input) continue;
    const Scalar factor = parameters().weight(channel, 0) * measured(inverse_row, channel);
    auto target = descent.trace.feedback.middleCols(first, positions());
    if (descent.trace.is_training)
      target = factor * (q.array() - sum / count - h.array() * (sum_h / count));
    else
      target = factor * q;
  }
}

void BatchNormLayer::distribute(const Rule& rule, const Descent& descent) const {
  const Matrix& output = descent.trace.output;
  Matrix& quotient = descent.trace.workspace.quotient;
  quotient.resize(output.rows(), output.cols());
  for (Index i = 0; i < output.size(); ++i)
    quotient.data()[i] = quotient_of(descent.arriving.data()[i], output.data()[i], rule.epsilon);
  back(quotient, descent);
  if (descent.to_input) descent.trace.feedback.array() *= descent.input.array();
  if (Parameters* feedback = descent.parameter_feedback) {
    feedback->weight.array() *= parameters().weight.array().abs();
    feedback->bias.array() *= parameters().bias.array().abs();
  }
}

void BatchNormLayer::differentiate(Surrogate /*surrogate*/, const Descent& descent) const {
  back(descent.arriving, descent);
}

LayerEntry batch_norm_entry() {
  return {
      .info = {.name = "batch_norm",
               .label = "Batch norm",
               .summary = "Brings every channel to mean 0 and deviation 1 over the batch, then scales and "
                          "shifts it; feedback follows LFP-ε",
               .formula = "y = γ \\frac{x − μ}{√(σ^2 + ε)} + β",
               .settings = {real_setting("epsilon", "ε", "Added to the variance", 1e-5, 1e-12, 1.0, true),
                            real_setting("momentum", "Momentum",
                                         "How much of the newest batch the running statistics take up", 0.1,
                                         0.0, 1.0)}},
      .make = [](const Settings& settings, const LayerPlace& place) {
        return std::make_unique<BatchNormLayer>(
            place.input,
            BatchNormSettings{.epsilon = settings.real("epsilon"), .momentum = settings.real("momentum")});
      }};
}

}  // namespace lfp
