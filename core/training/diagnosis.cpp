#include "core/training/diagnosis.h"

#include "core/training/unit_values.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

namespace lfp {
namespace {

/// A denominator below this part of its layer's usual size counts as near zero.
constexpr double near_zero = 1e-2;

/// "0.42", "5.6e4".
std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2g", value);
  std::string number = text;
  const std::size_t exponent = number.find('e');
  if (exponent == std::string::npos) return number;
  const bool is_negative = number[exponent + 1] == '-';
  const std::size_t digits = number.find_first_not_of("+-0", exponent + 1);
  return number.substr(0, exponent) + (is_negative ? "e-" : "e") + number.substr(digits);
}

/// Neurons, or channels of a layer that gives images, from 1.
std::int64_t unit_of(const Shape& shape, Index feature) {
  return 1 + (shape.is_image() ? feature / (shape.size() / shape.channels) : feature);
}

std::string unit_word(const Shape& shape, std::int64_t unit) {
  return (shape.is_image() ? "channel " : "neuron ") + std::to_string(unit);
}

struct Place {
  Index feature = 0;
  double size = 0;
};

/// The pre-activation nearest to zero but not zero, within `columns` [first, first + count).
Place smallest(const Matrix& values, Index first, Index count) {
  Place found{.feature = first, .size = std::numeric_limits<double>::infinity()};
  for (Index row = 0; row < values.rows(); ++row)
    for (Index column = first; column < first + count; ++column) {
      const double size = std::abs(static_cast<double>(values(row, column)));
      if (size > 0 && size < found.size) found = {.feature = column, .size = size};
    }
  return found;
}

bool is_near_zero(const Place& place, const Matrix& values) {
  const double usual =
      std::sqrt(static_cast<double>(values.squaredNorm()) / static_cast<double>(values.size()));
  return place.size < near_zero * usual;
}

const Matrix& pre_activations(const DivergedRun& run, std::size_t block) {
  return run.trace.layers[run.network.index_of(block)].output;
}

std::string denominator_text(const Shape& shape, std::int64_t unit, std::size_t block, double size) {
  return "the denominator |z| of " + unit_word(shape, unit) + " in layer " + std::to_string(block + 1) +
         " is " + short_number(size);
}

}  // namespace

Divergence diagnose_forward(const DivergedRun& run, std::int64_t step) {
  std::size_t block = 0;
  while (block + 1 < run.network.blocks() && pre_activations(run, block).allFinite()) ++block;
  const Matrix& sums = pre_activations(run, block);
  const Shape& shape = run.network.block(block).output_shape();
  Index feature = 0;
  for (Index row = 0; row < sums.rows(); ++row) {
    const auto values = sums.row(row);
    const auto* bad = std::find_if(values.data(), values.data() + values.size(),
                                   [](Scalar value) { return !std::isfinite(value); });
    if (bad == values.data() + values.size()) continue;
    feature = bad - values.data();
    break;
  }
  const std::int64_t unit = unit_of(shape, feature);
  return {.layer = static_cast<int>(block) + 1,
          .step = step,
          .unit = unit,
          .quantity = "the pre-activations",
          .term = "z of " + unit_word(shape, unit),
          .cause = "the weights have grown so large that their sums are no longer finite",
          .remedy = "Lower the learning rate or set a clip norm"};
}

Divergence diagnose_feedback(const DivergedRun& run, std::size_t block, std::int64_t step) {
  const bool is_output = block + 1 == run.network.blocks();
  Divergence divergence{
      .layer = static_cast<int>(block) + 1,
      .step = step,
      .unit = 0,
      .quantity = "the feedback",
      .term = "R",
      .cause = is_output ? "the logits have grown so large that the feedback at the outputs is "
                           "no longer finite"
                         : "feedback grew beyond what numbers hold on its way down to this layer",
      .remedy = run.by_lfp && !is_output ? "Raise ε, use the rule LFP-z+z−, or lower the learning rate"
                                         : "Lower the learning rate or set a clip norm"};
  if (is_output || !run.by_lfp) return divergence;
  const Matrix& above = pre_activations(run, block + 1);
  const Shape& shape = run.network.block(block + 1).output_shape();
  const Place place = smallest(above, 0, above.cols());
  if (!is_near_zero(place, above)) return divergence;
  divergence.unit = unit_of(shape, place.feature);
  divergence.term = "R / (z + ε)";
  divergence.cause = denominator_text(shape, divergence.unit, block + 1, place.size) +
                     ": what is divided by it grows beyond what numbers hold";
  return divergence;
}

Divergence diagnose_update(const DivergedRun& run, std::size_t block, const Parameters& feedback,
                           double times, std::int64_t step) {
  const Shape& shape = run.network.block(block).output_shape();
  Index row = 0;
  Index column = 0;
  const Matrix sizes = feedback.weight.cwiseAbs().unaryExpr(
      [](Scalar size) { return std::isfinite(size) ? size : std::numeric_limits<Scalar>::max(); });
  if (sizes.size() > 0) sizes.maxCoeff(&row, &column);
  const Matrix& sums = pre_activations(run, block);
  const auto features = static_cast<Index>(shape.size());
  const Index width = sizes.rows() > 0 ? std::max<Index>(1, features / sizes.rows()) : 1;
  const Place place = smallest(sums, std::min(row * width, features - width), width);
  const bool is_by_denominator = run.by_lfp && is_near_zero(place, sums);
  std::string cause = std::isfinite(times) ? "the update is " + short_number(times) +
                                                 " times as long as the parameters themselves"
                                           : "the update is not finite";
  if (is_by_denominator) cause += ": " + denominator_text(shape, row + 1, block, place.size);
  if (!is_by_denominator && !run.is_clipped) cause += ", and clipping is off";
  return {.layer = static_cast<int>(block) + 1,
          .step = step,
          .unit = row + 1,
          .quantity = "the update",
          .term = "weight of " + unit_word(shape, row + 1) + " from input " + std::to_string(column + 1),
          .cause = std::move(cause),
          .remedy = is_by_denominator ? "Raise ε, set a clip norm, or lower the learning rate"
                                      : "Lower the learning rate or set a clip norm"};
}

}  // namespace lfp
