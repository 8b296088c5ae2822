#include "core/layers/average_pool.h"

#include "core/layers/layer_entry.h"

#include <memory>

namespace lfp {

AveragePoolLayer::AveragePoolLayer(const Shape& input, const Window& window)
    : LinearLayer(
          input,
          Shape{.channels = input.channels, .height = window.rows(input), .width = window.columns(input)}),
      window_(window),
      taps_(taps_of(window, input, output_shape())) {
  map_.weight = Matrix::Constant(1, 1, Scalar(1) / static_cast<Scalar>(window.size()));
}

template <class Visit>
void AveragePoolLayer::for_each_pair(Visit visit) const {
  const Shape& in = input_shape();
  const Shape& out = output_shape();
  for (Index channel = 0; channel < in.channels; ++channel)
    for (const Tap& tap : taps_)
      for (Index y = tap.range.first_row; y < tap.range.end_row; ++y) {
        const Index pixels = (channel * in.height + y * window_.row_stride) * in.width + tap.offset;
        const Index outputs = (channel * out.height + y) * out.width;
        for (Index x = tap.range.first_column; x < tap.range.end_column; ++x)
          visit(pixels + x * window_.column_stride, outputs + x);
      }
}

void AveragePoolLayer::apply(const Matrix& input, const Matrix& weight, const Vector& /*bias*/,
                             Workspace& /*workspace*/, Matrix& output) const {
  output.setZero();
  for (Index n = 0; n < input.rows(); ++n) {
    const Scalar* x = input.row(n).data();
    Scalar* z = output.row(n).data();
    for_each_pair([x, z](Index pixel, Index o) { z[o] += x[pixel]; });
  }
  output *= weight(0, 0);
}

void AveragePoolLayer::back_to_input(const Matrix& quotient, const Matrix& weight, Workspace& /*workspace*/,
                                     Matrix& input_side) const {
  input_side.setZero();
  for (Index n = 0; n < quotient.rows(); ++n) {
    const Scalar* q = quotient.row(n).data();
    Scalar* side = input_side.row(n).data();
    for_each_pair([q, side](Index pixel, Index o) { side[pixel] += q[o]; });
  }
  input_side *= weight(0, 0);
}

void AveragePoolLayer::back_to_weight(const Matrix& input, const Matrix& quotient, Workspace& /*workspace*/,
                                      Matrix& weight_side) const {
  Scalar sum = 0;
  for (Index n = 0; n < input.rows(); ++n) {
    const Scalar* x = input.row(n).data();
    const Scalar* q = quotient.row(n).data();
    for_each_pair([&](Index pixel, Index o) { sum += x[pixel] * q[o]; });
  }
  weight_side(0, 0) = sum;
}

LayerEntry average_pool_entry() {
  return {.info = {.name = "average_pool",
                   .label = "Average pooling",
                   .summary = "The mean of every window; it shares feedback out by contribution",
                   .formula = "a_p = \\frac{1}{k} Σ_t a_{p+t}",
                   .settings = window_settings(2, 2, 0)},
          .has_activation = false,
          .make = [](const Settings& settings, const LayerPlace& place) {
            return std::make_unique<AveragePoolLayer>(place.input, window_of(settings, place));
          }};
}

}  // namespace lfp
