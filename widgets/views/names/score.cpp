#include "widgets/views/names/score.h"

#include "widgets/style/number_text.h"

#include <QCoreApplication>

namespace lfp {
namespace {

struct ScoreWords {
  Q_DECLARE_TR_FUNCTIONS(Score)
};

}  // namespace

bool learns_values(const Snapshot& snapshot) {
  return (snapshot.experiment && snapshot.experiment->autoencode) ||
         (snapshot.dataset && snapshot.dataset->is_regression());
}

std::optional<std::int64_t> tested_step(const Snapshot& snapshot, std::size_t run) {
  const auto& step = snapshot.runs[run].tested_step;
  return step && *step <= snapshot.position.step ? step : std::nullopt;
}

std::optional<double> test_score(const Snapshot& snapshot, std::size_t run) {
  return tested_step(snapshot, run) ? std::optional(snapshot.runs[run].test_accuracy) : std::nullopt;
}

QString score_text(std::optional<double> score, bool of_values) {
  return score ? score_text(*score, of_values) : QStringLiteral("–");
}

QString score_text(double score, bool of_values) {
  return of_values ? number_text(score) : percent_text(score);
}

QString score_difference_text(double difference, bool of_values) {
  return of_values ? signed_text(difference) : points_text(difference);
}

QString score_name(bool of_values) {
  return of_values ? ScoreWords::tr("R²") : ScoreWords::tr("Accuracy");
}

}  // namespace lfp
