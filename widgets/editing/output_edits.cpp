#include "widgets/editing/output_edits.h"

#include "widgets/editing/entry_items.h"
#include "widgets/editing/network_edits.h"

#include <utility>

namespace lfp {
namespace {

constexpr const char* loss_for_classes = "cross_entropy";
constexpr const char* loss_for_values = "squared_error";

const char* usual_feedback(const OutputKind& kind) {
  if (kind.classes == 0) return "squared_error";
  return kind.is_spiking ? "snn_rate_coded" : "softmax";
}

std::string problem_of(const Choice& feedback, const OutputKind& kind) {
  const auto* entry = find_registered(feedback_entries(), feedback.name);
  if (entry == nullptr) return {};
  try {
    entry->make(checked(entry->info, feedback.settings, "feedback"))->check(kind, "feedback");
  } catch (const Error& error) {
    return error.problem() + ". " + error.remedy();
  }
  return {};
}

void adapt(RunSpec& run, const OutputKind& before, const OutputKind& after) {
  const bool was_usual = run.feedback.name == usual_feedback(before);
  if (was_usual || !problem_of(run.feedback, after).empty())
    run.feedback = default_choice(*entry_info(feedback_entries(), usual_feedback(after)));
  const bool are_values = after.classes == 0;
  if (are_values != (before.classes == 0)) run.loss = are_values ? loss_for_values : loss_for_classes;
}

bool is_same_kind(const OutputKind& a, const OutputKind& b) {
  return (a.classes == 0) == (b.classes == 0) && a.is_spiking == b.is_spiking;
}

/// Two classes can be told apart by a single output, which is left as it is.
bool has_single_output(const Experiment& experiment, const OutputKind& wanted) {
  return wanted.classes == 2 && !experiment.network.layers.empty() &&
         network_edits::units_of(experiment.network.layers.back()) == 1;
}

}  // namespace

OutputKind wanted_outputs(const Experiment& experiment, const DataFacts& facts) {
  OutputKind kind;
  const auto& layers = experiment.network.layers;
  kind.is_spiking = !layers.empty() && layers.back().kind.name.starts_with("lif_");
  kind.steps = network_edits::has_spiking_layer(experiment.network) ? experiment.network.steps : 1;
  if (experiment.autoencode)
    kind.outputs = facts.shape.size();
  else if (facts.classes == 0)
    kind.outputs = facts.values;
  else
    kind.outputs = kind.classes = facts.classes;
  return kind;
}

OutputKind given_outputs(const Experiment& experiment, const DataFacts& facts) {
  OutputKind kind = wanted_outputs(experiment, facts);
  if (has_single_output(experiment, kind)) kind.outputs = 1;
  return kind;
}

std::string feedback_problem(const Experiment& experiment, const RunSpec& run, const DataFacts& facts) {
  if (run.method != Method::lfp) return {};
  return problem_of(run.feedback, given_outputs(experiment, facts));
}

Experiment with_fitting_outputs(Experiment next, const DataFacts& facts, const Experiment& before,
                                const std::optional<DataFacts>& facts_before) {
  const OutputKind after = wanted_outputs(next, facts);
  std::optional<OutputKind> old;
  if (facts_before) old = wanted_outputs(before, *facts_before);
  const bool stays_single = old && has_single_output(before, *old) && has_single_output(next, after);
  if (!stays_single) next = network_edits::with_outputs(std::move(next), after.outputs);
  if (old && !is_same_kind(*old, after))
    for (RunSpec& run : next.runs) adapt(run, *old, after);
  return next;
}

}  // namespace lfp
