#pragma once

#include "core/study/study_picture.h"
#include "tests/support/small_study.h"

#include <functional>
#include <memory>
#include <optional>

namespace lfp::test {

/// A run's accuracy at a place of the axes; not a number: not computed; a negative number: diverged.
using Landscape = std::function<double(const std::vector<std::int64_t>& position, std::size_t run)>;

/// Results as if they had been computed, the same for all seeds.
inline std::shared_ptr<const StudyPicture> pictured(const Study& study, const Landscape& accuracy) {
  auto picture = std::make_shared<StudyPicture>(std::make_shared<const Study>(study));
  for (std::int64_t training = 0; training < study.trainings(); ++training) {
    const auto position = study.position_of(study.cell_of(training));
    TrainingResult result;
    result.training = training;
    bool is_there = true;
    for (std::size_t run = 0; run < picture->runs(); ++run) {
      const double value = accuracy(position, run);
      is_there = is_there && value == value;
      RunResult& made = result.runs.emplace_back();
      made.steps = 10;
      made.test_accuracy = value < 0 ? 0.1 : value;
      made.loss = 1 - made.test_accuracy;
      made.weights = 10;
      if (value < 0) made.diverged_step = 7;
    }
    if (is_there) picture->add(result);
  }
  return picture;
}

}  // namespace lfp::test
