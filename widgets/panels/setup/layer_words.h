#pragma once

#include "core/base/settings.h"
#include "widgets/editing/layer_sizes.h"

#include <QString>
#include <optional>
#include <string>

namespace lfp {

/// The window that slides over an image: "5 × 5"; empty if there is none.
QString window_text(const Settings& settings);
/// The window, if any, and what leaves the layer: "5 × 5 → 16 × 12 × 12".
QString facts_text(const Settings& settings, const std::optional<LayerSize>& size);
/// Rows and columns of each channel's map, without spaces, as there is little room: "24×24".
QString map_text(const Shape& shape);
/// A shorter name of a kind of layer for narrow places; `label` if it has none.
QString brief_kind(const std::string& kind, const QString& label);

}  // namespace lfp
