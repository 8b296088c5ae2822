#pragma once

#include "core/data/dataset.h"

#include <QImage>
#include <vector>

namespace lfp {

/// What the network would be shown of a drawing: its ink (grey, 255 is full) scaled into the middle of an
/// image of the data's size, as handwritten digits are (20 of 28 pixels, the centre of mass in the middle),
/// and normalised as the data are; colour channels alike. Empty for an empty drawing.
std::vector<float> input_of_drawing(const QImage& ink, const Dataset& dataset);

}  // namespace lfp
