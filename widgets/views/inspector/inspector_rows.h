#pragma once

#include "core/experiment/experiment.h"
#include "core/snapshot/inspection.h"
#include "widgets/views/inspector/formula_row.h"

#include <QString>
#include <vector>

namespace lfp {

/// What a formula's numbers are about.
enum class Term { activation, weight, weight_size, bias, pre_activation, epsilon, feedback, rate, moved };

/// A formula with a field for each of its numbers.
struct InspectorRow {
  QString caption;
  QString result;  ///< what stands below the result
  std::vector<FormulaRow::Part> parts;
};

/// The formulas of a unit, connection or bias of a layer that learns.
struct InspectorRows {
  InspectorRow first;   ///< the share, or of a neuron its pre-activation
  InspectorRow second;  ///< the update, or of a neuron what it hands down
  QString note;         ///< what letters mean; mostly nothing
};

/// The formulas of a run's method for `item`, whose unit is as in `unit`: in the run or as supposed. Where
/// numbers are sums over positions or time steps, single numbers alone are fields that can be edited.
InspectorRows rows_of(const RunSpec& run, const InspectedItem& item, const UnitInspection& unit);

/// The formula of the run's rule for a layer; "" where the rows show it.
QString rule_formula(const RunSpec& run, const InspectedItem& item, const UnitInspection& unit);

}  // namespace lfp
