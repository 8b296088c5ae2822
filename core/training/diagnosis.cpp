#include "core/training/diagnosis.h"

#include "core/layers/linear_layer.h"
#include "core/training/unit_values.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>

namespace lfp {
namespace {

/// A denominator counts as near zero where what it divides, the contributions without their signs, is this
/// many times as large.
constexpr double near_zero = 100;
/// It is to blame where it accounts for this part of all that is handed down.
constexpr double to_blame = 0.5;

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

const Matrix& pre_activations(const DivergedRun& run, std::size_t block) {
  return run.trace.layers[run.network.index_of(block)].output;
}

/// |z| + ε of one unit in one sample.
struct Denominator {
  Index feature = 0;
  double size = 0;
  double divided = 0;  ///< what it divides: the terms of z, without their signs
};

/// Σ_i |a_i w_ji| + |b_j|, [rows x outputs].
Matrix contributions_without_signs(const LinearLayer& layer, const Matrix& input, const LayerTrace& trace) {
  Matrix sums(trace.output.rows(), trace.output.cols());
  const Parameters& own = layer.linear_map();
  const Matrix weight = own.weight.cwiseAbs();
  const Vector bias = own.bias.cwiseAbs();
  Workspace workspace;
  layer.apply(input.cwiseAbs(), weight, bias, workspace, sums);
  return sums;
}

/// The denominator of the block's features [first, first + count) to which most of what is handed down there
/// goes back: |R_j| / (|z_j| + ε) times what it divides. None where no single one is to blame, or the rule or
/// the layer has no such denominators.
std::optional<Denominator> denominator_to_blame(const DivergedRun& run, std::size_t block, Index first,
                                                Index count) {
  const Layer& layer = run.network.block(block);
  const LinearLayer* linear = layer.as_linear();
  const std::optional<Scalar> epsilon = run.pass.conserving_epsilon(block, layer);
  if (run.pass.method() != Method::lfp || linear == nullptr || !epsilon) return std::nullopt;
  const std::size_t index = run.network.index_of(block);
  const LayerTrace& trace = run.trace.layers[index];
  const Matrix divided = contributions_without_signs(*linear, Network::input_of(run.trace, index), trace);
  const Matrix& arriving = run.network.feedback_at_output(run.trace, index);
  Denominator found;
  double largest = 0;
  double all = 0;
  double times = 0;
  for (Index row = 0; row < divided.rows(); ++row)
    for (Index column = first; column < first + count; ++column) {
      const double size =
          std::abs(static_cast<double>(trace.output(row, column))) + static_cast<double>(*epsilon);
      if (size == 0) continue;
      const double quotient = static_cast<double>(divided(row, column)) / size;
      const double handed_down = quotient * std::abs(static_cast<double>(arriving(row, column)));
      if (!std::isfinite(handed_down)) continue;
      all += handed_down;
      if (handed_down <= largest) continue;
      largest = handed_down;
      times = quotient;
      found = {.feature = column, .size = size, .divided = static_cast<double>(divided(row, column))};
    }
  if (times < near_zero || largest < to_blame * all) return std::nullopt;
  return found;
}

/// Both sizes, as neither says by itself that the denominator is near zero.
std::string denominator_text(const Shape& shape, std::int64_t unit, std::size_t block,
                             const Denominator& denominator) {
  return "the denominator |z| + ε of " + unit_word(shape, unit) + " in layer " + std::to_string(block + 1) +
         " is " + short_number(denominator.size) + ", while its terms without their signs add up to " +
         short_number(denominator.divided);
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
  const bool is_by_lfp = run.pass.method() == Method::lfp;
  Divergence divergence{
      .layer = static_cast<int>(block) + 1,
      .step = step,
      .unit = 0,
      .quantity = "the feedback",
      .term = "R",
      .cause = is_output ? "the logits have grown so large that the feedback at the outputs is "
                           "no longer finite"
                         : "feedback grew beyond what numbers hold on its way down to this layer",
      .remedy = is_by_lfp && !is_output ? "Use the rule LFP-z+z−, or lower the learning rate"
                                        : "Lower the learning rate or set a clip norm"};
  if (is_output) return divergence;
  const Shape& shape = run.network.block(block + 1).output_shape();
  const auto denominator = denominator_to_blame(run, block + 1, 0, static_cast<Index>(shape.size()));
  if (!denominator) return divergence;
  divergence.unit = unit_of(shape, denominator->feature);
  divergence.term = "R / (z + ε)";
  divergence.cause = denominator_text(shape, divergence.unit, block + 1, *denominator) +
                     ": what is divided by it grows beyond what numbers hold";
  divergence.remedy = "Raise ε, use the rule LFP-z+z−, or lower the learning rate";
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
  const auto features = static_cast<Index>(shape.size());
  const Index width = sizes.rows() > 0 ? std::max<Index>(1, features / sizes.rows()) : 1;
  const auto denominator = denominator_to_blame(run, block, std::min(row * width, features - width), width);
  std::string cause = std::isfinite(times)
                          ? "the update is " + short_number(times) + " × the size of the weights"
                          : "the update is not finite";
  if (denominator) cause += ": " + denominator_text(shape, row + 1, block, *denominator);
  if (!denominator && !run.is_clipped) cause += ", and clipping is off";
  return {.layer = static_cast<int>(block) + 1,
          .step = step,
          .unit = row + 1,
          .quantity = "the update",
          .term = "weight of " + unit_word(shape, row + 1) + " from input " + std::to_string(column + 1),
          .cause = std::move(cause),
          .remedy = denominator ? "Raise ε, set a clip norm, or lower the learning rate"
                                : "Lower the learning rate or set a clip norm"};
}

}  // namespace lfp
