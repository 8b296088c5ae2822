#include "core/layers/conv2d.h"

#include "core/layers/layer_entry.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <type_traits>

namespace lfp {
namespace {

/// Runs of pixels are short: with a width known in advance, copies and sums become a few vector instructions.
/// Calls run(width), with the common widths as constants.
template <class Run>
void with_width(Index width, Run run) {
  switch (width) {
    case 4:
      return run(std::integral_constant<Index, 4>());
    case 8:
      return run(std::integral_constant<Index, 8>());
    case 10:
      return run(std::integral_constant<Index, 10>());
    case 16:
      return run(std::integral_constant<Index, 16>());
    case 24:
      return run(std::integral_constant<Index, 24>());
    case 28:
      return run(std::integral_constant<Index, 28>());
    case 32:
      return run(std::integral_constant<Index, 32>());
    default:
      return run(width);
  }
}

template <class Width>
void add_run(const Scalar* from, Width width, Scalar* to) {
  constexpr Index piece = 4;
  const Index whole = width - width % piece;
  for (Index x = 0; x < whole; x += piece) {
    std::array<Scalar, piece> sum{};
    for (Index i = 0; i < piece; ++i) sum[static_cast<std::size_t>(i)] = to[x + i] + from[x + i];
    std::copy_n(sum.begin(), piece, to + x);
  }
  for (Index x = whole; x < width; ++x) to[x] += from[x];
}

}  // namespace

Conv2dLayer::Conv2dLayer(const Shape& input, std::int64_t channels, const Window& window, bool with_bias)
    : LinearLayer(input,
                  Shape{.channels = channels, .height = window.rows(input), .width = window.columns(input)}),
      window_(window),
      taps_(taps_of(window, input, output_shape())) {
  parameters().weight = Matrix::Zero(channels, fan_in());
  if (with_bias) parameters().bias = Vector::Zero(channels);
}

std::vector<std::int64_t> Conv2dLayer::weight_shape() const {
  return {output_shape().channels, input_shape().channels, window_.height, window_.width};
}

/// Calls visit(place in the columns, place in the image, rows, width) for every tap of the window: what it
/// sees along `rows` rows of outputs, each `width` wide. The columns have a row for each tap, and in it all
/// positions.
template <class Visit>
void Conv2dLayer::for_each_tap(Visit visit) const {
  const Shape& in = input_shape();
  Index column = 0;
  for (Index channel = 0; channel < in.channels; ++channel)
    for (const Tap& tap : taps_) {
      const auto [first_row, end_row, first_column, end_column] = tap.range;
      visit(column + first_row * output_shape().width + first_column,
            channel * in.height * in.width + tap.offset + first_row * window_.row_stride * in.width +
                first_column * window_.column_stride,
            end_row - first_row, end_column - first_column);
      column += positions();
    }
}

/// What every tap of the window sees at every position.
void Conv2dLayer::unroll(const Scalar* image, Matrix& columns) const {
  columns.resize(fan_in(), positions());
  if (window_.row_padding > 0 || window_.column_padding > 0) columns.setZero();
  const Index column_step = output_shape().width;
  const Index image_step = window_.row_stride * input_shape().width;
  const Index stride = window_.column_stride;
  for_each_tap([&](Index to, Index from, Index rows, Index width) {
    Scalar* target = columns.data() + to;
    const Scalar* source = image + from;
    with_width(width, [&](auto run) {
      for (Index y = 0; y < rows; ++y, target += column_step, source += image_step) {
        if (stride == 1)
          std::memcpy(target, source, static_cast<std::size_t>(run) * sizeof(Scalar));
        else
          for (Index x = 0; x < run; ++x) target[x] = source[x * stride];
      }
    });
  });
}

/// Adds every column entry to the pixel that `unroll` takes it from.
void Conv2dLayer::roll_up(const Matrix& columns, Scalar* image) const {
  std::fill_n(image, input_shape().size(), Scalar(0));
  const Index column_step = output_shape().width;
  const Index image_step = window_.row_stride * input_shape().width;
  const Index stride = window_.column_stride;
  for_each_tap([&](Index from, Index to, Index rows, Index width) {
    Scalar* target = image + to;
    const Scalar* source = columns.data() + from;
    with_width(width, [&](auto run) {
      for (Index y = 0; y < rows; ++y, target += image_step, source += column_step) {
        if (stride == 1)
          add_run(source, run, target);
        else
          for (Index x = 0; x < run; ++x) target[x * stride] += source[x];
      }
    });
  });
}

Factor Conv2dLayer::outputs_of(const Matrix& batch, Index sample) const {
  return {.data = batch.row(sample).data(), .rows = output_shape().channels, .columns = positions()};
}

void Conv2dLayer::apply(const Matrix& input, const Matrix& weight, const Vector& bias, Workspace& workspace,
                        Matrix& output) const {
  for (Index n = 0; n < input.rows(); ++n) {
    unroll(input.row(n).data(), workspace.columns);
    multiply(factor(weight), factor(workspace.columns), output.row(n).data());
    if (bias.size() > 0) Eigen::Map<Matrix>(output.row(n).data(), bias.size(), positions()).colwise() += bias;
  }
}

void Conv2dLayer::back_to_input(const Matrix& quotient, const Matrix& weight, Workspace& workspace,
                                Matrix& input_side) const {
  workspace.column_side.resize(fan_in(), positions());
  for (Index n = 0; n < quotient.rows(); ++n) {
    multiply(transposed(factor(weight)), outputs_of(quotient, n), workspace.column_side.data());
    roll_up(workspace.column_side, input_side.row(n).data());
  }
}

/// Summed up turned over, [fan-in x channels]: packaged BLAS is half as fast again where the larger factor
/// comes first.
void Conv2dLayer::back_to_weight(const Matrix& input, const Matrix& quotient, Workspace& workspace,
                                 Matrix& weight_side) const {
  workspace.turned_weight_side.resize(fan_in(), output_shape().channels);
  for (Index n = 0; n < input.rows(); ++n) {
    unroll(input.row(n).data(), workspace.columns);
    multiply(factor(workspace.columns), transposed(outputs_of(quotient, n)),
             workspace.turned_weight_side.data(), n > 0);
  }
  weight_side = workspace.turned_weight_side.transpose();
}

void Conv2dLayer::back_to_bias(const Matrix& quotient, Vector& bias_side) const {
  if (bias_side.size() == 0) return;
  bias_side.setZero();
  for (Index n = 0; n < quotient.rows(); ++n)
    bias_side +=
        Eigen::Map<const Matrix>(quotient.row(n).data(), bias_side.size(), positions()).rowwise().sum();
}

std::vector<SettingInfo> conv2d_settings() {
  std::vector<SettingInfo> settings = {with_usual_range(
      integer_setting("channels", "Channels", "Number of filters, each giving one channel", 16, 1, 4096), 1,
      128)};
  for (auto& setting : window_settings(3, 1, 0)) settings.push_back(std::move(setting));
  settings.push_back(flag_setting("bias", "Bias", "Whether channels have a bias", true));
  return settings;
}

LayerEntry conv2d_entry() {
  return {.info = {.name = "conv2d",
                   .label = "Convolution",
                   .summary = "The same small filters look at every window of the image",
                   .formula = "z_{c,p} = Σ_{i,t} a_{i,p+t} w_{c,i,t} + b_c",
                   .settings = conv2d_settings()},
          .make = [](const Settings& settings, const LayerPlace& place) {
            return std::make_unique<Conv2dLayer>(place.input, settings.integer("channels"),
                                                 window_of(settings, place), settings.flag("bias"));
          }};
}

}  // namespace lfp
