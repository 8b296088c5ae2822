#pragma once

#include "core/base/registry.h"
#include "core/experiment/experiment.h"

#include <cstddef>
#include <optional>

/// Changes of an experiment's network, as pure functions. Layers count from 0, in the order of
/// NetworkSpec::layers; the rules that runs set for single layers (composites, which count from 1) follow
/// their layers. Residual blocks keep their layers: one that is put into a block widens it, one taken out
/// narrows it. The last layer is the output: it stays last and its units follow the data, because there has
/// to be one output for each class or value.
namespace lfp::network_edits {

/// Adds a hidden layer behind layer `after` (-1: first), made like its neighbour. The output stays last.
Experiment with_layer_added(Experiment experiment, int after);
/// Removes the layer, and with it the sum of a block that becomes empty; the output cannot be removed.
Experiment with_layer_removed(Experiment experiment, int layer);
/// Moves hidden layer `from` to the place `to`, counted after its removal. The output stays last.
Experiment with_layer_moved(Experiment experiment, int from, int to);
/// Makes the layer one of another kind: settings of the same name are kept between kinds with units and
/// between kinds without, and what the new kind has no use for (activation, own rules) is dropped. The output
/// keeps its number of units.
Experiment with_kind(Experiment experiment, int layer, const std::string& kind);
/// Sets the units, or the channels for kinds that have channels.
Experiment with_units(Experiment experiment, int layer, std::int64_t units);
/// An empty name means no activation; kinds that take none have none.
Experiment with_activation(Experiment experiment, int layer, Choice activation);
/// The rule of one layer in one run; none: the run's own.
Experiment with_layer_rule(Experiment experiment, std::size_t run, int layer, std::optional<Choice> rule);
/// A frozen layer keeps its parameters.
Experiment with_frozen(Experiment experiment, int layer, bool frozen);
/// Sets as many outputs as the data need.
Experiment with_outputs(Experiment experiment, std::int64_t outputs);
/// Drops a coding that no layer would understand.
Experiment with_fitting_coding(Experiment experiment);

/// The rule that `run` sets for this layer alone, if any.
std::optional<Choice> layer_rule(const Experiment& experiment, std::size_t run, int layer);
/// Whether a rule decides how a layer of this kind hands feedback down.
bool has_rule(const LayerSpec& layer);
/// Units or channels of a layer whose kind has them.
std::optional<std::int64_t> units_of(const LayerSpec& layer);
/// Whether time begins somewhere in the network.
bool has_spiking_layer(const NetworkSpec& network);

}  // namespace lfp::network_edits
