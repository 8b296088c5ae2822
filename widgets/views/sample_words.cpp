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

/// Of the training set, while a batch is walked sample by sample.
std::optional<std::int64_t> walked_sample(const Snapshot& snapshot) {
  const auto cursor = static_cast<std::size_t>(snapshot.batch_cursor.value_or(0));
  if (!snapshot.batch_cursor || cursor >= snapshot.batch.size()) return std::nullopt;
  return snapshot.batch[cursor];
}

/// `of_test` or `of_training` with the sample's number; "" without data.
QString words_of_sample(const Snapshot& snapshot, const QString& of_test, const QString& of_training) {
  if (!snapshot.dataset) return {};
  if (shows_drawing(snapshot)) return SampleNames::tr("Drawing");
  const Dataset& dataset = *snapshot.dataset;
  const auto walked = walked_sample(snapshot);
  const bool is_test = dataset.train.count() == 0 ||
                       (!walked && snapshot.interest.sample_from_test && dataset.test.count() > 0);
  const std::int64_t count = (is_test ? dataset.test : dataset.train).count();
  if (count == 0) return {};
  const auto index = std::clamp<std::int64_t>(walked.value_or(snapshot.interest.sample_index), 0, count - 1);
  return (is_test ? of_test : of_training).arg(count_text(index + 1));
}

}  // namespace

bool shows_drawing(const Snapshot& snapshot) {
  const auto& input = snapshot.interest.sample_input;
  return input && !snapshot.batch_cursor && snapshot.dataset && !learns_values(snapshot) &&
         std::ssize(*input) == snapshot.dataset->shape.size();
}

QString sample_words(const Snapshot& snapshot) {
  return words_of_sample(snapshot, SampleNames::tr("Test sample %1"), SampleNames::tr("Training sample %1"));
}

QString brief_sample_words(const Snapshot& snapshot) {
  return words_of_sample(snapshot, SampleNames::tr("Test %1"), SampleNames::tr("Train %1"));
}

QString answered_sample_words(const Snapshot& snapshot, std::size_t run) {
  const QString sample = sample_words(snapshot);
  const std::int64_t index =
      shows_drawing(snapshot) ? -1 : walked_sample(snapshot).value_or(snapshot.interest.sample_index);
  const bool has_answer = run < snapshot.runs.size() && snapshot.runs[run].sample &&
                          !learns_values(snapshot) && snapshot.runs[run].sample->index == index;
  if (sample.isEmpty() || !has_answer) return sample;
  const SampleSnapshot& shown = *snapshot.runs[run].sample;
  if (shown.label < 0)
    return SampleNames::tr("%1 · predicted %2, and feedback as if that were right")
        .arg(sample, class_name(*snapshot.dataset, shown.prediction));
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
