#pragma once

#include "core/experiment/experiment.h"
#include "core/snapshot/inspection.h"
#include "widgets/views/inspector/formula_row.h"

#include <QString>
#include <vector>

namespace lfp {

/// The terms that a formula's numbers belong to.
enum class Term { activation, weight, weight_size, bias, pre_activation, epsilon, feedback, rate, moved };

/// A formula with a field for each of its numbers.
struct InspectorRow {
  QString caption;
  QString result;  ///< caption below the result
  std::vector<FormulaRow::Part> parts;
};

/// The formulas of a unit, connection or bias in a layer with parameters.
struct InspectorRows {
  InspectorRow first;   ///< the share, or for a neuron its pre-activation
  InspectorRow second;  ///< the update, or for a neuron the feedback it hands down
  QString note;         ///< explains symbols; usually empty
};

/// Returns the formulas of a run's method for `item`, using the numbers of `unit`, real or edited. If numbers
/// are sums over positions or time steps, only the single numbers are fields that can be edited.
InspectorRows rows_of(const RunSpec& run, const InspectedItem& item, const UnitInspection& unit);

/// Returns the formula of the run's rule for a layer; "" if the rows show it already.
QString rule_formula(const RunSpec& run, const InspectedItem& item, const UnitInspection& unit);

}  // namespace lfp
