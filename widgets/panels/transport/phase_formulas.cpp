#include "widgets/panels/transport/phase_formulas.h"

#include "core/feedback/feedback_function.h"
#include "core/inspection/what_if.h"
#include "core/optimisers/optimiser.h"
#include "core/rules/rule.h"

#include <algorithm>

namespace lfp {
namespace {

const Choice& rule_of_layer(const RunSpec& run, int layer) {
  const auto own = std::ranges::find(run.composite, layer + 1, &LayerRule::layer);
  return own == run.composite.end() ? run.rule : own->rule;
}

template <class Entries>
QString entry_formula(const Entries& entries, const Choice& choice) {
  return QString::fromStdString(find_entry(entries, choice.name, "phase").info.formula);
}

/// Returns the definition of F, the quantity that updates a weight.
QString moving_feedback(const RunSpec& run) {
  if (run.method == Method::gradient) return QStringLiteral("F = a_i δ_j");
  const Rule rule = rule_of(run, 0);
  switch (rule.parameter_share) {
    case ParameterShare::epsilon:
      return rule.epsilon == 0 ? QStringLiteral("F = |w_{ji}| a_i \\frac{R_j}{z_j}")
                               : QStringLiteral("F = |w_{ji}| a_i \\frac{R_j}{z_j ± ε}");
    case ParameterShare::own:
      return QStringLiteral("F = sg(w_{ji}) R_{i←j}");
    case ParameterShare::hebbian:
      return QStringLiteral("F = |w_{ji}| a_i z_j R_j");
    case ParameterShare::oja:
      return QStringLiteral("F = |w_{ji}| z_j (a_i − z_j w_{ji}) R_j");
  }
  return {};
}

}  // namespace

QString phase_formula(const RunSpec& run, const Phase& phase) {
  const bool is_lfp = run.method == Method::lfp;
  switch (phase.kind) {
    case PhaseKind::forward:
      return QStringLiteral("z_j = Σ_i a_i w_{ji} + b_j");
    case PhaseKind::output_feedback:
      if (is_lfp) return entry_formula(feedback_entries(), run.feedback);
      return run.loss == "squared_error" ? QStringLiteral("δ_c = y_c − o_c")
                                         : QStringLiteral("δ_c = y_c − p_c");
    case PhaseKind::distribute:
      return is_lfp ? entry_formula(rule_entries(), rule_of_layer(run, phase.layer))
                    : QStringLiteral("δ_i = f′(z_i) Σ_j w_{ji} δ_j");
    case PhaseKind::update:
      return QStringLiteral("%1,  %2").arg(entry_formula(optimiser_entries(), run.optimiser),
                                           moving_feedback(run));
  }
  return {};
}

}  // namespace lfp
