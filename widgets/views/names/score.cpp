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
  const bool has_score = tested_step(snapshot, run) && !snapshot.runs[run].divergence;
  return has_score ? std::optional(snapshot.runs[run].test_accuracy) : std::nullopt;
}

QString test_score_text(const Snapshot& snapshot, std::size_t run, bool is_short) {
  if (const auto& divergence = snapshot.runs[run].divergence)
    return is_short ? ScoreWords::tr("diverged")
                    : ScoreWords::tr("diverged at step %1").arg(count_text(divergence->step));
  const auto score = test_score(snapshot, run);
  return score ? score_text(*score, learns_values(snapshot)) : QStringLiteral("–");
}

QString score_text(double score, bool of_values) {
  return of_values ? number_text(score) : percent_text(score);
}

QString score_difference_text(double difference, bool of_values) {
  return of_values ? signed_text(difference) : points_text(difference);
}

QString test_score_difference_text(const Snapshot& snapshot) {
  const auto a = test_score(snapshot, 0);
  const auto b = test_score(snapshot, 1);
  return a && b ? score_difference_text(*a - *b, learns_values(snapshot)) : QStringLiteral("–");
}

QString score_name(bool of_values) {
  return of_values ? ScoreWords::tr("R²") : ScoreWords::tr("Accuracy");
}

}  // namespace lfp
