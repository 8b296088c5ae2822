#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <QPainter>
#include <QRect>
#include <QString>

namespace lfp {

/// The network as a figure for a paper, with a title. `request` tells all but the size.
void paint_network_figure(QPainter& painter, const QRect& area, SceneRequest request);

/// Every neuron of the run that `options` name with its feedback, activation and flipped inputs, as CSV.
QString network_table(const Snapshot& snapshot, const NetworkOptions& options);

}  // namespace lfp
