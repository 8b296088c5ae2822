#pragma once

#include "core/training/experiment.h"

#include <cstddef>
#include <optional>

/// Changes of an experiment's network, as pure functions. Layers count from 0, in the order of
/// NetworkSpec::layers; the rules that runs set for single layers (composites, which count layers with
/// parameters only) follow their layers. The last layer is the output: it stays last and its units follow the
/// data's classes, because LFP needs one output for each class.
namespace lfp::network_edits {

/// A hidden layer behind layer `after` (-1: first), made like its neighbour. The output stays last.
Experiment with_layer_added(Experiment experiment, int after);
/// Without the layer; the output cannot be removed.
Experiment with_layer_removed(Experiment experiment, int layer);
/// Hidden layer `from` at the place `to`, counted after its removal. The output stays last.
Experiment with_layer_moved(Experiment experiment, int from, int to);
Experiment with_units(Experiment experiment, int layer, std::int64_t units);
/// An empty name means no activation.
Experiment with_activation(Experiment experiment, int layer, Choice activation);
/// The rule of one layer in one run; none: the run's own.
Experiment with_layer_rule(Experiment experiment, std::size_t run, int layer, std::optional<Choice> rule);
/// With as many outputs as there are classes.
Experiment with_outputs(Experiment experiment, std::int64_t classes);

/// The rule that `run` sets for this layer alone, if any.
std::optional<Choice> layer_rule(const Experiment& experiment, std::size_t run, int layer);
/// Whether a layer of this kind has parameters, and so a rule.
bool has_parameters(const LayerSpec& layer);
/// Units of a layer whose kind has them.
std::optional<std::int64_t> units_of(const LayerSpec& layer);

}  // namespace lfp::network_edits
