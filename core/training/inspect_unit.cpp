#include "core/training/inspect_unit.h"

#include "core/training/account.h"
#include "core/training/unit_values.h"

#include <algorithm>

namespace lfp {
namespace {

/// Units above whose shares are told apart at once: enough for matrix products, few enough for the cache.
constexpr Index copies_at_once = 64;

using Features = std::vector<Index>;

/// The columns that hold a unit's values.
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

/// A block's layer by itself: `count` copies of the sample as it went up, without anything coming down yet.
struct Copies {
  Matrix input;
  Matrix skipped;
  Matrix arriving;
  LayerTrace trace;

  Descent descent() {
    return {.input = input,
            .trace = trace,
            .arriving = arriving,
            .to_input = true,
            .parameter_feedback = nullptr};
  }
};

/// Rows stand step by step, the copies of each step together.
Matrix copied(const Matrix& rows, Index count) {
  Matrix result(rows.rows() * count, rows.cols());
  for (Index row = 0; row < rows.rows(); ++row)
    result.middleRows(row * count, count) = rows.row(row).replicate(count, 1);
  return result;
}

void make_copies(const Network& network, std::size_t block, const Trace& trace, Index count, Copies& copies) {
  const std::size_t index = network.index_of(block);
  const LayerTrace& source = trace.layers[index];
  const Layer& layer = network.layer(index);
  copies.input = copied(Network::input_of(trace, index), count);
  copies.arriving = Matrix::Zero(source.output.rows() * count, source.output.cols());
  copies.trace = LayerTrace();
  copies.trace.output = copies.arriving;
  copies.trace.feedback = Matrix::Zero(copies.input.rows(), copies.input.cols());
  layer.prepare(copies.trace, copies.arriving.rows(),
                {.training = false, .downward = true, .to_input = true});
  if (source.skipped != nullptr) {
    copies.skipped = copied(*source.skipped, count);
    copies.trace.skipped = &copies.skipped;
    copies.trace.skip_feedback = Matrix::Zero(copies.skipped.rows(), copies.skipped.cols());
  }
  layer.forward(copies.input, copies.trace);
}

/// What each weight of the unit has seen, summed over all that share the weight; empty where that cannot be
/// told.
std::vector<double> values_seen(const Layer& layer, Index unit, const Features& features, Copies& alone) {
  const Matrix& weight = layer.parameters().weight;
  const auto* linear = dynamic_cast<const LinearLayer*>(&layer);
  Matrix seen;
  if (linear != nullptr && weight.size() > 0) {
    Matrix ones = Matrix::Zero(alone.arriving.rows(), alone.arriving.cols());
    for (const Index feature : features) ones.col(feature).setOnes();
    seen.resize(weight.rows(), weight.cols());
    linear->back_to_weight(alone.input, ones, alone.trace.workspace, seen);
    seen = seen.row(unit).eval();
  } else if (weight.cols() == alone.input.cols() && weight.rows() == alone.arriving.cols()) {
    // Where time begins, the input is shown again at every step.
    const Index shown = alone.arriving.rows() / alone.input.rows();
    seen = alone.input.colwise().sum() * static_cast<Scalar>(shown);
  }
  return {seen.data(), seen.data() + seen.size()};
}

/// One term a weight, or where these cannot be told, one a unit of the input that gets anything.
void add_terms(const Layer& layer, Index unit, const Features& features, Copies& alone,
               const Parameters& shares, UnitInspection& result) {
  const std::vector<double> seen = values_seen(layer, unit, features, alone);
  const Matrix& weight = layer.parameters().weight;
  result.has_weights = !seen.empty();
  const bool has_feature_each = weight.cols() == alone.input.cols();
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

void add_incoming(BackwardPass& pass, const Network& network, const Trace& trace, std::size_t block,
                  Index unit, const Features& features, UnitInspection& result) {
  const Layer& layer = network.block(block);
  const std::size_t index = network.index_of(block);
  Copies alone;
  make_copies(network, block, trace, 1, alone);
  const Matrix& arriving = network.feedback_at_output(trace, index);
  for (const Index feature : features) alone.arriving.col(feature) = arriving.col(feature);

  Parameters shares;
  const LedgerRow row = account_of(pass, network, block, alone.descent(), shares);
  if (layer.hands_feedback_on())
    alone.trace.feedback = alone.arriving.binaryExpr(
        alone.trace.output,
        [&](Scalar arriving_there, Scalar z) { return pass.feedback_from(arriving_there, z); });
  result.feedback = row.arriving;
  result.bias_share = row.bias_share;
  result.epsilon_leak = row.epsilon_leak;
  result.handed_past = row.past_block;
  result.rest = row.off_units + row.rule;
  result.pre_activation = sum_over(alone.trace.output, features);
  result.activation = sum_over(trace.layers[network.unit_index_of(block)].output, features);
  const Vector& bias = layer.parameters().bias;
  if (bias.size() > 0) result.bias = static_cast<double>(bias[unit]);
  add_terms(layer, unit, features, alone, shares, result);
  result.is_plain = result.has_weights && dynamic_cast<const LinearLayer*>(&layer) != nullptr &&
                    features.size() == 1 && alone.input.rows() == 1 &&
                    std::ssize(result.terms) == alone.input.cols();
}

/// The next block above that does more than hand feedback on; blocks() if there is none.
std::size_t block_above(const Network& network, int layer) {
  auto above = static_cast<std::size_t>(layer + 1);
  while (above < network.blocks() && network.block(above).hands_feedback_on()) ++above;
  return above;
}

void add_outgoing(BackwardPass& pass, const Network& network, const Trace& trace, const InspectedItem& item,
                  const Features& features, UnitInspection& result) {
  const std::size_t above = block_above(network, item.layer);
  if (above == network.blocks()) return;
  const Layer& layer = network.block(above);
  const Matrix& arriving = network.feedback_at_output(trace, network.index_of(above));
  const Shape& shape = layer.output_shape();
  const Index units = unit_count(shape);
  const Index positions = shape.size() / units;
  const Matrix& weight = layer.parameters().weight;
  const bool has_weight_each =
      features.size() == 1 && weight.rows() == units && weight.cols() == layer.input_shape().size();
  Copies copies;
  for (Index first = 0; first < units; first += copies_at_once) {
    const Index count = std::min(copies_at_once, units - first);
    make_copies(network, above, trace, count, copies);
    for (Index row = 0; row < arriving.rows(); ++row)
      for (Index k = 0; k < count; ++k)
        copies.arriving.block(row * count + k, (first + k) * positions, 1, positions) =
            arriving.block(row, (first + k) * positions, 1, positions);
    const Matrix feedback = copies.arriving;
    pass.explain(above, layer, copies.descent(), true, nullptr);
    for (Index k = 0; k < count; ++k) {
      OutgoingShare share;
      for (Index row = k; row < copies.trace.feedback.rows(); row += count)
        for (const Index feature : features)
          share.share += static_cast<double>(copies.trace.feedback(row, feature));
      for (Index row = k; row < feedback.rows(); row += count)
        for (Index at = 0; at < positions; ++at) {
          const Index column = (first + k) * positions + at;
          const Scalar z = copies.trace.output(row, column);
          share.pre_activation += static_cast<double>(z);
          share.feedback += static_cast<double>(pass.feedback_from(feedback(row, column), z));
        }
      if (has_weight_each) share.weight = static_cast<double>(weight(first + k, features.front()));
      result.outgoing.push_back(share);
    }
  }
}

double sum_of(const std::vector<OutgoingShare>& shares) {
  double sum = 0;
  for (const OutgoingShare& share : shares) sum += share.share;
  return sum;
}

}  // namespace

bool has_item(const Network& network, const InspectedItem& item) {
  if (item.layer < -1 || item.layer >= static_cast<int>(network.blocks()) || item.unit < 0) return false;
  if (item.layer < 0) {
    const Shape& shape = network.input_shape();
    return !item.input && item.unit < (shape.is_image() ? shape.height * shape.width : shape.size());
  }
  const Layer& layer = network.block(static_cast<std::size_t>(item.layer));
  if (item.unit >= unit_count(layer.output_shape())) return false;
  if (!item.input) return true;
  const Parameters& parameters = layer.parameters();
  if (*item.input == -1) return item.unit < parameters.bias.size();
  return item.unit < parameters.weight.rows() && *item.input >= 0 && *item.input < parameters.weight.cols();
}

UnitInspection inspect_unit(BackwardPass& pass, const Network& network, const Trace& trace,
                            const InspectedItem& item) {
  UnitInspection result;
  const Features features = features_of(network, item);
  const bool is_input = item.layer < 0;
  result.knows_outgoing = !is_input || network.index_of(0) == 0;
  if (result.knows_outgoing) add_outgoing(pass, network, trace, item, features, result);
  if (is_input) {
    result.activation = sum_over(trace.input, features);
    result.feedback = sum_of(result.outgoing);
    return result;
  }
  const auto block = static_cast<std::size_t>(item.layer);
  add_incoming(pass, network, trace, block, item.unit, features, result);
  const bool is_lfp = pass.feedback_from(1, 0) == 1;
  if (is_lfp && !result.outgoing.empty()) result.past_block = result.feedback - sum_of(result.outgoing);
  return result;
}

}  // namespace lfp
