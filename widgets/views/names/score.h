#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>
#include <cstddef>
#include <optional>

namespace lfp {

/// Whether the outputs stand for values (regression, or reproducing the inputs) rather than classes.
bool learns_values(const Snapshot& snapshot);

/// The step that a run's test accuracy and loss were measured at; nothing if they never were, or at a later
/// step, before going back.
std::optional<std::int64_t> tested_step(const Snapshot& snapshot, std::size_t run);
/// How well a run does on the test set as it was measured last; nothing without tested_step(), and for a run
/// that has diverged.
std::optional<double> test_score(const Snapshot& snapshot, std::size_t run);
/// How well a run does on the test set: the accuracy as "98.5 %", for values R² as "0.985".
QString score_text(double score, bool of_values);
/// A run's test_score() as text: "–" where there is none, "diverged at step 19", or shorter just "diverged".
QString test_score_text(const Snapshot& snapshot, std::size_t run, bool is_short = false);
/// A difference of scores: "−0.5 pt", for values "−0.005".
QString score_difference_text(double difference, bool of_values);
/// That of the test_score() of the first two runs; "–" where one has none.
QString test_score_difference_text(const Snapshot& snapshot);
/// "Accuracy" or "R²".
QString score_name(bool of_values);

}  // namespace lfp
