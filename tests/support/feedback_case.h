#pragma once

#include "core/base/random.h"
#include "core/feedback/feedback_function.h"
#include "tests/support/specs.h"

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lfp::test {

std::unique_ptr<FeedbackFunction> make_feedback(const Choice& choice);

/// Outputs with a label for each sample.
struct FeedbackCase {
  Matrix logits;
  std::vector<std::int32_t> labels;
  Targets targets() const { return {.labels = labels}; }
};

FeedbackCase random_feedback_case(std::uint64_t seed, Index batch, Index outputs);

/// Spikes through time, 0 or 1, about half of each: [steps * batch x outputs].
FeedbackCase random_spikes(std::uint64_t seed, Index steps, Index batch, Index outputs);

Matrix feedback_of(const Choice& choice, const Matrix& logits, const Targets& targets);

Matrix feedback_of(const Choice& choice, const FeedbackCase& given);

Matrix feedback_through_time(const Choice& choice, const FeedbackCase& given, Index steps);

}  // namespace lfp::test
