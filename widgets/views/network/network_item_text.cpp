#include "widgets/views/network/network_item_text.h"

#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/style/shape_text.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/network/scene/network_maps.h"
#include "widgets/views/network/scene/network_scene_parts.h"
#include "widgets/views/phase_reach.h"
#include "widgets/views/sample_words.h"

#include <QCoreApplication>

namespace lfp {
namespace {

struct NetworkItemTextWords {
  Q_DECLARE_TR_FUNCTIONS(NetworkView)
};

/// Returns the value of a unit; for a pixel of the input, the sum over its channels.
double at_unit(const Snapshot& snapshot, const std::vector<float>& values, int layer, std::size_t unit) {
  const Shape& shape = snapshot.dataset->shape;
  if (layer != input_layer || !shape.is_image()) return static_cast<double>(values[unit]);
  double sum = 0.0;
  const auto pixels = static_cast<std::size_t>(shape.height * shape.width);
  for (std::size_t at = unit; at < values.size(); at += pixels) sum += static_cast<double>(values[at]);
  return sum;
}

/// Returns "Layer 2 · Convolution" and the shape of its output.
ItemText describe_layer(const Snapshot& snapshot, int layer) {
  const LayerSnapshot& entry = snapshot.runs.front().layers[static_cast<std::size_t>(layer)];
  QStringList facts{shape_text(entry.output)};
  if (!entry.activation.empty()) facts << QString::fromStdString(entry.activation);
  if (entry.parameters > 0)
    facts << NetworkItemTextWords::tr("%1 parameters").arg(count_text(entry.parameters));
  const QString kind = QString::fromStdString(entry.kind);
  const QString number = NetworkItemTextWords::tr("Layer %1").arg(layer + 1);
  return {
      kind.isEmpty() ? number : QStringLiteral("%1 · %2").arg(number, kind),
      {facts.join(QStringLiteral(" · ")), NetworkItemTextWords::tr("Click to show this layer in all views")}};
}

/// Returns a name such as "test sample 13".
QString sample_name(const Snapshot& snapshot) {
  return lowered(sample_words(snapshot));
}

QString runs_text(const Snapshot& snapshot, const NetworkOptions& options) {
  if (options.subtracted) {
    return NetworkItemTextWords::tr("%1 − %2").arg(run_letter(static_cast<int>(options.run)),
                                                   run_letter(static_cast<int>(*options.subtracted)));
  }
  return snapshot.runs.size() > 1 ? run_letter(static_cast<int>(options.run)) : QString();
}

QString with_run(const QString& runs, const QString& title) {
  return runs.isEmpty() ? title : QStringLiteral("%1 · %2").arg(runs, title);
}

/// Adds the value at one place of a channel's map and the input pixels it depends on.
void add_place(const Snapshot& snapshot, const NetworkOptions& options, const NetworkItem& item,
               ItemText& text) {
  const Shape shape = map_shape(snapshot, item.layer);
  const auto at = static_cast<std::size_t>(item.unit * shape.height * shape.width + item.place);
  QString words = NetworkItemTextWords::tr("row %1, column %2")
                      .arg(item.place / shape.width + 1)
                      .arg(item.place % shape.width + 1);
  const auto values = map_values(snapshot, options, item.layer, options.colour);
  if (at < values.size())
    words = (options.colour == NeuronColour::feedback
                 ? NetworkItemTextWords::tr("%1: feedback %2").arg(words, signed_text(values[at], 4))
                 : NetworkItemTextWords::tr("%1: activation %2").arg(words, number_text(values[at], 4)));
  text.lines << words;
  const PixelWindow seen = seen_pixels(snapshot, item.layer, item.place);
  text.lines << NetworkItemTextWords::tr("sees rows %1 to %2, columns %3 to %4")
                    .arg(seen.first_row + 1)
                    .arg(seen.end_row)
                    .arg(seen.first_column + 1)
                    .arg(seen.end_column);
}

ItemText describe_unit(const Snapshot& snapshot, const NetworkOptions& options, const NetworkItem& item) {
  ItemText text;
  text.title = with_run(runs_text(snapshot, options), unit_title(snapshot, item.layer, item.unit));
  const auto at = static_cast<std::size_t>(item.unit);
  const auto feedback = unit_values(snapshot, options, item.layer, NeuronColour::feedback);
  const QString of_what =
      options.one_sample ? sample_name(snapshot) : NetworkItemTextWords::tr("mean over the batch");
  if (at < feedback.size())
    text.lines << NetworkItemTextWords::tr("feedback %1 · %2")
                      .arg(signed_text(at_unit(snapshot, feedback, item.layer, at)), of_what);
  const auto activation = unit_values(snapshot, options, item.layer, NeuronColour::activation);
  const bool has_value = item.layer != input_layer || options.one_sample;
  if (has_value && at < activation.size()) {
    const QString words = item.layer == input_layer ? NetworkItemTextWords::tr("value %1")
                                                    : NetworkItemTextWords::tr("activation %1");
    text.lines << words.arg(number_text(activation[at]));
  }
  const auto flips = unit_values(snapshot, options, item.layer, NeuronColour::flips);
  if (at < flips.size()) {
    const auto inputs = snapshot.runs[options.run].layers[static_cast<std::size_t>(item.layer)].inputs;
    text.lines << (options.subtracted
                       ? NetworkItemTextWords::tr("flipped inputs %1").arg(signed_text(flips[at], 0))
                       : NetworkItemTextWords::tr("flipped inputs %1 of %2")
                             .arg(count_text(static_cast<qint64>(flips[at])), count_text(inputs)));
  }
  if (item.place >= 0) add_place(snapshot, options, item, text);
  return text;
}

QString flips_text(const LayerWeights& weights, std::size_t index) {
  const std::uint32_t flips = weights.flips[index];
  if (flips == 0) return NetworkItemTextWords::tr("no sign flip");
  return NetworkItemTextWords::tr("sign flips: %1, last at step %2")
      .arg(count_text(flips), count_text(weights.last_flip_step[index]));
}

ItemText describe_edge(const Snapshot& snapshot, const NetworkOptions& options, const NetworkItem& item) {
  ItemText text;
  text.title =
      with_run(runs_text(snapshot, options), connection_title(snapshot, item.layer, item.unit, item.input));
  const WeightReader reader(snapshot, options, static_cast<std::size_t>(item.layer));
  if (!reader.is_there()) return text;
  const auto index = static_cast<std::size_t>(item.unit * reader.inputs() + item.input);
  if (index >= reader.count()) return text;
  const LayerWeights& weights = reader.of_run();
  if (const LayerWeights* other = reader.of_other()) {
    const QString first = run_letter(static_cast<int>(options.run));
    const QString second = run_letter(static_cast<int>(*options.subtracted));
    text.lines << NetworkItemTextWords::tr("difference %1").arg(signed_text(reader.weight(index), 4));
    text.lines << NetworkItemTextWords::tr("%1: weight %2 · %3")
                      .arg(first, number_text(weights.weight.values[index], 4), flips_text(weights, index));
    text.lines << NetworkItemTextWords::tr("%1: weight %2 · %3")
                      .arg(second, number_text(other->weight.values[index], 4), flips_text(*other, index));
    return text;
  }
  text.lines << NetworkItemTextWords::tr("weight %1").arg(number_text(weights.weight.values[index], 4));
  if (has_parameter_feedback(snapshot, item.layer))
    text.lines << NetworkItemTextWords::tr("feedback %1 in the last update")
                      .arg(signed_text(weights.feedback.values[index], 4));
  text.lines << flips_text(weights, index);
  return text;
}

}  // namespace

ItemText describe(const Snapshot& snapshot, const NetworkOptions& options, const NetworkItem& item) {
  switch (item.kind) {
    case NetworkItem::Kind::unit:
      return describe_unit(snapshot, options, item);
    case NetworkItem::Kind::edge:
      return describe_edge(snapshot, options, item);
    case NetworkItem::Kind::caption:
      return describe_layer(snapshot, item.layer);
    case NetworkItem::Kind::none:
      break;
  }
  return {};
}

}  // namespace lfp
