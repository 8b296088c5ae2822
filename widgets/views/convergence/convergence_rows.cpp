#include "widgets/views/convergence/convergence_rows.h"

#include "widgets/style/core_text.h"
#include "widgets/style/number_text.h"

#include <QCoreApplication>

namespace lfp {
namespace {

using Condition = ConvergenceCondition;

QString words(const char* english) {
  return QCoreApplication::translate("Convergence", english);
}

ConvergenceCell units_cell(const Convergence& found) {
  if (found.other_units == 0)
    return {.number = words("all %1 units").arg(count_text(found.units)),
            .sentence = words("Every unit is linear, ReLU or leaky ReLU.")};
  const QString layer = core_text(found.other_layer);
  return {.number = words("%1: %2 of %3").arg(layer, count_text(found.other_units), count_text(found.units)),
          .sentence = words("%1 of %2 units are something else, the first ones: %3.")
                          .arg(count_text(found.other_units), count_text(found.units), layer)};
}

ConvergenceCell rule_cell(const Convergence& found) {
  if (!found.epsilon_change) {
    const QString rule = core_text(found.other_rule);
    return {.number = rule, .sentence = words("%1 shares feedback out in another way.").arg(rule)};
  }
  if (*found.epsilon_change == 0)
    return {.number = words("ε = 0"), .sentence = words("The shares are those of LFP-0.")};
  return {.number = words("ε keeps %1").arg(percent_text(*found.epsilon_change, 2)),
          .sentence =
              words("In the layer where it matters most, ε keeps %1 of the feedback; at most %2 counts as "
                    "little.")
                  .arg(percent_text(*found.epsilon_change, 2),
                       percent_text(Convergence::largest_epsilon_change, 0))};
}

ConvergenceCell feedback_cell(const Convergence& found) {
  if (!found.asymmetry)
    return {.number = words("not measured"), .sentence = words("Not measured for outputs through time.")};
  return {
      .number = words("%1 off").arg(percent_text(*found.asymmetry)),
      .sentence = words("%1 of R/o is the slope of no reward; at most %2 counts as little.")
                      .arg(percent_text(*found.asymmetry), percent_text(Convergence::largest_asymmetry, 0))};
}

ConvergenceCell logits_cell(const Convergence& found) {
  if (!found.negative_logits)
    return {.number = words("not measured"), .sentence = words("Not measured for outputs through time.")};
  if (!found.asks_for_non_negative)
    return {.number = words("not asked for"),
            .sentence = words("This feedback knows the sign of an output: it may be negative.")};
  return {
      .number = words("%1 below 0").arg(percent_text(*found.negative_logits)),
      .sentence = words("This feedback rewards an output for being far from zero; %1 of them are negative.")
                      .arg(percent_text(*found.negative_logits))};
}

ConvergenceCell batch_cell(const Convergence& found) {
  return {.number = words("%1 of %2").arg(count_text(found.batch), count_text(found.samples)),
          .sentence = words("A step learns from %1 of the %2 training samples.")
                          .arg(count_text(found.batch), count_text(found.samples))};
}

ConvergenceCell rate_cell(const Convergence& found) {
  if (!found.gain || !found.promised_gain)
    return {.number = words("not measured"), .sentence = words("The next step could not be tried.")};
  const QString over = found.measured_samples < found.samples
                           ? words("the first %1 samples").arg(count_text(found.measured_samples))
                           : words("all samples");
  const QString told = words("Over %1 the next step gains %2 of the reward; its slope promises %3.")
                           .arg(over, signed_text(*found.gain, 4), signed_text(*found.promised_gain, 4));
  if (*found.promised_gain > 0)
    return {.number = words("%1 of its promise").arg(percent_text(*found.gain / *found.promised_gain, 0)),
            .sentence = told};
  return {.number = *found.promised_gain == 0 ? words("no slope") : words("downhill"), .sentence = told};
}

struct ConditionText {
  const char* title;
  const char* demand;
  ConvergenceCell (*cell)(const Convergence&);
};

const ConditionText& text_of(Condition condition) {
  static const ConditionText texts[convergence_conditions] = {
      {QT_TRANSLATE_NOOP("Convergence", "ReLU or no activation"),
       QT_TRANSLATE_NOOP("Convergence", "Each unit’s output is its input times its own slope."), units_cell},
      {QT_TRANSLATE_NOOP("Convergence", "LFP-0 or a small ε"),
       QT_TRANSLATE_NOOP("Convergence", "Feedback is shared out by contribution, with hardly any kept by ε."),
       rule_cell},
      {QT_TRANSLATE_NOOP("Convergence", "Feedback o × a slope"),
       QT_TRANSLATE_NOOP("Convergence",
                         "At each output the feedback is o times the negative slope of a loss."),
       feedback_cell},
      {QT_TRANSLATE_NOOP("Convergence", "Logits not negative"),
       QT_TRANSLATE_NOOP("Convergence",
                         "Only where the feedback rewards the size of an output, not its value."),
       logits_cell},
      {QT_TRANSLATE_NOOP("Convergence", "Full batch"),
       QT_TRANSLATE_NOOP("Convergence", "Every step learns from all training samples."), batch_cell},
      {QT_TRANSLATE_NOOP("Convergence", "Small learning rate"),
       QT_TRANSLATE_NOOP("Convergence",
                         "The next step gains at least half of what the slope of the reward promises."),
       rate_cell},
  };
  return texts[static_cast<std::size_t>(condition)];
}

}  // namespace

std::vector<std::size_t> convergence_runs(const Snapshot& snapshot) {
  std::vector<std::size_t> runs;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run)
    if (snapshot.runs[run].convergence) runs.push_back(run);
  return runs;
}

std::vector<ConvergenceRow> convergence_rows(const Snapshot& snapshot) {
  std::vector<ConvergenceRow> rows;
  for (std::size_t i = 0; i < convergence_conditions; ++i) {
    const auto condition = static_cast<Condition>(i);
    const ConditionText& text = text_of(condition);
    ConvergenceRow& row = rows.emplace_back(
        ConvergenceRow{.title = words(text.title), .demand = words(text.demand), .cells = {}});
    for (const std::size_t run : convergence_runs(snapshot)) {
      const Convergence& found = *snapshot.runs[run].convergence;
      ConvergenceCell cell = text.cell(found);
      cell.holds = found.holds(condition);
      row.cells.push_back(std::move(cell));
    }
  }
  return rows;
}

QString convergence_verdict(const Convergence& convergence) {
  const auto broken = static_cast<int>(convergence.broken());
  if (broken == 0) return words("All six conditions hold: each step raises the reward");
  if (broken == 1) return words("One of six conditions does not hold: the reward may fall");
  return words("%1 of six conditions do not hold: the reward may fall").arg(broken);
}

std::optional<LossRises> loss_rises(const RunHistory& history) {
  const TimelineView& steps = history.steps;
  if (steps.rows() < 2 || steps.bin_width() != 1) return std::nullopt;
  LossRises found{.rises = 0, .steps = static_cast<std::int64_t>(steps.rows()) - 1};
  for (std::size_t row = 1; row < steps.rows(); ++row)
    if (steps.at(row, StepColumns::batch_loss) > steps.at(row - 1, StepColumns::batch_loss)) ++found.rises;
  return found;
}

}  // namespace lfp
