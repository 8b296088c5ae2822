#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <QCoreApplication>
#include <QString>

/// The parts that make_scene() assembles a scene from; each function adds to it.
namespace lfp::network_parts {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(NetworkView)
};

void add_edges(NetworkScene& scene, const SceneRequest& request);
/// Returns whether edges from the previous column to `column` are drawn; otherwise a bundle is shown.
bool has_edges(const NetworkScene& scene, const SceneRequest& request, std::size_t column);
void add_captions(NetworkScene& scene, const SceneRequest& request);
/// Adds the image or the names of the inputs.
void add_input(NetworkScene& scene, const SceneRequest& request);
/// Adds names, class marks, feedback and probabilities beside the outputs.
void add_read_outs(NetworkScene& scene, const SceneRequest& request);
/// Adds two lines with the number of weights where single connections are not drawn.
void add_bundles(NetworkScene& scene, const SceneRequest& request);
/// Adds notes on the sample and on edges that are left out.
void add_notes(NetworkScene& scene, const SceneRequest& request);
/// Adds channels as feature maps of the shown sample, and the range of each layer's maps.
void add_maps(NetworkScene& scene, const SceneRequest& request);
/// Adds neurons as pictures over the input plane if this is chosen.
void add_planes(NetworkScene& scene, const SceneRequest& request);
/// Adds the numbers of each neuron and connection if this is chosen.
void add_numbers(NetworkScene& scene, const SceneRequest& request);
void add_legend(NetworkScene& scene, const SceneRequest& request);

/// Returns the chosen sample with its values in the shown run; null for the mean over a batch or if the
/// snapshot lacks it.
const SampleSnapshot* shown_sample(const SceneRequest& request);

/// Adds one line of text at `place`; returns its width.
double add_text(NetworkScene& scene, const QPointF& place, Qt::Alignment alignment, const QString& text,
                const QFont& font, const QColor& colour);

}  // namespace lfp::network_parts
