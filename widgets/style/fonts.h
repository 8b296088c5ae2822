#pragma once

#include <QFont>

namespace lfp {

/// The interface's font at a size in pixels: Noto Sans, else DejaVu Sans, else the system's own. Digits of
/// both are equally wide, so numbers hold still.
QFont interface_font(double pixels, bool bold = false);

}  // namespace lfp
