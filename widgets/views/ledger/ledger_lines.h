#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/part_scale.h"

#include <QString>
#include <QStringList>
#include <array>
#include <optional>
#include <vector>

namespace lfp {

/// The parts of what arrives, in the order of the table.
enum class LedgerPart { passed_on, past_block, bias_share, epsilon_leak, off_units, rule };
inline constexpr std::size_t ledger_parts = 6;

/// One layer of a ledger: each number is its own value in full precision, shown correctly rounded.
struct LedgerLine {
  int layer = 0;               ///< from 0
  QString name;                ///< "Layer 2"
  bool knows_arriving = true;  ///< feedback has come down to it in this step
  bool knows_parts = true;     ///< and it has been handed on
  bool is_in_work = false;     ///< the phase that was done last was about this layer
  double arriving = 0;
  std::array<double, ledger_parts> parts{};
  double rounding = 0;  ///< what the digits of the parts shown lack of those of `arriving`
  double of(LedgerPart part) const { return parts[static_cast<std::size_t>(part)]; }
};

/// What a ledger view shows of a run: layers from the outputs down.
struct LedgerLines {
  std::vector<LedgerLine> lines;
  PartScale scale;
  bool is_difference = false;
  /// Parts whose digits are not 0 in every layer, and the four usual ones.
  std::array<bool, ledger_parts> shown{};
  bool has_rounding() const;  ///< in some layer
};

/// The numbers of the shown sample, or of the newest batch, less those of another run where one is
/// subtracted; empty where the snapshot lacks them.
Ledger ledger_of(const Snapshot& snapshot, std::size_t run, std::optional<std::size_t> subtracted,
                 bool of_batch);
/// The same as lines. In the middle of a step, layers that feedback has not come down to are not known.
LedgerLines ledger_lines(const Snapshot& snapshot, std::size_t run, std::optional<std::size_t> subtracted,
                         bool of_batch);

/// Leaves out the parts whose digits are 0 in every layer: where there is no room for all.
void leave_out_zeros(LedgerLines& lines);

/// The number as the table shows it, with the sign of a sum's part.
QString ledger_number(const LedgerLines& lines, double value);
/// "passed on", "bias share", ...
QString ledger_part_name(LedgerPart part);
/// "Layer 2: 0.3217 arrived, biases added 0.1184, ε kept 0.0310; 0.4091 passed on."
QString ledger_sentence(const LedgerLines& lines, const LedgerLine& line);

}  // namespace lfp
