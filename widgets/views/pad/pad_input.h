#pragma once

#include "core/data/dataset.h"

#include <QImage>
#include <vector>

namespace lfp {

/// Converts a drawing into an input of the network: its ink (grey, 255 is full) is scaled into the middle of
/// an image of the data's size, like handwritten digits (20 of 28 pixels, the centre of mass in the middle),
/// and normalised like the data; all colour channels are equal. Empty for an empty drawing.
std::vector<float> input_of_drawing(const QImage& ink, const Dataset& dataset);

}  // namespace lfp
