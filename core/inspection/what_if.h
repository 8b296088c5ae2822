#pragma once

#include "core/experiment/experiment.h"
#include "core/rules/rule.h"
#include "core/snapshot/inspection.h"

#include <optional>

namespace lfp {

class Network;
struct Task;
struct Trace;

/// The rule that a run with LFP has for a layer (from 0).
Rule rule_of(const RunSpec& run, int layer);
/// The ε of that rule; nothing for a gradient run or a rule without.
std::optional<double> epsilon_of(const RunSpec& run, int layer);

/// What would follow if numbers of `item`, in a layer that learns, were others, in a sample that has been
/// passed up and all the way down in `trace`. The run's own way up and down is asked, about a layer like the
/// network's (which `spec` describes): nothing of the run is touched. `update` is left to the caller, who
/// knows the learning rate. For the gradient baseline what arrives from above is the derivative, so that
/// another z means another feedback z d.
SupposedOutcome what_if(const Supposition& supposed, const Network& network, const NetworkSpec& spec,
                        const RunSpec& run, const Task& task, const Trace& trace, const InspectedItem& item);

}  // namespace lfp
