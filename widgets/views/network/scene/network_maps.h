#pragma once

#include "core/inspection/receptive_field.h"
#include "widgets/views/network/scene/network_scene.h"

#include <QRectF>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// Whether the channels of that layer (input_layer, or from 0) are drawn as feature maps where there is room:
/// of one sample, by activation or feedback.
bool has_maps(const Snapshot& snapshot, const NetworkOptions& options, int layer);
Shape map_shape(const Snapshot& snapshot, int layer);

/// What the chosen sample has at every place of a layer's channels, in the chosen run or the difference of
/// two; empty where the snapshot lacks it, or its feedback has not come down yet.
std::vector<float> map_values(const Snapshot& snapshot, const NetworkOptions& options, int layer,
                              NeuronColour what);
/// The range of their colours; exact.
float map_range(const Snapshot& snapshot, const NetworkOptions& options, int layer);

/// Which place of a channel's map lies there; -1: none.
std::int64_t map_place(const NetworkColumn& column, std::int64_t channel, const QPointF& place);

/// The pixels that a place of a layer's map depends on.
PixelWindow seen_pixels(const Snapshot& snapshot, int layer, std::int64_t place);

/// What one place of a channel's map sees of the input image.
struct SeenWindow {
  QRectF on_map;
  QRectF on_input;
};

/// Of the item's place, or where it has none of the one with the largest value. Nothing unless the item is a
/// channel drawn as a map, over an image.
std::optional<SeenWindow> seen_window(const NetworkScene& scene, const Snapshot& snapshot,
                                      const NetworkOptions& options, const NetworkItem& item);

}  // namespace lfp
