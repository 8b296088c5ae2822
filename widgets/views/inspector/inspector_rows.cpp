#include "widgets/views/inspector/inspector_rows.h"

#include "core/inspection/what_if.h"
#include "core/layers/propagate.h"
#include "widgets/style/number_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <initializer_list>

namespace lfp {
namespace {

struct InspectorRowsWords {
  Q_DECLARE_TR_FUNCTIONS(InspectorFormula)
};

using Parts = std::vector<FormulaRow::Part>;

FormulaRow::Part sign(const QString& text) {
  return {.text = text};
}

FormulaRow::Part sign(const char* text) {
  return sign(QString::fromUtf8(text));
}

FormulaRow::Part field(Term term) {
  const auto name = [term] {
    switch (term) {
      case Term::activation:
        return InspectorRowsWords::tr("a");
      case Term::weight:
        return InspectorRowsWords::tr("w");
      case Term::weight_size:
        return InspectorRowsWords::tr("|w|");
      case Term::bias:
        return InspectorRowsWords::tr("b");
      case Term::pre_activation:
        return InspectorRowsWords::tr("z");
      case Term::epsilon:
        return InspectorRowsWords::tr("ε");
      case Term::feedback:
        return InspectorRowsWords::tr("R");
      case Term::rate:
        return InspectorRowsWords::tr("rate");
      case Term::moved:
        return InspectorRowsWords::tr("F");
    }
    return QString();
  };
  return {.text = name(), .term = static_cast<int>(term), .is_fixed = term == Term::moved};
}

void append(Parts& parts, const Parts& more) {
  parts.insert(parts.end(), more.begin(), more.end());
}

/// Everything that the choice of the formulas depends on.
struct Case {
  const RunSpec& run;
  const InspectedItem& item;
  const UnitInspection& unit;
  int layer = item.layer;
  bool is_bias = item.input.value_or(0) < 0;
  bool is_gradient = run.method == Method::gradient;
  bool has_epsilon = epsilon_of(run, layer).has_value();
  bool is_in_proportion = is_gradient || has_epsilon_share(rule_of(run, layer));
  ParameterShare moved_by = is_gradient ? ParameterShare::epsilon : rule_of(run, layer).parameter_share;

  /// Returns whether the update equals the share, up to the sign of the weight.
  bool is_moved_by_share() const {
    return moved_by == ParameterShare::epsilon || (moved_by == ParameterShare::own && is_in_proportion);
  }
  Term own() const { return is_bias ? Term::bias : Term::weight; }
};

/// Returns "÷ ( z + ε )", where ε has the sign of z, or "÷ z".
Parts division(const Case& given) {
  if (!given.has_epsilon) return {sign("÷"), field(Term::pre_activation)};
  return {sign("÷ ("), field(Term::pre_activation), sign(given.unit.pre_activation < 0 ? "−" : "+"),
          field(Term::epsilon), sign(")")};
}

/// Formats the number of places summed over: "576 positions and 15 time steps".
QString places(const UnitInspection& unit) {
  QStringList parts;
  if (unit.positions > 1) parts << InspectorRowsWords::tr("%1 positions").arg(count_text(unit.positions));
  if (unit.steps > 1) parts << InspectorRowsWords::tr("%1 time steps").arg(count_text(unit.steps));
  return parts.join(InspectorRowsWords::tr(" and "));
}

QString summed(const QString& caption, const UnitInspection& unit) {
  const QString where = places(unit);
  return where.isEmpty() ? caption : InspectorRowsWords::tr("%1, summed over %2").arg(caption, where);
}

QString update_caption(const Case& given) {
  return given.is_bias ? InspectorRowsWords::tr("Update of this bias by this sample alone")
                       : InspectorRowsWords::tr("Update of this weight by this sample alone");
}

/// Names the rule with its numbers if there is no shorter formula.
Parts by_rule(const Case& given) {
  Parts parts{sign("of")};
  if (given.unit.is_plain && !given.is_bias) append(parts, {field(Term::activation), sign(",")});
  append(parts, {field(given.own()), sign(","), field(Term::feedback)});
  if (given.has_epsilon) append(parts, {sign(","), field(Term::epsilon)});
  return parts;
}

Parts plain_share(const Case& given) {
  if (!given.is_in_proportion) return by_rule(given);
  Parts parts{sign("=")};
  if (!given.is_bias) append(parts, {field(Term::activation), sign("×")});
  append(parts, {field(given.own())});
  append(parts, division(given));
  append(parts, {sign("×"), field(Term::feedback)});
  return parts;
}

InspectorRow plain_update(const Case& given) {
  Parts parts{sign("="), field(Term::rate)};
  if (given.is_moved_by_share()) {
    if (!given.is_gradient) append(parts, {sign("×"), field(Term::weight_size)});
    if (!given.is_bias) append(parts, {sign("×"), field(Term::activation)});
    append(parts, {sign("×"), field(Term::feedback)});
    append(parts, division(given));
  } else {
    append(parts, {sign("×"), field(Term::moved)});
  }
  return {.caption = update_caption(given),
          .result = given.is_bias ? InspectorRowsWords::tr("Δb") : InspectorRowsWords::tr("Δw"),
          .parts = parts};
}

/// Returns a sum of quotients: what is shared among the inputs at each position and time step.
Parts summed_share(const Case& given) {
  const bool is_derived = given.is_gradient && given.unit.is_spiking;
  const bool is_told = given.unit.is_linear || given.unit.is_spiking;
  if (!is_told || !given.is_in_proportion) return by_rule(given);
  Parts parts{sign(given.is_bias ? "= Σ" : "= Σ a ×"), field(given.own())};
  if (is_derived) {
    append(parts, {sign("× δ")});
  } else {
    const bool is_spiking = given.unit.is_spiking;
    if (given.has_epsilon)
      append(parts, {sign(is_spiking ? "÷ ( d +" : "÷ ( z ±"), field(Term::epsilon), sign(") × R")});
    else
      append(parts, {sign(is_spiking ? "÷ d × R" : "÷ z × R")});
  }
  append(parts, {sign(", Σ R ="), field(Term::feedback)});
  return parts;
}

/// Returns the formula for F, such as "F = |w| Σ a R ÷ (z ± ε)".
QString moving_feedback(const Case& given) {
  const bool is_told = given.unit.is_linear || given.unit.is_spiking;
  if (!is_told || !given.is_moved_by_share() || (given.unit.is_spiking && !given.is_in_proportion))
    return InspectorRowsWords::tr("F is what the rule gives it");
  if (given.is_gradient) return given.is_bias ? QStringLiteral("F = Σ δ") : QStringLiteral("F = Σ a δ");
  const QString size = given.is_bias ? QStringLiteral("|b| Σ R") : QStringLiteral("|w| Σ a R");
  const QString below = given.unit.is_spiking ? QStringLiteral("d + ε") : QStringLiteral("z ± ε");
  return QStringLiteral("F = %1 ÷ (%2)").arg(size, below);
}

InspectorRow summed_update(const Case& given) {
  return {.caption = QStringLiteral("%1: %2").arg(update_caption(given), moving_feedback(given)),
          .result = given.is_bias ? InspectorRowsWords::tr("Δb") : InspectorRowsWords::tr("Δw"),
          .parts = {sign("="), field(Term::rate), sign("×"), field(Term::moved)}};
}

InspectorRow share_row(const Case& given) {
  const InspectedItem& item = given.item;
  const bool is_told = given.unit.is_linear || given.unit.is_spiking;
  const QString of_weight = is_told ? InspectorRowsWords::tr("Share handed down")
                                    : InspectorRowsWords::tr("What goes through this weight");
  const QString caption = given.is_bias ? InspectorRowsWords::tr("Share that the bias keeps") : of_weight;
  return {.caption = summed(caption, given.unit),
          .result = given.is_bias || !given.unit.has_weights
                        ? InspectorRowsWords::tr("share")
                        : InspectorRowsWords::tr("R, %1 ← %2").arg(*item.input + 1).arg(item.unit + 1),
          .parts = given.unit.is_plain ? plain_share(given) : summed_share(given)};
}

/// Returns the formula for the neuron's forward pass: its pre-activation or its spikes.
InspectorRow forward_row(const Case& given) {
  const UnitInspection& unit = given.unit;
  if (unit.is_spiking) {
    Parts parts{sign("from I = Σ a·w")};
    if (unit.has_bias) append(parts, {sign("+"), field(Term::bias)});
    return {
        .caption = InspectorRowsWords::tr("Spikes in %1: the current I charges a membrane").arg(places(unit)),
        .result = InspectorRowsWords::tr("spikes"),
        .parts = parts};
  }
  if (unit.is_plain)
    return {.caption = InspectorRowsWords::tr("Pre-activation: the sum of all contributions, and the bias"),
            .result = InspectorRowsWords::tr("z"),
            .parts = {sign("= Σ a·w +"), field(Term::bias)}};
  Parts parts{sign(unit.is_linear ? "= Σ a·w" : "of its inputs")};
  if (unit.has_bias && unit.is_linear)
    append(parts, {sign(QStringLiteral("+ %1 ×").arg(count_text(unit.positions * unit.steps)))});
  else if (unit.has_bias)
    append(parts, {sign("and the bias")});
  if (unit.has_bias) append(parts, {field(Term::bias)});
  return {.caption = summed(InspectorRowsWords::tr("Pre-activation"), unit),
          .result = InspectorRowsWords::tr("z"),
          .parts = parts};
}

InspectorRow handed_down_row(const Case& given) {
  Parts parts{sign("from"), field(Term::feedback)};
  if (given.has_epsilon) append(parts, {sign("with"), field(Term::epsilon)});
  return {.caption = summed(InspectorRowsWords::tr("Feedback that arrived, shared among the inputs below"),
                            given.unit),
          .result = InspectorRowsWords::tr("handed down"),
          .parts = parts};
}

}  // namespace

InspectorRows rows_of(const RunSpec& run, const InspectedItem& item, const UnitInspection& unit) {
  const Case given{.run = run, .item = item, .unit = unit};
  if (!item.input) return {.first = forward_row(given), .second = handed_down_row(given), .note = {}};
  InspectorRows rows{.first = share_row(given),
                     .second = given.unit.is_plain ? plain_update(given) : summed_update(given),
                     .note = {}};
  if (!given.unit.is_spiking || !given.is_in_proportion) return rows;
  rows.note = given.is_gradient
                  ? InspectorRowsWords::tr(
                        "δ: the derivative at the current I, through the surrogate and later steps.")
                  : InspectorRowsWords::tr(
                        "d = |u| + |I − (1 − β) u|, with the membrane u before the step and the current I; R "
                        "has arrived at the spike and at the membrane after it.");
  return rows;
}

QString rule_formula(const RunSpec& run, const InspectedItem& item, const UnitInspection& unit) {
  const int layer = item.layer;
  if (run.method == Method::gradient || layer < 0) return {};
  const bool has_rule = unit.is_linear || unit.is_spiking || unit.learns;
  const bool is_told = unit.learns && (unit.is_linear || unit.is_spiking);
  if (!has_rule || (is_told && has_epsilon_share(rule_of(run, layer)))) return {};
  const auto own = std::ranges::find(run.composite, layer + 1, &LayerRule::layer);
  const Choice& choice = own == run.composite.end() ? run.rule : own->rule;
  return QString::fromStdString(find_entry(rule_entries(), choice.name, "rule").info.formula);
}

}  // namespace lfp
