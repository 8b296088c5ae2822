#pragma once

#include "core/inspection/receptive_field.h"
#include "widgets/views/network/scene/network_scene.h"

#include <QRectF>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// Returns whether the channels of that layer (input_layer, or from 0) are drawn as feature maps if there is
/// room: only for one sample, coloured by activation or feedback.
bool has_maps(const Snapshot& snapshot, const NetworkOptions& options, int layer);
Shape map_shape(const Snapshot& snapshot, int layer);

/// Returns the sample's values at every place of a layer's channels, in the chosen run or as a difference of
/// two; empty if the snapshot lacks them or feedback has not reached the layer yet.
std::vector<float> map_values(const Snapshot& snapshot, const NetworkOptions& options, int layer,
                              NeuronColour what);
/// Returns the exact colour range of the layer's maps.
float map_range(const Snapshot& snapshot, const NetworkOptions& options, int layer);

/// Returns the place of a channel's map at that point; -1 if there is none.
std::int64_t map_place(const NetworkColumn& column, std::int64_t channel, const QPointF& place);

/// Returns the input pixels that a place of a layer's map depends on.
PixelWindow seen_pixels(const Snapshot& snapshot, int layer, std::int64_t place);

/// The part of the input image that one place of a channel's map depends on.
struct SeenWindow {
  QRectF on_map;
  QRectF on_input;
};

/// Returns the window of the item's place, or of the place with the largest value if it has none. Nullopt
/// unless the item is a channel drawn as a map and the input is an image.
std::optional<SeenWindow> seen_window(const NetworkScene& scene, const Snapshot& snapshot,
                                      const NetworkOptions& options, const NetworkItem& item);

}  // namespace lfp
