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
