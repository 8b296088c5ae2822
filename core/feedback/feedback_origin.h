#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// Where the feedback R of one output comes from in one sample: the formula as it holds for this output, and
/// its numbers.
struct FeedbackOrigin {
  struct Term {
    std::string symbol;  ///< as it stands in the formula
    double value = 0;
    std::string meaning;  ///< "its softmax"
  };

  std::string formula;  ///< what R is equal to: "o × (y − p)"
  std::vector<Term> terms;
  double logit = 0;                 ///< o; through time the sum over the steps
  std::optional<bool> is_target{};  ///< whether it is the right class; nothing where outputs are not classes
};

}  // namespace lfp
