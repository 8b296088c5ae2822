#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <QPainter>
#include <QRect>
#include <QString>

namespace lfp {

/// Paints the network as a figure for a paper, with a title. `request` holds everything but the size.
void paint_network_figure(QPainter& painter, const QRect& area, SceneRequest request);

/// Returns feedback, activation and flipped inputs of every neuron of the run in `options`, as CSV.
QString network_table(const Snapshot& snapshot, const NetworkOptions& options);

}  // namespace lfp
