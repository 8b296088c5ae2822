#include "widgets/views/names/layer_names.h"

#include "widgets/style/number_text.h"

#include <QCoreApplication>

namespace lfp {

namespace {

struct LayerNamesWords {
  Q_DECLARE_TR_FUNCTIONS(Heatmaps)
};

bool is_output(const RunSnapshot& run, int layer) {
  return layer + 1 == static_cast<int>(run.layers.size());
}

}  // namespace

QString layer_title(const RunSnapshot& run, int layer) {
  return is_output(run, layer) ? LayerNamesWords::tr("Output")
                               : LayerNamesWords::tr("Layer %1").arg(layer + 1);
}

QString layer_word(const RunSnapshot& run, int layer) {
  if (layer < 0) return LayerNamesWords::tr("input");
  return is_output(run, layer) ? LayerNamesWords::tr("output")
                               : LayerNamesWords::tr("layer %1").arg(layer + 1);
}

QString flips_text(std::int64_t flips) {
  return flips == 1 ? LayerNamesWords::tr("1 flip") : LayerNamesWords::tr("%1 flips").arg(count_text(flips));
}

}  // namespace lfp
