#include "widgets/views/samples/sample_list.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {

namespace {

bool is_misclassified(const Samples& samples, const Predictions* predictions, std::size_t index) {
  return predictions != nullptr && index < predictions->predicted.size() && index < samples.labels.size() &&
         predictions->predicted[index] != samples.labels[index];
}

bool passes(const Snapshot& snapshot, const SampleFilter& filter, std::size_t index) {
  const Samples& samples = samples_of(*snapshot.dataset, filter);
  const auto wrong_in = [&](std::size_t run) {
    return is_misclassified(samples, predictions_of(snapshot, run, filter), index);
  };
  switch (filter.kind) {
    case SampleFilter::Kind::all:
      return true;
    case SampleFilter::Kind::wrong_in_run:
      return wrong_in(filter.run);
    case SampleFilter::Kind::wrong_in_any:
      for (std::size_t run = 0; run < snapshot.runs.size(); ++run)
        if (wrong_in(run)) return true;
      return false;
    case SampleFilter::Kind::unlike: {
      const Predictions* a = predictions_of(snapshot, 0, filter);
      const Predictions* b = predictions_of(snapshot, 1, filter);
      return a != nullptr && b != nullptr && index < a->predicted.size() && index < b->predicted.size() &&
             a->predicted[index] != b->predicted[index];
    }
    case SampleFilter::Kind::cell: {
      const Predictions* predictions = predictions_of(snapshot, filter.cell.run, filter);
      return predictions != nullptr && index < predictions->predicted.size() &&
             index < samples.labels.size() && samples.labels[index] == filter.cell.label &&
             predictions->predicted[index] == filter.cell.predicted;
    }
  }
  return false;
}

}  // namespace

bool shows_test(const Dataset& dataset, const SampleFilter& filter) {
  return filter.from_test ? dataset.test.count() > 0 : dataset.train.count() == 0;
}

const Samples& samples_of(const Dataset& dataset, const SampleFilter& filter) {
  return shows_test(dataset, filter) ? dataset.test : dataset.train;
}

const Predictions* predictions_of(const Snapshot& snapshot, std::size_t run, const SampleFilter& filter) {
  if (run >= snapshot.runs.size()) return nullptr;
  const RunSnapshot& from = snapshot.runs[run];
  return shows_test(*snapshot.dataset, filter) ? from.test_predictions.get() : from.train_predictions.get();
}

std::vector<std::int64_t> filtered(const Snapshot& snapshot, const SampleFilter& filter) {
  std::vector<std::int64_t> result;
  const std::int64_t count = samples_of(*snapshot.dataset, filter).count();
  for (std::int64_t index = 0; index < count; ++index)
    if (passes(snapshot, filter, static_cast<std::size_t>(index))) result.push_back(index);
  return result;
}

bool SampleList::update(const Snapshot& snapshot, const SampleFilter& filter) {
  std::vector<std::shared_ptr<const Predictions>> predictions;
  for (const RunSnapshot& run : snapshot.runs) {
    const bool is_test = shows_test(*snapshot.dataset, filter);
    predictions.push_back(is_test ? run.test_predictions : run.train_predictions);
  }
  if (dataset_ == snapshot.dataset && predictions_ == predictions && filter_ == filter) return false;
  dataset_ = snapshot.dataset;
  predictions_ = std::move(predictions);
  filter_ = filter;
  indices_ = filtered(snapshot, filter);
  return true;
}

std::optional<std::int64_t> SampleList::place_of(std::int64_t sample) const {
  const auto found = std::ranges::lower_bound(indices_, sample);
  if (found == indices_.end() || *found != sample) return std::nullopt;
  return found - indices_.begin();
}

const Predictions* SampleList::predictions(std::size_t run, std::int64_t sample) const {
  const Predictions* of_run = run < predictions_.size() ? predictions_[run].get() : nullptr;
  if (of_run == nullptr) return nullptr;
  const bool is_known =
      static_cast<std::size_t>(sample) < std::max(of_run->predicted.size(), of_run->error.size());
  return is_known ? of_run : nullptr;
}

std::optional<std::int32_t> SampleList::predicted(std::size_t run, std::int64_t sample) const {
  const Predictions* known = predictions(run, sample);
  if (known == nullptr || known->predicted.empty()) return std::nullopt;
  return known->predicted[static_cast<std::size_t>(sample)];
}

std::optional<float> SampleList::probability(std::size_t run, std::int64_t sample) const {
  const Predictions* known = predictions(run, sample);
  if (known == nullptr || known->probability.empty()) return std::nullopt;
  return known->probability[static_cast<std::size_t>(sample)];
}

std::vector<double> SampleList::values(std::size_t run, std::int64_t sample) const {
  const Predictions* known = predictions(run, sample);
  return known != nullptr ? raw_values(known->values, known->outputs, sample) : std::vector<double>{};
}

std::vector<double> SampleList::targets(std::int64_t sample) const {
  return raw_values(set().targets, set().outputs, sample);
}

std::vector<double> SampleList::raw_values(const std::vector<float>& all, std::int64_t outputs,
                                           std::int64_t sample) const {
  std::vector<double> result;
  for (std::int64_t output = 0; output < outputs; ++output) {
    const auto at = static_cast<std::size_t>(sample * outputs + output);
    if (at < all.size())
      result.push_back(
          static_cast<double>(dataset_->target_normalisation.raw(all[at], static_cast<std::size_t>(output))));
  }
  return result;
}

std::optional<double> SampleList::error(std::size_t run, std::int64_t sample) const {
  const Predictions* known = predictions(run, sample);
  if (known == nullptr || known->error.empty()) return std::nullopt;
  const auto answered = values(run, sample);
  const auto wanted = targets(sample);
  if (answered.empty() || answered.size() != wanted.size()) {
    // For an autoencoder only the size is known, in the unit of its inputs if they share one.
    const auto& deviation = dataset_->normalisation.deviation;
    const auto error = static_cast<double>(known->error[static_cast<std::size_t>(sample)]);
    return deviation.size() == 1 ? error * static_cast<double>(deviation.front()) : error;
  }
  if (answered.size() == 1) return answered.front() - wanted.front();
  double sum = 0.0;
  for (std::size_t at = 0; at < answered.size(); ++at)
    sum += (answered[at] - wanted[at]) * (answered[at] - wanted[at]);
  return std::sqrt(sum / static_cast<double>(answered.size()));
}

std::optional<double> SampleList::certainty_difference(std::int64_t sample) const {
  const auto a = predicted(0, sample);
  if (!a || predicted(1, sample) != a) return std::nullopt;
  return static_cast<double>(*probability(0, sample)) - static_cast<double>(*probability(1, sample));
}

bool SampleList::is_wrong(std::size_t run, std::int64_t sample) const {
  const Predictions* known = predictions(run, sample);
  return is_misclassified(set(), known, static_cast<std::size_t>(sample));
}

}  // namespace lfp
