#include "widgets/views/ledger/ledger_lines.h"

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

/// Numbers that are this small beside the largest one come from single precision.
constexpr double noise = 1e-6;

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

/// What the digits of the parts shown lack of those of the sum.
double rounding_in(const LedgerLines& lines, const LedgerLine& line) {
  std::vector<double> parts;
  for (std::size_t part = 0; part < ledger_parts; ++part)
    if (lines.shown[part]) parts.push_back(line.parts[part]);
  return lines.scale.rounding_of(line.arriving, parts);
}

}  // namespace

bool LedgerLines::has_rounding() const {
  return std::ranges::any_of(lines, [](const LedgerLine& line) { return line.rounding != 0; });
}

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
  result.scale = PartScale::of(largest);
  for (const LedgerPart usual :
       {LedgerPart::passed_on, LedgerPart::bias_share, LedgerPart::epsilon_leak, LedgerPart::off_units})
    result.shown[static_cast<std::size_t>(usual)] = true;
  const int lowest = lowest_reached(snapshot.position.next_phase, static_cast<int>(ledger.size()));
  const auto in_work = layer_in_work(snapshot);
  for (std::size_t at = ledger.size(); at-- > 0;) {
    const auto layer = static_cast<int>(at);
    const LedgerLine line{.layer = layer,
                          .name = layer_title(source, layer),
                          .knows_arriving = layer >= lowest,
                          .knows_parts = layer > lowest,
                          .is_in_work = layer == in_work,
                          .arriving = ledger[at].arriving,
                          .parts = parts_of(ledger[at])};
    for (std::size_t part = 0; part < ledger_parts; ++part)
      if (std::abs(line.parts[part]) > noise * largest && !result.scale.shows_zero(line.parts[part]))
        result.shown[part] = true;
    result.lines.push_back(line);
  }
  for (LedgerLine& line : result.lines)
    if (line.knows_parts) line.rounding = rounding_in(result, line);
  return result;
}

void leave_out_zeros(LedgerLines& lines) {
  for (std::size_t part = 1; part < ledger_parts; ++part)
    lines.shown[part] = std::ranges::any_of(lines.lines, [&](const LedgerLine& line) {
      return line.knows_parts && !lines.scale.shows_zero(line.parts[part]);
    });
}

QString ledger_number(const LedgerLines& lines, double value) {
  return lines.is_difference ? lines.scale.signed_text(value) : lines.scale.text(value);
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

namespace {

/// Inside a sentence, where no header holds the factor.
QString spoken(const LedgerLines& lines, double value) {
  return ledger_number(lines, value) + lines.scale.factor();
}

/// What happened to the feedback that was not passed on; parts whose digits are all 0 are left out.
QStringList kept_words(const LedgerLines& lines, const LedgerLine& line) {
  struct Words {
    LedgerPart part;
    QString takes;
    QString gives;
  };
  const std::array<Words, 4> words{{
      {LedgerPart::bias_share, LedgerLinesWords::tr("biases kept %1"),
       LedgerLinesWords::tr("biases added %1")},
      {LedgerPart::epsilon_leak, LedgerLinesWords::tr("ε kept %1"), LedgerLinesWords::tr("ε added %1")},
      {LedgerPart::off_units, LedgerLinesWords::tr("units that are off lost %1"),
       LedgerLinesWords::tr("units that are off lost %1")},
      {LedgerPart::rule, LedgerLinesWords::tr("the rule took %1"), LedgerLinesWords::tr("the rule added %1")},
  }};
  QStringList said;
  for (const Words& of : words) {
    const double value = line.of(of.part);
    if (lines.scale.shows_zero(value)) continue;
    said << (value * line.arriving < 0 ? of.gives : of.takes).arg(spoken(lines, std::abs(value)));
  }
  const double past = line.of(LedgerPart::past_block);
  if (!lines.scale.shows_zero(past))
    said << LedgerLinesWords::tr("%1 went past the block").arg(spoken(lines, past));
  return said;
}

}  // namespace

QString ledger_sentence(const LedgerLines& lines, const LedgerLine& line) {
  if (!line.knows_arriving)
    return LedgerLinesWords::tr("%1: feedback has not come down to it in this step.").arg(line.name);
  const QString arrived = spoken(lines, line.arriving);
  if (lines.is_difference)
    return line.knows_parts ? LedgerLinesWords::tr("%1: A less B, %2 arrives and %3 goes down.")
                                  .arg(line.name, arrived, spoken(lines, line.of(LedgerPart::passed_on)))
                            : LedgerLinesWords::tr("%1: A less B, %2 arrives.").arg(line.name, arrived);
  if (!line.knows_parts)
    return LedgerLinesWords::tr("%1: %2 has arrived; the next phase hands it on.").arg(line.name, arrived);
  const QString down = spoken(lines, line.of(LedgerPart::passed_on));
  const QStringList kept = kept_words(lines, line);
  if (kept.isEmpty())
    return LedgerLinesWords::tr("%1: %2 arrived, %3 passed on.").arg(line.name, arrived, down);
  return LedgerLinesWords::tr("%1: %2 arrived, %3; %4 passed on.")
      .arg(line.name, arrived, kept.join(QStringLiteral(", ")), down);
}

}  // namespace lfp
