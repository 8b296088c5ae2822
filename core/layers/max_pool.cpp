#include "core/layers/max_pool.h"

#include "core/base/error.h"
#include "core/layers/layer_entry.h"

#include <algorithm>
#include <array>
#include <memory>
#include <type_traits>

namespace lfp {
namespace {

/// Both ways down: what arrives at an output goes to the input that was chosen for it.
void route(const Descent& descent) {
  if (!descent.to_input) return;
  Matrix& feedback = descent.trace.feedback;
  feedback.setZero();
  const std::int32_t* place = descent.trace.places.data();
  for (Index n = 0; n < feedback.rows(); ++n) {
    Scalar* to = feedback.row(n).data();
    const Scalar* from = descent.arriving.row(n).data();
    for (Index o = 0; o < descent.arriving.cols(); ++o) to[*place++] += from[o];
  }
}

/// Outputs of one row that are compared at once.
constexpr std::size_t piece = 4;

/// Takes what a tap sees for `Count` outputs of a row where it is larger than what was found so far. Copies
/// of a fixed size and no branches: this becomes vector code.
template <std::size_t Count, class Stride>
void compare(const Scalar* image, std::int32_t from, Stride stride, Scalar* output, std::int32_t* places) {
  std::array<Scalar, Count> best{};
  std::array<std::int32_t, Count> best_place{};
  std::copy_n(output, Count, best.begin());
  std::copy_n(places, Count, best_place.begin());
  for (std::size_t x = 0; x < Count; ++x) {
    const std::int32_t at = from + static_cast<std::int32_t>(x) * stride;
    const Scalar value = image[at];
    const bool is_taken = (best_place[x] < 0) | (value > best[x]);
    best[x] = is_taken ? value : best[x];
    best_place[x] = is_taken ? at : best_place[x];
  }
  std::copy_n(best.begin(), Count, output);
  std::copy_n(best_place.begin(), Count, places);
}

template <class Stride>
void compare_row(const Scalar* image, Index from, Stride stride, Index count, Scalar* output,
                 std::int32_t* places) {
  auto at = static_cast<std::int32_t>(from);
  Index x = 0;
  for (; x + Index(piece) <= count; x += piece, at += std::int32_t(piece) * stride)
    compare<piece>(image, at, stride, output + x, places + x);
  for (; x < count; ++x, at += stride) compare<1>(image, at, stride, output + x, places + x);
}

/// The largest of 2 x 2 pixels for `Count` outputs side by side, `top` and `bottom` being the two rows that
/// they see and `from` the place of the first pixel in the image.
template <std::size_t Count>
void take_squares(const Scalar* top, const Scalar* bottom, std::int32_t from, std::int32_t row_step,
                  Scalar* output, std::int32_t* places) {
  std::array<Scalar, Count> best{};
  std::array<std::int32_t, Count> best_place{};
  for (std::size_t x = 0; x < Count; ++x) {
    const std::int32_t at = from + 2 * static_cast<std::int32_t>(x);
    const bool is_right = top[2 * x + 1] > top[2 * x];
    const Scalar upper = is_right ? top[2 * x + 1] : top[2 * x];
    const std::int32_t upper_place = is_right ? at + 1 : at;
    const bool is_lower = bottom[2 * x] > upper;
    const Scalar three = is_lower ? bottom[2 * x] : upper;
    const std::int32_t three_place = is_lower ? at + row_step : upper_place;
    const bool is_last = bottom[2 * x + 1] > three;
    best[x] = is_last ? bottom[2 * x + 1] : three;
    best_place[x] = is_last ? at + row_step + 1 : three_place;
  }
  std::copy_n(best.begin(), Count, output);
  std::copy_n(best_place.begin(), Count, places);
}

/// The commonest window, 2 x 2 pixels without overlap, all of it at once.
void pool_squares(const Scalar* image, const Shape& in, const Shape& out, Scalar* output,
                  std::int32_t* places) {
  const auto row_step = static_cast<std::int32_t>(in.width);
  for (Index channel = 0; channel < out.channels; ++channel)
    for (Index y = 0; y < out.height; ++y, output += out.width, places += out.width) {
      const Index first = (channel * in.height + 2 * y) * in.width;
      const auto take = [&]<std::size_t Count>(Index x, std::integral_constant<std::size_t, Count>) {
        const Scalar* top = image + first + 2 * x;
        take_squares<Count>(top, top + row_step, static_cast<std::int32_t>(first + 2 * x), row_step,
                            output + x, places + x);
      };
      Index x = 0;
      for (; x + Index(piece) <= out.width; x += piece) take(x, std::integral_constant<std::size_t, piece>());
      for (; x < out.width; ++x) take(x, std::integral_constant<std::size_t, 1>());
    }
}

/// Unlike a sum, a maximum needs a pixel in every window.
void check_padding(const Window& window, const std::string& place) {
  const bool is_flat = window.height <= window.width;
  const std::int64_t shorter = is_flat ? window.height : window.width;
  if (window.row_padding < shorter) return;
  throw Error(place + ".padding",
              "padding of " + std::to_string(window.row_padding) + " is as wide as the kernel is " +
                  (is_flat ? "high" : "wide") + ", so that windows would hold no pixel",
              "Give at most " + std::to_string(shorter - 1));
}

}  // namespace

MaxPoolLayer::MaxPoolLayer(const Shape& input, const Window& window)
    : Layer(input,
            Shape{.channels = input.channels, .height = window.rows(input), .width = window.columns(input)}),
      window_(window),
      taps_(taps_of(window, input, output_shape())) {}

bool MaxPoolLayer::is_squares() const {
  return window_ == Window{.height = 2, .width = 2, .row_stride = 2, .column_stride = 2};
}

void MaxPoolLayer::prepare(LayerTrace& trace, Index rows, const TraceUse& /*use*/) const {
  trace.places.assign(static_cast<std::size_t>(rows * output_shape().size()), 0);
}

/// The taps of the window are compared one after the other, a whole row of outputs at once.
void MaxPoolLayer::forward(const Matrix& input, LayerTrace& trace) const {
  if (is_squares()) {
    for (Index n = 0; n < input.rows(); ++n)
      pool_squares(input.row(n).data(), input_shape(), output_shape(), trace.output.row(n).data(),
                   trace.places.data() + n * output_shape().size());
    return;
  }
  const Shape& in = input_shape();
  const Shape& out = output_shape();
  std::fill(trace.places.begin(), trace.places.end(), -1);
  std::int32_t* places = trace.places.data();
  for (Index n = 0; n < input.rows(); ++n, places += out.size()) {
    const Scalar* image = input.row(n).data();
    Scalar* output = trace.output.row(n).data();
    for (Index channel = 0; channel < in.channels; ++channel)
      for (const Tap& tap : taps_)
        for (Index y = tap.range.first_row; y < tap.range.end_row; ++y) {
          const Index from = (channel * in.height + y * window_.row_stride) * in.width + tap.offset +
                             tap.range.first_column * window_.column_stride;
          const Index to = (channel * out.height + y) * out.width + tap.range.first_column;
          const Index count = tap.range.end_column - tap.range.first_column;
          if (window_.column_stride == 2)
            compare_row(image, from, std::integral_constant<std::int32_t, 2>(), count, output + to,
                        places + to);
          else
            compare_row(image, from, static_cast<std::int32_t>(window_.column_stride), count, output + to,
                        places + to);
        }
  }
}

void MaxPoolLayer::distribute(const Rule& /*rule*/, const Descent& descent) const {
  route(descent);
}

void MaxPoolLayer::differentiate(Surrogate /*surrogate*/, const Descent& descent) const {
  route(descent);
}

LayerEntry max_pool_entry() {
  return {.info = {.name = "max_pool",
                   .label = "Max pooling",
                   .summary = "The largest number of every window; it gets all of the window's feedback",
                   .formula = "a_p = max_t a_{p+t}",
                   .settings = window_settings(2, 2, 0)},
          .has_activation = false,
          .has_rule = false,
          .make = [](const Settings& settings, const LayerPlace& place) {
            const Window window = window_of(settings, place);
            check_padding(window, place.place);
            return std::make_unique<MaxPoolLayer>(place.input, window);
          }};
}

}  // namespace lfp
