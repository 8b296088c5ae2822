#include "widgets/panels/setup/layer_words.h"

#include "widgets/style/shape_text.h"

#include <QCoreApplication>

namespace lfp {
namespace {

struct LayerWords {
  Q_DECLARE_TR_FUNCTIONS(LayerCard)
};

}  // namespace

QString window_text(const Settings& settings) {
  if (!settings.has("kernel_height") || !settings.has("kernel_width")) return {};
  return QStringLiteral("%1 × %2")
      .arg(settings.integer("kernel_height"))
      .arg(settings.integer("kernel_width"));
}

QString facts_text(const Settings& settings, const std::optional<LayerSize>& size) {
  QString text = window_text(settings);
  if (!text.isEmpty()) text += QLatin1Char(' ');
  return size ? QStringLiteral("%1→ %2").arg(text, shape_text(size->output)) : text;
}

QString map_text(const Shape& shape) {
  return QStringLiteral("%1×%2").arg(shape.height).arg(shape.width);
}

QString brief_kind(const std::string& kind, const QString& label) {
  if (kind == "conv2d") return LayerWords::tr("Conv");
  if (kind == "lif_dense") return LayerWords::tr("Spiking");
  if (kind == "lif_conv2d") return LayerWords::tr("Spiking");
  return label;
}

}  // namespace lfp
