#include "core/layers/dense.h"

#include "core/base/product.h"
#include "core/layers/layer_entry.h"

#include <memory>

namespace lfp {

DenseLayer::DenseLayer(const Shape& input, std::int64_t units, bool with_bias)
    : LinearLayer(input, Shape{units}) {
  parameters().weight = Matrix::Zero(units, input.size());
  if (with_bias) parameters().bias = Vector::Zero(units);
}

void DenseLayer::apply(const Matrix& input, const Matrix& weight, const Vector& bias,
                       Workspace& /*workspace*/, Matrix& output) const {
  multiply(factor(input), transposed(factor(weight)), output.data());
  if (bias.size() > 0) output.rowwise() += bias.transpose();
}

void DenseLayer::back_to_input(const Matrix& quotient, const Matrix& weight, Workspace& /*workspace*/,
                               Matrix& input_side) const {
  multiply(factor(quotient), factor(weight), input_side.data());
}

void DenseLayer::back_to_weight(const Matrix& input, const Matrix& quotient, Workspace& /*workspace*/,
                                Matrix& weight_side) const {
  multiply(transposed(factor(quotient)), factor(input), weight_side.data());
}

void DenseLayer::back_to_bias(const Matrix& quotient, Vector& bias_side) const {
  if (bias_side.size() > 0) bias_side = quotient.colwise().sum();
}

std::vector<SettingInfo> dense_settings() {
  return {with_usual_range(integer_setting("units", "Units", "Number of units", 16, 1, 65536), 1, 256),
          flag_setting("bias", "Bias", "Whether units have a bias", true)};
}

LayerEntry dense_entry() {
  return {.info = {.name = "dense",
                   .label = "Dense",
                   .summary = "Every unit sees every input",
                   .formula = "z_j = Σ_i a_i w_{ji} + b_j",
                   .settings = dense_settings()},
          .make = [](const Settings& settings, const LayerPlace& place) {
            return std::make_unique<DenseLayer>(place.input, settings.integer("units"),
                                                settings.flag("bias"));
          }};
}

}  // namespace lfp
