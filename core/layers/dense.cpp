#include "core/layers/dense.h"

#include "core/layers/layer_entry.h"

namespace lfp {

DenseLayer::DenseLayer(const Shape& input, std::int64_t units, bool with_bias)
    : LinearLayer(input, Shape{units}) {
  parameters().weight = Matrix::Zero(units, input.size());
  if (with_bias) parameters().bias = Vector::Zero(units);
}

void DenseLayer::apply(const Matrix& input, const Matrix& weight, const Vector& bias, Matrix& output) const {
  output.noalias() = input * weight.transpose();
  if (bias.size() > 0) output.rowwise() += bias.transpose();
}

void DenseLayer::back_to_input(const Matrix& quotient, const Matrix& weight, Matrix& input_side) const {
  input_side.noalias() = quotient * weight;
}

void DenseLayer::back_to_weight(const Matrix& input, const Matrix& quotient, Matrix& weight_side) const {
  weight_side.noalias() = quotient.transpose() * input;
}

void DenseLayer::back_to_bias(const Matrix& quotient, Vector& bias_side) const {
  if (bias_side.size() > 0) bias_side = quotient.colwise().sum();
}

LayerEntry dense_entry() {
  return {
      .info = {.name = "dense",
               .label = "Dense",
               .summary = "Every unit sees every input",
               .formula = "z_j = Σ_i a_i w_{ji} + b_j",
               .settings = {with_usual_range(
                                integer_setting("units", "Units", "Number of units", 16, 1, 65536), 1, 256),
                            flag_setting("bias", "Bias", "Whether units have a bias", true)}},
      .has_parameters = true,
      .make = [](const Shape& input, const Settings& settings, const std::string& /*place*/) {
        return std::make_unique<DenseLayer>(input, settings.integer("units"), settings.flag("bias"));
      }};
}

}  // namespace lfp
