#include "core/inspection/inspect_unit.h"

#include "core/inspection/lone_layer.h"
#include "core/training/unit_values.h"

#include <algorithm>

namespace lfp {
namespace {

/// Units above whose shares are told apart at once: enough for matrix products, few enough for the cache.
constexpr Index copies_at_once = 64;

/// The next block above that does more than hand feedback on; blocks() if there is none.
std::size_t block_above(const Network& network, int layer) {
  auto above = static_cast<std::size_t>(layer) + 1;
  while (above < network.blocks() && network.block(above).hands_feedback_on()) ++above;
  return above;
}

/// What a unit above hands down to `features`: it is copy `k` of `copies`, and its values are the columns of
/// `own`.
OutgoingShare share_of(const BackwardPass& pass, const Matrix& arriving, const LoneLayer& copies, Index k,
                       Index count, const Features& features, const Features& own) {
  OutgoingShare share;
  for (Index row = k; row < copies.trace.feedback.rows(); row += count)
    for (const Index feature : features)
      share.share += static_cast<double>(copies.trace.feedback(row, feature));
  for (Index row = k; row < arriving.rows(); row += count)
    for (const Index column : own) {
      const Scalar z = copies.trace.output(row, column);
      share.pre_activation += static_cast<double>(z);
      share.feedback += static_cast<double>(pass.feedback_from(arriving(row, column), z));
    }
  return share;
}

std::vector<OutgoingShare> outgoing_of(BackwardPass& pass, const Network& network, const Trace& trace,
                                       const InspectedItem& item, const Features& features) {
  std::vector<OutgoingShare> outgoing;
  const std::size_t above = block_above(network, item.layer);
  if (above == network.blocks()) return outgoing;
  const Layer& layer = network.block(above);
  const Matrix& arriving = network.feedback_at_output(trace, network.index_of(above));
  const Index units = unit_count(layer.output_shape());
  const Matrix& weight = layer.parameters().weight;
  const bool has_weight_each = features.size() == 1 && has_weight_for_each_input(layer);
  const auto columns_of = [&](Index unit) {
    return features_of(network, {.layer = static_cast<int>(above), .unit = unit, .input = {}});
  };
  for (Index first = 0; first < units; first += copies_at_once) {
    const Index count = std::min(copies_at_once, units - first);
    LoneLayer copies(network, above, layer, trace, count);
    for (Index k = 0; k < count; ++k)
      for (const Index column : columns_of(first + k))
        for (Index row = 0; row < arriving.rows(); ++row)
          copies.arriving(row * count + k, column) = arriving(row, column);
    const Matrix feedback = copies.arriving;
    pass.explain(above, layer, copies.descent(), true, nullptr);
    for (Index k = 0; k < count; ++k) {
      outgoing.push_back(share_of(pass, feedback, copies, k, count, features, columns_of(first + k)));
      if (has_weight_each) outgoing.back().weight = static_cast<double>(weight(first + k, features.front()));
    }
  }
  return outgoing;
}

double sum_of(const std::vector<OutgoingShare>& shares) {
  double sum = 0;
  for (const OutgoingShare& share : shares) sum += share.share;
  return sum;
}

}  // namespace

UnitInspection inspect_unit(BackwardPass& pass, const Network& network, const Trace& trace,
                            const InspectedItem& item) {
  const Features features = features_of(network, item);
  const bool is_input = item.layer < 0;
  const bool knows_outgoing = !is_input || network.index_of(0) == 0;
  std::vector<OutgoingShare> outgoing;
  if (knows_outgoing) outgoing = outgoing_of(pass, network, trace, item, features);
  UnitInspection result;
  if (is_input) {
    result.activation = sum_over(trace.input, features);
    result.feedback = sum_of(outgoing);
  } else {
    const auto block = static_cast<std::size_t>(item.layer);
    const Layer& layer = network.block(block);
    LoneLayer alone(network, block, layer, trace, 1);
    const Matrix& arriving = network.feedback_at_output(trace, network.index_of(block));
    for (const Index feature : features) alone.arriving.col(feature) = arriving.col(feature);
    result = inspect_alone(pass, network, layer, item, alone);
    if (pass.method() == Method::lfp && !outgoing.empty())
      result.past_block = result.feedback - sum_of(outgoing);
  }
  result.knows_outgoing = knows_outgoing;
  result.outgoing = std::move(outgoing);
  return result;
}

}  // namespace lfp
