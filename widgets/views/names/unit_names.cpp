#include "widgets/views/names/unit_names.h"

#include "widgets/views/names/score.h"

#include <QCoreApplication>
#include <cmath>

namespace lfp {
namespace {

struct UnitNamesWords {
  Q_DECLARE_TR_FUNCTIONS(UnitNames)
};

constexpr std::int64_t most_named_outputs = 1000;

/// What comes into a layer.
Shape shape_below(const Snapshot& snapshot, int layer) {
  return layer == 0 ? snapshot.dataset->shape
                    : snapshot.runs.front().layers[static_cast<std::size_t>(layer) - 1].output;
}

/// Channels, each with a kernel of its own, rather than neurons.
bool has_channels(const Snapshot& snapshot, int layer) {
  return snapshot.runs.front().layers[static_cast<std::size_t>(layer)].output.is_image();
}

}  // namespace

QStringList class_names(const Snapshot& snapshot) {
  QStringList names;
  for (const std::string& name : snapshot.dataset->class_names) names << QString::fromStdString(name);
  return names;
}

QString class_name(const Dataset& dataset, std::int64_t label) {
  const auto at = static_cast<std::size_t>(label);
  return at < dataset.class_names.size() ? QString::fromStdString(dataset.class_names[at])
                                         : UnitNamesWords::tr("output %1").arg(label + 1);
}

QString output_name(const Snapshot& snapshot, std::int64_t unit) {
  const Dataset& dataset = *snapshot.dataset;
  if (learns_values(snapshot)) {
    const auto at = static_cast<std::size_t>(unit);
    const bool has_name = !snapshot.experiment->autoencode && at < dataset.target_names.size();
    return has_name ? QString::fromStdString(dataset.target_names[at])
                    : UnitNamesWords::tr("output %1").arg(unit + 1);
  }
  // A single output that tells two classes apart stands for the second.
  const bool is_single = dataset.classes == 2 && snapshot.runs.front().layers.back().units == 1;
  return class_name(dataset, is_single ? 1 : unit);
}

QString unit_title(const Snapshot& snapshot, int layer, std::int64_t unit) {
  const Dataset& dataset = *snapshot.dataset;
  const auto layers = static_cast<int>(snapshot.runs.front().layers.size());
  if (layer < 0) {
    if (!dataset.shape.is_image()) return UnitNamesWords::tr("Input x%1").arg(unit + 1);
    return UnitNamesWords::tr("Input · row %1, column %2")
        .arg(unit / dataset.shape.width + 1)
        .arg(unit % dataset.shape.width + 1);
  }
  if (layer + 1 == layers && unit < most_named_outputs)
    return UnitNamesWords::tr("Output · %1").arg(output_name(snapshot, unit));
  if (has_channels(snapshot, layer))
    return UnitNamesWords::tr("Layer %1 · channel %2").arg(layer + 1).arg(unit + 1);
  return neuron_title(layer, unit);
}

QString neuron_title(int layer, std::int64_t neuron) {
  return UnitNamesWords::tr("Layer %1 · neuron %2").arg(layer + 1).arg(neuron + 1);
}

QString units_title(const Snapshot& snapshot, int layer, std::int64_t first, std::int64_t last) {
  if (first == last) return unit_title(snapshot, layer, first);
  const QString words = has_channels(snapshot, layer) ? UnitNamesWords::tr("Layer %1 · channels %2 to %3")
                                                      : UnitNamesWords::tr("Layer %1 · neurons %2 to %3");
  return words.arg(layer + 1).arg(first + 1).arg(last + 1);
}

QString input_name(const Snapshot& snapshot, int layer, std::int64_t input) {
  const LayerSnapshot& own = snapshot.runs.front().layers[static_cast<std::size_t>(layer)];
  const Shape below = shape_below(snapshot, layer);
  const auto at = [](std::int64_t row, std::int64_t column) {
    return QStringLiteral("(%1, %2)").arg(row + 1).arg(column + 1);
  };
  if (own.inputs == below.size()) {
    if (!below.is_image())
      return layer == 0 ? QStringLiteral("x%1").arg(input + 1)
                        : UnitNamesWords::tr("neuron %1").arg(input + 1);
    const std::int64_t pixels = below.height * below.width;
    const QString place = at(input % pixels / below.width, input % below.width);
    return below.channels > 1 ? UnitNamesWords::tr("channel %1 %2").arg(input / pixels + 1).arg(place)
                              : UnitNamesWords::tr("pixel %1").arg(place);
  }
  if (below.is_image() && own.inputs % below.channels == 0) {
    const std::int64_t taps = own.inputs / below.channels;
    const Settings& settings =
        snapshot.experiment->network.layers[static_cast<std::size_t>(layer)].kind.settings;
    const std::int64_t width = settings.has("kernel_width")
                                   ? settings.integer("kernel_width")
                                   : std::llround(std::sqrt(static_cast<double>(taps)));
    return UnitNamesWords::tr("channel %1 %2")
        .arg(input / taps + 1)
        .arg(at(input % taps / width, input % width));
  }
  return UnitNamesWords::tr("input %1").arg(input + 1);
}

QString connection_title(const Snapshot& snapshot, int layer, std::int64_t unit, std::int64_t input) {
  const QString to = unit_title(snapshot, layer, unit);
  if (input < 0) return UnitNamesWords::tr("%1 · bias").arg(to);
  const auto at = static_cast<std::size_t>(layer);
  const auto& layers = snapshot.runs.front().layers;
  const Shape& shape = snapshot.dataset->shape;
  const bool is_from_unit =
      layer > 0 ? layers[at].inputs == layers[at - 1].units
                : layers[at].inputs == shape.size() && (!shape.is_image() || shape.channels == 1);
  const QString from = is_from_unit ? unit_title(snapshot, layer - 1, input)
                                    : UnitNamesWords::tr("Input %1").arg(input_name(snapshot, layer, input));
  return QStringLiteral("%1 → %2").arg(from, lowered(to));
}

QString lowered(const QString& title) {
  return title.left(1).toLower() + title.mid(1);
}

}  // namespace lfp
