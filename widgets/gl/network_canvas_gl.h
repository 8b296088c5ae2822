#pragma once

#include "widgets/views/network/scene/network_canvas.h"

namespace lfp {

/// Draws edges and units with OpenGL and the rest with QPainter over them. Use it only if opengl_usable()
/// returns true. `stage` outlives it; owned by `parent`.
NetworkCanvas* make_gl_canvas(const NetworkStage& stage, QWidget* parent);

}  // namespace lfp
