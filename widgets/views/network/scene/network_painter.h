#pragma once

#include "widgets/views/network/scene/network_stage.h"

#include <QPainter>

namespace lfp {

/// Painting a scene with QPainter, in the scene's coordinates. In order: edges, marks, units, then all the
/// rest.
void paint_edge_lines(QPainter& painter, const NetworkScene& scene);
void paint_flip_marks(QPainter& painter, const NetworkScene& scene);
void paint_units(QPainter& painter, const NetworkScene& scene);
void paint_rest(QPainter& painter, const NetworkScene& scene);
void paint_legend(QPainter& painter, const NetworkLegend& legend, const Theme& theme);

/// Feature maps; dashed frames of those that wait for feedback.
void paint_maps(QPainter& painter, const NetworkScene& scene);
void paint_waiting_maps(QPainter& painter, const SceneMaps& maps, const Theme& theme);

/// What lies over edges and units on screen: words and images, what is hovered over and selected, the legend,
/// which does not move with the camera. `painter` in pixels of the canvas.
void paint_over(QPainter& painter, const NetworkStage& stage);

}  // namespace lfp
