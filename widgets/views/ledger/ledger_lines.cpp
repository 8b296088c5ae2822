#include "widgets/views/ledger/ledger_lines.h"

#include "core/snapshot/ledger.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/layer_names.h"
#include "widgets/views/phase_reach.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

struct LedgerLinesWords {
  Q_DECLARE_TR_FUNCTIONS(LedgerView)
};

constexpr int usual_decimals = 4;
constexpr int most_decimals = 10;
/// A part below this share of what arrives anywhere is rounding.
constexpr double rounding_share = 1e-4;

/// In units of the last digit.
constexpr double rounding_digits = 3.5;

using RowParts = std::array<double, ledger_parts>;

RowParts parts_of(const LedgerRow& row) {
  return {row.passed_on, row.past_block, row.bias_share, row.epsilon_leak, row.off_units, row.rule};
}

double largest_of(const Ledger& ledger) {
  double largest = 0;
  for (const LedgerRow& row : ledger)
    largest = std::max({largest, std::abs(row.arriving), std::abs(row.passed_on)});
  return largest;
}

/// Four, more where all numbers are small and fewer where they are huge.
int decimals_for(double largest) {
  if (!(largest > 0) || !std::isfinite(largest)) return usual_decimals;
  const int before = static_cast<int>(std::floor(std::log10(largest)));
  return std::clamp(before < -2  ? usual_decimals - 2 - before
                    : before > 3 ? usual_decimals + 3 - before
                                 : usual_decimals,
                    0, most_decimals);
}

/// What arrives is what was passed on above, to the last digit shown; where the two differ by more than
/// rounding (at a residual block, or by an activation's slope), each is told as it is.
double arriving_shown(const LedgerLines& lines, double arriving) {
  const double own = rounded(arriving, lines.decimals);
  if (lines.lines.empty()) return own;
  const double above = lines.lines.back().of(LedgerPart::passed_on);
  const bool is_rounding = std::abs(above - own) * std::pow(10.0, lines.decimals) < rounding_digits;
  return is_rounding ? above : own;
}

}  // namespace

Ledger ledger_of(const Snapshot& snapshot, std::size_t run, std::optional<std::size_t> subtracted,
                 bool of_batch) {
  const auto own = [&](std::size_t of) {
    if (of >= snapshot.runs.size()) return Ledger{};
    return of_batch ? snapshot.runs[of].batch_ledger : snapshot.runs[of].sample_ledger;
  };
  Ledger ledger = own(run);
  if (!subtracted) return ledger;
  const Ledger other = own(*subtracted);
  if (other.size() != ledger.size()) return {};
  for (std::size_t layer = 0; layer < ledger.size(); ++layer)
    for (double LedgerRow::*part :
         {&LedgerRow::arriving, &LedgerRow::passed_on, &LedgerRow::past_block, &LedgerRow::bias_share,
          &LedgerRow::epsilon_leak, &LedgerRow::off_units, &LedgerRow::rule})
      ledger[layer].*part -= other[layer].*part;
  return ledger;
}

LedgerLines ledger_lines(const Snapshot& snapshot, std::size_t run, std::optional<std::size_t> subtracted,
                         bool of_batch) {
  LedgerLines result;
  const Ledger ledger = ledger_of(snapshot, run, subtracted, of_batch);
  if (ledger.empty()) return result;
  const RunSnapshot& source = snapshot.runs[run];
  result.is_difference = subtracted.has_value();
  const double largest = largest_of(ledger);
  result.decimals = decimals_for(largest);
  for (const LedgerPart usual :
       {LedgerPart::passed_on, LedgerPart::bias_share, LedgerPart::epsilon_leak, LedgerPart::off_units})
    result.shown[static_cast<std::size_t>(usual)] = true;
  const int lowest = lowest_reached(snapshot.position.next_phase, static_cast<int>(ledger.size()));
  for (std::size_t at = ledger.size(); at-- > 0;) {
    const RowParts parts = parts_of(ledger[at]);
    const auto layer = static_cast<int>(at);
    LedgerLine line{.layer = layer,
                    .name = layer_title(source, layer),
                    .knows_arriving = layer >= lowest,
                    .knows_parts = layer > lowest,
                    .arriving = arriving_shown(result, ledger[at].arriving),
                    .parts = {}};
    const auto shown = rounded_parts(line.arriving, parts, result.decimals);
    std::ranges::copy(shown, line.parts.begin());
    for (std::size_t part = 0; part < ledger_parts; ++part)
      if (std::abs(parts[part]) > rounding_share * largest) result.shown[part] = true;
    result.lines.push_back(std::move(line));
  }
  return result;
}

QString ledger_number(const LedgerLines& lines, double value) {
  const QString text = fixed_text(value, lines.decimals);
  const bool is_positive = rounded(value, lines.decimals) > 0.0;
  return lines.is_difference && is_positive ? QLatin1Char('+') + text : text;
}

QString ledger_part_name(LedgerPart part) {
  switch (part) {
    case LedgerPart::passed_on:
      return LedgerLinesWords::tr("passed on");
    case LedgerPart::past_block:
      return LedgerLinesWords::tr("past block");
    case LedgerPart::bias_share:
      return LedgerLinesWords::tr("bias share");
    case LedgerPart::epsilon_leak:
      return LedgerLinesWords::tr("ε leak");
    case LedgerPart::off_units:
      return LedgerLinesWords::tr("off units");
    case LedgerPart::rule:
      return LedgerLinesWords::tr("rule");
  }
  return {};
}

QString ledger_sentence(const LedgerLines& lines, const LedgerLine& line) {
  if (!line.knows_arriving)
    return LedgerLinesWords::tr("%1: feedback has not come down to it in this step.").arg(line.name);
  const QString arrived = ledger_number(lines, line.arriving);
  if (lines.is_difference)
    return line.knows_parts
               ? LedgerLinesWords::tr("%1: A less B, %2 arrives and %3 goes down.")
                     .arg(line.name, arrived, ledger_number(lines, line.of(LedgerPart::passed_on)))
               : LedgerLinesWords::tr("%1: A less B, %2 arrives.").arg(line.name, arrived);
  if (!line.knows_parts)
    return LedgerLinesWords::tr("%1: %2 has arrived; the next phase hands it on.").arg(line.name, arrived);
  const auto size = [&](LedgerPart part) { return ledger_number(lines, std::abs(line.of(part))); };
  const auto gives = [&](LedgerPart part) { return line.of(part) * line.arriving < 0; };
  QStringList told;
  if (line.of(LedgerPart::bias_share) != 0)
    told << (gives(LedgerPart::bias_share) ? LedgerLinesWords::tr("biases gave back %1")
                                           : LedgerLinesWords::tr("biases kept %1"))
                .arg(size(LedgerPart::bias_share));
  if (line.of(LedgerPart::epsilon_leak) != 0)
    told << (gives(LedgerPart::epsilon_leak) ? LedgerLinesWords::tr("ε added %1")
                                             : LedgerLinesWords::tr("ε kept %1"))
                .arg(size(LedgerPart::epsilon_leak));
  if (line.of(LedgerPart::off_units) != 0)
    told << LedgerLinesWords::tr("units that are off lost %1").arg(size(LedgerPart::off_units));
  if (line.of(LedgerPart::rule) != 0)
    told << (gives(LedgerPart::rule) ? LedgerLinesWords::tr("the rule added %1")
                                     : LedgerLinesWords::tr("the rule took %1"))
                .arg(size(LedgerPart::rule));
  if (line.of(LedgerPart::past_block) != 0)
    told << LedgerLinesWords::tr("%1 went past the block")
                .arg(ledger_number(lines, line.of(LedgerPart::past_block)));
  const QString down = ledger_number(lines, line.of(LedgerPart::passed_on));
  if (told.isEmpty())
    return LedgerLinesWords::tr("%1: %2 arrived and all of it went down.").arg(line.name, arrived);
  return LedgerLinesWords::tr("%1: %2 arrived, %3, so %4 went down.")
      .arg(line.name, arrived, told.join(QStringLiteral(", ")), down);
}

}  // namespace lfp
