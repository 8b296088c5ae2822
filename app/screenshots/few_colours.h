#pragma once

#include <QImage>

namespace lfp {

/// The picture in the 256 colours that suit it best (by median cut, without dithering): a third of the size
/// as a PNG file, and hard to tell apart where areas are flat, as in a window.
QImage with_few_colours(const QImage& picture);

}  // namespace lfp
