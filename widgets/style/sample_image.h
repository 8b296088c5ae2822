#pragma once

#include "core/data/dataset.h"
#include "widgets/style/theme.h"

#include <QImage>
#include <span>

namespace lfp {

/// A sample as a picture, one pixel a pixel: grey from the background to the text's colour, three channels as
/// colours.
QImage sample_image(const Dataset& dataset, std::span<const float> input, const Theme& theme);

}  // namespace lfp
