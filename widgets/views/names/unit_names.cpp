#include "widgets/views/names/unit_names.h"

#include "widgets/views/names/score.h"

#include <QCoreApplication>

namespace lfp {
namespace {

struct UnitNamesWords {
  Q_DECLARE_TR_FUNCTIONS(UnitNames)
};

constexpr std::int64_t most_named_outputs = 1000;

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
  if (snapshot.runs.front().layers[static_cast<std::size_t>(layer)].output.is_image())
    return UnitNamesWords::tr("Layer %1 · channel %2").arg(layer + 1).arg(unit + 1);
  return UnitNamesWords::tr("Layer %1 · neuron %2").arg(layer + 1).arg(unit + 1);
}

}  // namespace lfp
