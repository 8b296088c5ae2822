#include "core/inspection/lone_layer.h"

#include "core/inspection/account.h"
#include "core/layers/spiking.h"
#include "core/training/unit_values.h"

#include <utility>

namespace lfp {
namespace {

Matrix copied(const Matrix& rows, Index count) {
  Matrix result(rows.rows() * count, rows.cols());
  for (Index row = 0; row < rows.rows(); ++row)
    result.middleRows(row * count, count) = rows.row(row).replicate(count, 1);
  return result;
}

/// The input of each weight of the unit, summed over all that share the weight; empty where that is not
/// known.
std::vector<double> values_seen(const Layer& layer, Index unit, const Features& features, LoneLayer& alone) {
  const Matrix& weight = layer.parameters().weight;
  const auto* linear = layer.as_linear();
  Matrix seen;
  if (linear != nullptr && weight.size() > 0) {
    Matrix ones = Matrix::Zero(alone.arriving.rows(), alone.arriving.cols());
    for (const Index feature : features) ones.col(feature).setOnes();
    seen.resize(weight.rows(), weight.cols());
    linear->back_to_weight(alone.input, ones, alone.trace.workspace, seen);
    seen = seen.row(unit).eval();
  } else if (has_weight_for_each_input(layer)) {
    // Where time begins, the input is shown again at every step.
    const Index shown = alone.arriving.rows() / alone.input.rows();
    seen = alone.input.colwise().sum() * static_cast<Scalar>(shown);
  }
  return {seen.data(), seen.data() + seen.size()};
}

/// One term a weight; where weights cannot be told apart, one for each unit of the input that gets anything.
void add_terms(const Layer& layer, Index unit, const Features& features, LoneLayer& alone,
               const Parameters& shares, UnitInspection& result) {
  const std::vector<double> seen = values_seen(layer, unit, features, alone);
  const Matrix& weight = layer.parameters().weight;
  result.has_weights = !seen.empty();
  const bool has_feature_each = has_weight_for_each_input(layer);
  for (std::size_t at = 0; at < seen.size(); ++at) {
    const auto i = static_cast<Index>(at);
    const double share = has_feature_each ? alone.trace.feedback.col(i).cast<double>().sum()
                                          : static_cast<double>(shares.weight(unit, i));
    result.terms.push_back(
        {.activation = seen[at], .weight = static_cast<double>(weight(unit, i)), .share = share});
  }
  if (result.has_weights) return;
  const Shape& shape = layer.input_shape();
  const Index positions = shape.size() / unit_count(shape);
  for (Index below = 0; below < unit_count(shape); ++below) {
    const auto columns = alone.trace.feedback.middleCols(below * positions, positions);
    const double share = columns.cast<double>().sum();
    const auto values = alone.input.middleCols(below * positions, positions);
    result.terms.push_back({.activation = values.cast<double>().sum(), .weight = 0, .share = share});
  }
}

/// What the block's activation makes of `output`.
Matrix activated(const Network& network, std::size_t block, const Matrix& output) {
  const std::size_t index = network.unit_index_of(block);
  if (index == network.index_of(block)) return output;
  LayerTrace trace;
  trace.output = Matrix::Zero(output.rows(), output.cols());
  network.layer(index).prepare(trace, output.rows(), {});
  network.layer(index).forward(output, trace);
  return std::move(trace.output);
}

double share_of_parameter(const InspectedItem& item, const Parameters& shares, const UnitInspection& unit) {
  if (!item.input) return 0;
  if (*item.input < 0) return unit.bias_share;
  if (unit.has_weights) return unit.terms[static_cast<std::size_t>(*item.input)].share;
  return static_cast<double>(shares.weight(item.unit, *item.input));
}

}  // namespace

bool has_weight_for_each_input(const Layer& layer) {
  const Matrix& weight = layer.parameters().weight;
  return layer.weight_shape().size() == 2 && weight.rows() == layer.output_shape().size() &&
         weight.cols() == layer.input_shape().size();
}

Features features_of(const Network& network, const InspectedItem& item) {
  const bool is_input = item.layer < 0;
  const Shape& shape =
      is_input ? network.input_shape() : network.block(static_cast<std::size_t>(item.layer)).output_shape();
  const Index positions = shape.size() / unit_count(shape);
  Features features;
  if (is_input && shape.is_image())
    for (Index channel = 0; channel < shape.channels; ++channel)
      features.push_back(item.unit + channel * positions);
  else
    for (Index place = 0; place < positions; ++place) features.push_back(item.unit * positions + place);
  return features;
}

double sum_over(const Matrix& values, const Features& features) {
  double sum = 0;
  for (const Index feature : features) sum += values.col(feature).cast<double>().sum();
  return sum;
}

LoneLayer::LoneLayer(const Network& network, std::size_t block, const Layer& layer, const Trace& source,
                     Index copies) {
  const std::size_t index = network.index_of(block);
  const LayerTrace& passed = source.layers[index];
  input = copied(Network::input_of(source, index), copies);
  arriving = Matrix::Zero(passed.output.rows() * copies, passed.output.cols());
  trace.output = arriving;
  trace.feedback = Matrix::Zero(input.rows(), input.cols());
  layer.prepare(trace, arriving.rows(), {.training = false, .downward = true, .to_input = true});
  if (passed.skipped != nullptr) {
    skipped = copied(*passed.skipped, copies);
    trace.skipped = &skipped;
    trace.skip_feedback = Matrix::Zero(skipped.rows(), skipped.cols());
  }
  layer.forward(input, trace);
}

UnitInspection inspect_alone(BackwardPass& pass, const Network& network, const Layer& layer,
                             const InspectedItem& item, LoneLayer& alone) {
  const auto block = static_cast<std::size_t>(item.layer);
  const Features features = features_of(network, item);
  Parameters shares;
  const LedgerRow row = account_of(pass, block, layer, alone.descent(), shares);
  if (layer.hands_feedback_on())
    alone.trace.feedback = alone.arriving.binaryExpr(
        alone.trace.output,
        [&](Scalar arriving_there, Scalar z) { return pass.feedback_from(arriving_there, z); });
  UnitInspection result;
  result.is_linear = layer.as_linear() != nullptr;
  result.is_spiking = layer.as_spiking() != nullptr;
  result.positions = std::ssize(features);
  result.steps = alone.arriving.rows();
  result.feedback = row.arriving;
  result.bias_share = row.bias_share;
  result.epsilon_leak = row.epsilon_leak;
  result.handed_past = row.past_block;
  result.rest = row.off_units + row.rule;
  result.pre_activation = sum_over(alone.trace.output, features);
  result.activation = sum_over(activated(network, block, alone.trace.output), features);
  const Vector& bias = layer.parameters().bias;
  result.learns = layer.parameters().count() > 0;
  result.has_bias = bias.size() > 0;
  if (result.has_bias) result.bias = static_cast<double>(bias[item.unit]);
  add_terms(layer, item.unit, features, alone, shares, result);
  if (layer.input_shape().is_image()) {
    const Eigen::RowVectorXf sums = alone.trace.feedback.colwise().sum().cast<float>();
    result.value_shares.assign(sums.data(), sums.data() + sums.size());
  }
  result.parameter_share = share_of_parameter(item, shares, result);
  result.is_plain =
      result.is_linear && features.size() == 1 && alone.input.rows() == 1 && has_weight_for_each_input(layer);
  return result;
}

}  // namespace lfp
