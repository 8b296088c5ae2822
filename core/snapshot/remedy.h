#pragma once

#include "core/experiment/experiment.h"

#include <cstdint>
#include <string>

namespace lfp {

/// Changes to a run's settings that may keep its training finite.
enum class RemedyKind { clip, raise_epsilon, bounded_rule, lower_rate };

/// A remedy that kept a copy of the run finite, or one that may help but was not tried.
struct TriedRemedy {
  RemedyKind kind = RemedyKind::clip;
  RunSpec spec;            ///< the run's settings with the remedy applied
  std::int64_t steps = 0;  ///< number of steps that the copy was trained; 0: untried
  double loss = 0;         ///< mean over the last tenth of those steps
};

/// Returns the instruction for the user, for example "Set a clip norm of 1".
std::string instruction(RemedyKind kind);

}  // namespace lfp
