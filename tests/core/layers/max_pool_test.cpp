#include "tests/support/error_text.h"
#include "tests/support/expect_close.h"
#include "tests/support/layer_pass.h"
#include "tests/support/naive_layers.h"

#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::max_pool_test {
namespace {

std::unique_ptr<Layer> max_pool(const Shape& input, const Window& window) {
  return test::LinearCase{"max_pool", test::windowed("max_pool", window), input, {}}.make();
}

/// What the definition says: the largest pixel of the window, the first of equals, gets it all.
struct NaivePool {
  Matrix output;
  Matrix input_feedback;
};

NaivePool naive_pool(const Shape& shape, const Window& window, const Matrix& input, const Matrix& feedback) {
  const Index positions = window.rows(shape) * window.columns(shape);
  NaivePool result{.output = Matrix::Constant(input.rows(), shape.channels * positions,
                                              -std::numeric_limits<Scalar>::max()),
                   .input_feedback = Matrix::Zero(input.rows(), input.cols())};
  for (Index n = 0; n < input.rows(); ++n)
    for (Index channel = 0; channel < shape.channels; ++channel) {
      std::vector<Index> chosen(static_cast<std::size_t>(positions));
      test::for_each_tap(shape, window, [&](Index y, Index x, Index row, Index column, Index /*tap*/) {
        const Index position = y * window.columns(shape) + x;
        const Index pixel = (channel * shape.height + row) * shape.width + column;
        Scalar& largest = result.output(n, channel * positions + position);
        if (input(n, pixel) <= largest) return;
        largest = input(n, pixel);
        chosen[static_cast<std::size_t>(position)] = pixel;
      });
      for (Index position = 0; position < positions; ++position)
        result.input_feedback(n, chosen[static_cast<std::size_t>(position)]) +=
            feedback(n, channel * positions + position);
    }
  return result;
}

void expect_definition(const Shape& shape, const Window& window, const Matrix& input) {
  const auto layer = max_pool(shape, window);
  const Matrix feedback = test::random_matrix(input.rows(), layer->output_shape().size(), 41);
  const NaivePool expected = naive_pool(shape, window, input, feedback);
  for (const auto& down : {test::by_rule(Rule{}), test::by_gradient()}) {
    const auto pass = test::pass_layer(*layer, input, feedback, down);
    EXPECT_EQ(pass.output(), expected.output);
    test::expect_close(pass.input_feedback(), expected.input_feedback);
  }
}

constexpr Shape image{.channels = 2, .height = 5, .width = 6};

TEST(max_pool, gives_all_feedback_to_the_largest_pixel_of_each_window) {
  const Matrix input = test::random_matrix(3, image.size(), 42);
  expect_definition(image, window(2, 2, 2, 0), input);
  expect_definition(image, window(3, 3, 1, 0), input);
  expect_definition(image, window(2, 3, 2, 1), input);
  expect_definition(image, window(5, 6, 1, 0), input);
  expect_definition(image, window(1, 1, 3, 0), input);
}

TEST(max_pool, never_chooses_the_padding) {
  const Matrix input = -test::random_matrix(3, image.size(), 43).cwiseAbs();
  expect_definition(image, window(3, 3, 2, 1), input);
  expect_definition(image, window(3, 3, 1, 2), input);
}

TEST(max_pool, chooses_the_first_of_equals_in_reading_order) {
  expect_definition(image, window(2, 2, 2, 0), Matrix::Zero(2, image.size()));
  expect_definition(image, window(3, 3, 2, 1), Matrix::Ones(2, image.size()));
  const auto layer = max_pool(Shape{.channels = 1, .height = 2, .width = 2}, window(2, 2, 1, 0));
  Matrix input(1, 4);
  input << 0, 1, 1, 1;
  const auto pass = test::pass_layer(*layer, input, Matrix::Constant(1, 1, 7), test::by_rule(Rule{}));
  EXPECT_EQ(pass.input_feedback(), (Matrix(1, 4) << 0, 7, 0, 0).finished());
}

RC_GTEST_PROP(max_pool, loses_no_feedback_whatever_the_window, ()) {
  const Shape shape{.channels = *rc::gen::inRange<std::int64_t>(1, 4),
                    .height = *rc::gen::inRange<std::int64_t>(3, 9),
                    .width = *rc::gen::inRange<std::int64_t>(3, 9)};
  const auto height = *rc::gen::inRange<std::int64_t>(1, 4);
  const auto width = *rc::gen::inRange<std::int64_t>(1, 4);
  const auto padding = *rc::gen::inRange<std::int64_t>(0, std::min(height, width));
  const auto layer = max_pool(shape, window(height, width, *rc::gen::inRange<std::int64_t>(1, 5), padding));
  const Matrix input = test::random_matrix(2, shape.size(), *rc::gen::arbitrary<std::uint32_t>());
  const Matrix feedback = test::random_matrix(2, layer->output_shape().size(), 44);
  const auto pass = test::pass_layer(*layer, input, feedback, test::by_rule(Rule{}));
  for (Index n = 0; n < 2; ++n)
    RC_ASSERT(std::abs(pass.input_feedback().row(n).sum() - feedback.row(n).sum()) < 1e-10);
}

TEST(max_pool, refuses_windows_that_would_lie_on_padding_alone) {
  EXPECT_EQ(error_text([] { max_pool(image, window(1, 3, 1, 1)); }),
            Error("layer.padding",
                  "padding of 1 is as wide as the kernel is high, so that windows would hold no pixel",
                  "Give at most 0")
                .what());
  EXPECT_EQ(error_text([] { max_pool(image, window(3, 2, 1, 2)); }),
            Error("layer.padding",
                  "padding of 2 is as wide as the kernel is wide, so that windows would hold no pixel",
                  "Give at most 1")
                .what());
  EXPECT_EQ(error_text([] { max_pool(image, window(3, 2, 1, 1)); }), "");
}

}  // namespace
}  // namespace lfp::test::max_pool_test
