#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <QCoreApplication>
#include <QString>

/// The parts of which make_scene() puts a scene together; each adds to it.
namespace lfp::network_parts {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(NetworkView)
};

void add_edges(NetworkScene& scene, const SceneRequest& request);
/// Whether edges are drawn from the column before to `column`; else a bundle stands for them.
bool has_edges(const NetworkScene& scene, const SceneRequest& request, std::size_t column);
void add_captions(NetworkScene& scene, const SceneRequest& request);
/// The image or the names of the inputs.
void add_input(NetworkScene& scene, const SceneRequest& request);
/// Names, class marks, feedback and probabilities beside the outputs.
void add_read_outs(NetworkScene& scene, const SceneRequest& request);
/// Two lines with the number of weights where single connections are not drawn.
void add_bundles(NetworkScene& scene, const SceneRequest& request);
/// Which sample it is, what edges are left out.
void add_notes(NetworkScene& scene, const SceneRequest& request);
/// Channels as feature maps of the shown sample, and the range of each layer's.
void add_maps(NetworkScene& scene, const SceneRequest& request);
/// Neurons as pictures over the input plane, where that was chosen.
void add_planes(NetworkScene& scene, const SceneRequest& request);
/// What each neuron and connection is, in digits, where that was chosen.
void add_numbers(NetworkScene& scene, const SceneRequest& request);
void add_legend(NetworkScene& scene, const SceneRequest& request);

/// The chosen sample's walk through the run shown; null in the mean over a batch, or where the snapshot lacks
/// it.
const SampleSnapshot* shown_sample(const SceneRequest& request);

/// One line of text around `place`; returns its width.
double add_text(NetworkScene& scene, const QPointF& place, Qt::Alignment alignment, const QString& text,
                const QFont& font, const QColor& colour);

}  // namespace lfp::network_parts
