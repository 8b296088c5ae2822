#pragma once

#include "core/study/study.h"

#include <string>

namespace lfp::test {

/// Two spirals by a tiny network for two epochs, LFP-epsilon beside the gradient, over three learning rates
/// and two values of epsilon, with two seeds.
std::string small_study_json();
Study small_study();

/// The same with this in place of its axes.
Study study_over(const std::string& axes);

}  // namespace lfp::test
