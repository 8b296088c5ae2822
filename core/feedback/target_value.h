#pragma once

#include "core/feedback/feedback_function.h"

namespace lfp {

/// What `output` should have been for the sample in `row`: the value itself; for classes 1 at the label and 0
/// elsewhere; for a single output that tells two classes apart the label, 0 or 1.
inline Scalar target_value(const Targets& targets, Index row, Index output, Index outputs) {
  if (targets.values != nullptr) return (*targets.values)(row, output);
  const Index label = targets.labels[static_cast<std::size_t>(row)];
  if (outputs == 1) return static_cast<Scalar>(label);
  return output == label ? Scalar(1) : Scalar(0);
}

/// Whether target_value() has a meaning for such outputs.
inline bool has_target_values(const OutputKind& kind) {
  const bool is_binary = kind.outputs == 1 && kind.classes == 2;
  return kind.classes == 0 || kind.outputs == kind.classes || is_binary;
}

}  // namespace lfp
