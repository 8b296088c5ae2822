#include "widgets/views/weight_matrix/weight_table.h"

#include "widgets/views/export/table_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace lfp {

namespace {

/// Null where the snapshot lacks them.
const LayerWeights* weights_of(const WeightTable& of, std::size_t run) {
  const auto& runs = of.snapshot->runs;
  const auto at = static_cast<std::size_t>(of.layer);
  if (run >= runs.size() || of.layer < 0 || at >= runs[run].layers.size()) return nullptr;
  return runs[run].layers[at].weights.get();
}

QString difference_name() {
  return QCoreApplication::translate("Heatmaps", "A − B");
}

std::int64_t parameters(const LayerWeights& weights) {
  return weights.weight.rows * weights.weight.columns + std::ssize(weights.bias);
}

std::int64_t flipped_weights(const LayerWeights& weights) {
  return std::ranges::count_if(weights.flips, [](const auto flips) { return flips > 0; });
}

/// The sum over those of the runs whose weights are there.
template <class Count>
std::int64_t sum_over_runs(const WeightTable& of, Count count) {
  std::int64_t sum = 0;
  for (const std::size_t run : of.runs)
    if (const LayerWeights* weights = weights_of(of, run)) sum += count(*weights);
  return sum;
}

QByteArray weight_difference_rows(const WeightTable& of, Progress& progress) {
  const LayerWeights& a = *weights_of(of, 0);
  const LayerWeights& b = *weights_of(of, 1);
  TableText table("run,layer,neuron,input,weight,feedback,signs_differ", &progress, parameters(a));
  const QString name = difference_name();
  std::size_t at = 0;
  for (std::int64_t unit = 0; unit < a.weight.rows; ++unit) {
    const auto start = TableText::start(name, of.layer + 1, unit + 1);
    for (std::int64_t input = 0; input < a.weight.columns; ++input, ++at)
      table.row(start, input + 1, a.weight.values[at] - b.weight.values[at],
                a.feedback.values[at] - b.feedback.values[at],
                a.weight.values[at] * b.weight.values[at] < 0.0F ? 1 : 0);
    const auto bias = static_cast<std::size_t>(unit);
    if (!a.bias.empty()) table.row(start, "bias", a.bias[bias] - b.bias[bias], "", "");
  }
  return table.text();
}

QByteArray weight_rows(const WeightTable& of, Progress& progress) {
  TableText table("run,layer,neuron,input,weight,feedback,initial_sign,flips,last_flip_step", &progress,
                  sum_over_runs(of, parameters));
  for (const std::size_t run : of.runs) {
    const LayerWeights* weights = weights_of(of, run);
    if (weights == nullptr) continue;
    std::size_t at = 0;
    for (std::int64_t unit = 0; unit < weights->weight.rows; ++unit) {
      const auto start = TableText::start(of.snapshot->runs[run].name, of.layer + 1, unit + 1);
      for (std::int64_t input = 0; input < weights->weight.columns; ++input, ++at)
        table.row(start, input + 1, weights->weight.values[at], weights->feedback.values[at],
                  weights->initial_sign[at], weights->flips[at], weights->last_flip_step[at]);
      if (!weights->bias.empty())
        table.row(start, "bias", weights->bias[static_cast<std::size_t>(unit)], "", "", "", "");
    }
  }
  return table.text();
}

QByteArray flip_difference_rows(const WeightTable& of, Progress& progress) {
  const LayerWeights& a = *weights_of(of, 0);
  const LayerWeights& b = *weights_of(of, 1);
  TableText table("run,layer,neuron,input,flips,flips_a,flips_b,first_flip_step_a,first_flip_step_b",
                  &progress, std::max(flipped_weights(a), flipped_weights(b)));
  const auto start = TableText::start(difference_name(), of.layer + 1);
  const auto inputs = static_cast<std::size_t>(a.weight.columns);
  for (std::size_t at = 0; at < a.flips.size(); ++at)
    if (a.flips[at] + b.flips[at] > 0)
      table.row(start, at / inputs + 1, at % inputs + 1,
                static_cast<std::int64_t>(a.flips[at]) - static_cast<std::int64_t>(b.flips[at]), a.flips[at],
                b.flips[at], a.first_flip_step[at], b.first_flip_step[at]);
  return table.text();
}

QByteArray flip_rows(const WeightTable& of, Progress& progress) {
  TableText table("run,layer,neuron,input,flips,first_flip_step,last_flip_step", &progress,
                  sum_over_runs(of, flipped_weights));
  for (const std::size_t run : of.runs) {
    const LayerWeights* weights = weights_of(of, run);
    if (weights == nullptr) continue;
    const auto inputs = static_cast<std::size_t>(weights->weight.columns);
    const auto start = TableText::start(of.snapshot->runs[run].name, of.layer + 1);
    for (std::size_t at = 0; at < weights->flips.size(); ++at)
      if (weights->flips[at] > 0)
        table.row(start, at / inputs + 1, at % inputs + 1, weights->flips[at], weights->first_flip_step[at],
                  weights->last_flip_step[at]);
  }
  return table.text();
}

/// The work of `rows`, on a copy of `of` that keeps the snapshot.
template <class Rows>
ExportWork work_of(const WeightTable& of, Rows rows) {
  return [of, rows](Progress& progress) { return rows(of, progress); };
}

bool has_both(const WeightTable& of) {
  return weights_of(of, 0) != nullptr && weights_of(of, 1) != nullptr;
}

}  // namespace

ExportWork weight_table(const WeightTable& wanted) {
  if (wanted.is_difference) return has_both(wanted) ? work_of(wanted, weight_difference_rows) : ExportWork();
  return sum_over_runs(wanted, parameters) > 0 ? work_of(wanted, weight_rows) : ExportWork();
}

ExportWork flipped_weights_table(const WeightTable& wanted) {
  WeightTable of = wanted;
  if (wanted.is_difference) {
    if (!has_both(wanted)) return {};
    of.runs = {0, 1};
  }
  if (sum_over_runs(of, flipped_weights) == 0) return {};
  return wanted.is_difference ? work_of(of, flip_difference_rows) : work_of(of, flip_rows);
}

ExportWork flips_over_time_table(const WeightTable& wanted) {
  const Snapshot& snapshot = *wanted.snapshot;
  TableText table("run,layer,first_step,steps,to_positive_a_step,to_negative_a_step");
  for (const std::size_t at : wanted.runs) {
    const RunSnapshot& run = snapshot.runs[at];
    const TimelineView& steps = run.history.steps;
    const TimelineView* others = wanted.is_difference ? &snapshot.runs[1].history.steps : nullptr;
    const std::size_t rows = others ? std::min(steps.rows(), others->rows()) : steps.rows();
    const std::size_t layers = run.layers.size();
    const auto name =
        TableText::start(wanted.is_difference ? difference_name() : QString::fromStdString(run.name));
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
  return table.finished();
}

}  // namespace lfp
