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
/// How well a run does on the test set as it was measured last; nothing without tested_step().
std::optional<double> test_score(const Snapshot& snapshot, std::size_t run);
/// How well a run does on the test set: the accuracy as "98.5 %", for values R² as "0.985".
QString score_text(double score, bool of_values);
/// The same; "–" where there is none.
QString score_text(std::optional<double> score, bool of_values);
/// A difference of scores: "−0.5 pt", for values "−0.005".
QString score_difference_text(double difference, bool of_values);
/// "Accuracy" or "R²".
QString score_name(bool of_values);

}  // namespace lfp
