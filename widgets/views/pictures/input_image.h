#pragma once

#include "core/data/dataset.h"
#include "widgets/style/theme.h"

#include <QImage>
#include <span>

namespace lfp {

/// A sample as a picture, one pixel a pixel: grey from the background to the text's colour, three channels as
/// colours.
QImage sample_image(const Dataset& dataset, std::span<const float> input, const Theme& theme);

/// Feedback to the pixels of an image, summed over its channels, as signed colours. With `below` it lies over
/// that picture, stronger where there is more of it.
QImage input_feedback_image(const Shape& shape, std::span<const float> feedback, float range,
                            const Theme& theme, const QImage& below = {});

}  // namespace lfp
