#pragma once

#include "widgets/views/network/scene/network_stage.h"

#include <QPainter>

namespace lfp {

/// These functions paint a scene with QPainter in the scene's coordinates. The order is: edges, marks, units,
/// then everything else.
void paint_edge_lines(QPainter& painter, const NetworkScene& scene);
void paint_flip_marks(QPainter& painter, const NetworkScene& scene);
void paint_units(QPainter& painter, const NetworkScene& scene);
void paint_rest(QPainter& painter, const NetworkScene& scene);
void paint_legend(QPainter& painter, const NetworkLegend& legend, const Theme& theme);

/// Paints feature maps, and dashed frames for those that wait for feedback.
void paint_maps(QPainter& painter, const NetworkScene& scene);
void paint_waiting_maps(QPainter& painter, const SceneMaps& maps, const Theme& theme);

/// Paints what covers edges and units on screen: texts and images, the hovered and the selected item, and the
/// legend, which does not move with the camera. `painter` uses pixels of the canvas.
void paint_over(QPainter& painter, const NetworkStage& stage);

}  // namespace lfp
