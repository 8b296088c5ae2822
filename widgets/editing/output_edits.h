#pragma once

#include "core/experiment/experiment.h"
#include "core/feedback/feedback_function.h"
#include "widgets/editing/data_facts.h"

#include <optional>
#include <string>

namespace lfp {

/// What the outputs of an experiment's networks are for; as many as the data needs, whatever the last layer
/// has.
OutputKind wanted_outputs(const Experiment& experiment, const DataFacts& facts);

/// The same, but a network with a single output for two classes keeps it.
OutputKind given_outputs(const Experiment& experiment, const DataFacts& facts);
/// Why the feedback function of that run makes no sense for the outputs; empty where it does.
std::string feedback_problem(const Experiment& experiment, const RunSpec& run, const DataFacts& facts);

/// `next`, an edit of `before`, with as many outputs as its data needs. Where the kind of outputs is another
/// one than before (values instead of classes, spikes instead of numbers), feedback functions and losses that
/// were the usual ones for the old kind, or make no sense for the new one, give way to the usual ones.
Experiment with_fitting_outputs(Experiment next, const DataFacts& facts, const Experiment& before,
                                const std::optional<DataFacts>& facts_before);

}  // namespace lfp
