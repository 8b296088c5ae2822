#pragma once

#include "core/experiment/experiment.h"

#include <QString>
#include <cstddef>
#include <string>

namespace lfp {

/// The largest number of runs: views have colours, line styles and room for this many.
inline constexpr std::size_t most_runs = 4;

/// What a run is called unless a person names it: its rule's label ("LFP-ε"), or "Gradient".
std::string usual_run_name(const RunSpec& run);

/// `next` at the place `run` of the experiment. A run that is called after its method is renamed with it;
/// names stay different from one another.
Experiment with_run(Experiment experiment, std::size_t run, RunSpec next);

/// With one run more, like the last one but with a method or rule that no run has yet.
Experiment with_run_added(Experiment experiment);
/// With a copy of that run behind the others.
Experiment with_run_duplicated(Experiment experiment, std::size_t run);

/// `name` for one more run, numbered where it is taken: "LFP-ε 2".
std::string free_run_name(const Experiment& experiment, const std::string& name);
/// Why the run cannot have that name; empty if it can.
QString name_problem(const Experiment& experiment, std::size_t run, const std::string& name);

}  // namespace lfp
