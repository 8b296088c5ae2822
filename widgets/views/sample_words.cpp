#include "widgets/views/sample_words.h"

#include "widgets/style/number_text.h"
#include "widgets/views/names/score.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/phase_reach.h"

#include <QCoreApplication>
#include <algorithm>

namespace lfp {
namespace {

struct SampleNames {
  Q_DECLARE_TR_FUNCTIONS(SampleWords)
};

}  // namespace

QString sample_words(const Snapshot& snapshot) {
  if (!snapshot.dataset) return {};
  const Dataset& dataset = *snapshot.dataset;
  const bool is_test =
      dataset.train.count() == 0 || (snapshot.interest.sample_from_test && dataset.test.count() > 0);
  const std::int64_t count = (is_test ? dataset.test : dataset.train).count();
  if (count == 0) return {};
  const auto index = std::clamp<std::int64_t>(snapshot.interest.sample_index, 0, count - 1);
  return (is_test ? SampleNames::tr("Test sample %1") : SampleNames::tr("Training sample %1"))
      .arg(count_text(index + 1));
}

QString answered_sample_words(const Snapshot& snapshot, std::size_t run) {
  const QString sample = sample_words(snapshot);
  const bool has_answer = run < snapshot.runs.size() && snapshot.runs[run].sample &&
                          !learns_values(snapshot) &&
                          snapshot.runs[run].sample->index == snapshot.interest.sample_index;
  if (sample.isEmpty() || !has_answer) return sample;
  const SampleSnapshot& shown = *snapshot.runs[run].sample;
  return SampleNames::tr("%1 · label %2 · predicted %3")
      .arg(sample, class_name(*snapshot.dataset, shown.label),
           class_name(*snapshot.dataset, shown.prediction));
}

QString batch_words(const Snapshot& snapshot) {
  if (!has_batch(snapshot)) return {};
  const Position& position = snapshot.position;
  const std::int64_t batches = position.batches_per_epoch;
  const std::int64_t last = position.batch == 0 ? batches : position.batch;
  const std::int64_t number = is_between_steps(snapshot) ? last : position.batch + 1;
  return SampleNames::tr("batch %1 of %2").arg(count_text(number), count_text(batches));
}

bool has_batch(const Snapshot& snapshot) {
  return snapshot.position.step > 0 || !is_between_steps(snapshot);
}

}  // namespace lfp
