#include "widgets/views/weight_csv.h"

#include "widgets/views/table_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace lfp {

namespace {

/// Null where the snapshot lacks them.
const LayerWeights* weights_of(const Snapshot& snapshot, std::size_t run, int layer) {
  const auto at = static_cast<std::size_t>(layer);
  if (run >= snapshot.runs.size() || layer < 0 || at >= snapshot.runs[run].layers.size()) return nullptr;
  return snapshot.runs[run].layers[at].weights.get();
}

QString difference_name() {
  return QCoreApplication::translate("Heatmaps", "A − B");
}

QString weight_difference_csv(const LayerWeights& a, const LayerWeights& b, int layer) {
  TableText table("run,layer,neuron,input,weight,feedback,signs_differ");
  const QString name = difference_name();
  std::size_t at = 0;
  for (std::int64_t unit = 0; unit < a.weight.rows; ++unit) {
    const auto start = TableText::start(name, layer + 1, unit + 1);
    for (std::int64_t input = 0; input < a.weight.columns; ++input, ++at)
      table.row(start, input + 1, a.weight.values[at] - b.weight.values[at],
                a.feedback.values[at] - b.feedback.values[at],
                a.weight.values[at] * b.weight.values[at] < 0.0F ? 1 : 0);
    const auto of = static_cast<std::size_t>(unit);
    if (!a.bias.empty()) table.row(start, "bias", a.bias[of] - b.bias[of], "", "");
  }
  return table.text();
}

}  // namespace

QString weight_csv(const Snapshot& snapshot, const std::vector<std::size_t>& runs, bool is_difference,
                   int layer) {
  if (is_difference) {
    const LayerWeights* a = weights_of(snapshot, 0, layer);
    const LayerWeights* b = weights_of(snapshot, 1, layer);
    return a != nullptr && b != nullptr ? weight_difference_csv(*a, *b, layer) : QString();
  }
  TableText table("run,layer,neuron,input,weight,feedback,initial_sign,flips,last_flip_step");
  for (const std::size_t run : runs) {
    const LayerWeights* weights = weights_of(snapshot, run, layer);
    if (weights == nullptr) continue;
    std::size_t at = 0;
    for (std::int64_t unit = 0; unit < weights->weight.rows; ++unit) {
      const auto start = TableText::start(snapshot.runs[run].name, layer + 1, unit + 1);
      for (std::int64_t input = 0; input < weights->weight.columns; ++input, ++at)
        table.row(start, input + 1, weights->weight.values[at], weights->feedback.values[at],
                  weights->initial_sign[at], weights->flips[at], weights->last_flip_step[at]);
      if (!weights->bias.empty())
        table.row(start, "bias", weights->bias[static_cast<std::size_t>(unit)], "", "", "", "");
    }
  }
  return table.text();
}

QString flipped_weights_csv(const Snapshot& snapshot, const std::vector<std::size_t>& runs,
                            bool is_difference, int layer) {
  if (is_difference) {
    const LayerWeights* a = weights_of(snapshot, 0, layer);
    const LayerWeights* b = weights_of(snapshot, 1, layer);
    if (a == nullptr || b == nullptr) return {};
    TableText table("run,layer,neuron,input,flips,flips_a,flips_b,first_flip_step_a,first_flip_step_b");
    const QString name = difference_name();
    const auto inputs = static_cast<std::size_t>(a->weight.columns);
    for (std::size_t at = 0; at < a->flips.size(); ++at)
      if (a->flips[at] + b->flips[at] > 0)
        table.row(name, layer + 1, at / inputs + 1, at % inputs + 1,
                  static_cast<std::int64_t>(a->flips[at]) - static_cast<std::int64_t>(b->flips[at]),
                  a->flips[at], b->flips[at], a->first_flip_step[at], b->first_flip_step[at]);
    return table.text();
  }
  TableText table("run,layer,neuron,input,flips,first_flip_step,last_flip_step");
  for (const std::size_t run : runs) {
    const LayerWeights* weights = weights_of(snapshot, run, layer);
    if (weights == nullptr) continue;
    const auto inputs = static_cast<std::size_t>(weights->weight.columns);
    const auto start = TableText::start(snapshot.runs[run].name, layer + 1);
    for (std::size_t at = 0; at < weights->flips.size(); ++at)
      if (weights->flips[at] > 0)
        table.row(start, at / inputs + 1, at % inputs + 1, weights->flips[at], weights->first_flip_step[at],
                  weights->last_flip_step[at]);
  }
  return table.text();
}

QString flips_over_time_csv(const Snapshot& snapshot, const std::vector<std::size_t>& runs,
                            bool is_difference) {
  TableText table("run,layer,first_step,steps,to_positive_a_step,to_negative_a_step");
  for (const std::size_t at : runs) {
    const RunSnapshot& run = snapshot.runs[at];
    const TimelineView& steps = run.history.steps;
    const TimelineView* others = is_difference ? &snapshot.runs[1].history.steps : nullptr;
    const std::size_t rows = others ? std::min(steps.rows(), others->rows()) : steps.rows();
    const std::size_t layers = run.layers.size();
    const auto name = TableText::start(is_difference ? difference_name() : QString::fromStdString(run.name));
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t layer = 0; layer < layers; ++layer) {
        if (run.layers[layer].parameters == 0) continue;
        const auto value = [&](std::size_t column) {
          return steps.at(row, column) - (others ? others->at(row, column) : 0.0F);
        };
        table.row(name, layer + 1, steps.first_step(row), steps.bin_width(),
                  value(StepColumns::to_positive(layer, layers)),
                  value(StepColumns::to_negative(layer, layers)));
      }
    }
  }
  return table.text();
}

}  // namespace lfp
