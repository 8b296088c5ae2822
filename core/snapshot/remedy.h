#pragma once

#include "core/experiment/experiment.h"

#include <cstdint>
#include <string>

namespace lfp {

/// Changes of a run's settings that may keep it finite.
enum class RemedyKind { clip, raise_epsilon, bounded_rule, lower_rate };

/// A remedy that kept a copy of the run finite, or that may help but was not tried.
struct TriedRemedy {
  RemedyKind kind = RemedyKind::clip;
  RunSpec spec;            ///< the run's settings with it
  std::int64_t steps = 0;  ///< that the copy was trained for; 0: untried
  double loss = 0;         ///< mean over the last tenth of them
};

/// What to do, for example "Set a clip norm of 1".
std::string instruction(RemedyKind kind);

}  // namespace lfp
