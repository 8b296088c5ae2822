#include "core/data/split.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lfp {
namespace {

/// Returns the number of test samples of each class.
std::vector<std::int64_t> test_counts(std::span<const std::int32_t> labels, std::int32_t classes,
                                      double test_fraction) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(classes), 0);
  for (const auto label : labels) ++counts[static_cast<std::size_t>(label)];
  // Rounding the running total instead of each class keeps the sum at the fraction of the whole.
  std::int64_t total = 0;
  std::int64_t tested = 0;
  for (auto& count : counts) {
    total += count;
    const auto due = std::llround(test_fraction * static_cast<double>(total)) - tested;
    tested += due;
    count = count < 2 ? 0 : std::clamp<std::int64_t>(due, 1, count - 1);
  }
  return counts;
}

}  // namespace

Split stratified_split(std::span<const std::int32_t> labels, std::int32_t classes, double test_fraction,
                       std::uint64_t seed) {
  std::vector<std::int32_t> order(labels.size());
  std::iota(order.begin(), order.end(), 0);
  Random(seed, RandomStream::split).shuffle(order);

  auto still_to_test = test_counts(labels, classes, test_fraction);
  Split split;
  for (const auto row : order) {
    auto& wanted = still_to_test[static_cast<std::size_t>(labels[static_cast<std::size_t>(row)])];
    if (wanted > 0) {
      --wanted;
      split.test.push_back(row);
    } else {
      split.train.push_back(row);
    }
  }
  return split;
}

Split random_split(std::int64_t count, double test_fraction, std::uint64_t seed) {
  const std::vector<std::int32_t> one_class(static_cast<std::size_t>(count), 0);
  return stratified_split(one_class, 1, test_fraction, seed);
}

Samples rows_of(const Samples& all, std::span<const std::int32_t> rows) {
  Samples chosen;
  chosen.features = all.features;
  chosen.outputs = all.outputs;
  chosen.inputs.reserve(rows.size() * static_cast<std::size_t>(all.features));
  chosen.labels.reserve(all.outputs == 0 ? rows.size() : 0);
  chosen.targets.reserve(rows.size() * static_cast<std::size_t>(all.outputs));
  for (const auto row : rows) {
    const auto input = all.input(row);
    chosen.inputs.insert(chosen.inputs.end(), input.begin(), input.end());
    const auto target = all.targets.begin() + row * all.outputs;
    chosen.targets.insert(chosen.targets.end(), target, target + all.outputs);
    if (all.outputs == 0) chosen.labels.push_back(all.labels[static_cast<std::size_t>(row)]);
  }
  return chosen;
}

void check_test_labels(const Dataset& dataset, const std::string& place, const std::string& remedy) {
  std::vector<bool> trained(static_cast<std::size_t>(dataset.classes), false);
  for (const auto label : dataset.train.labels) trained[static_cast<std::size_t>(label)] = true;
  for (const auto label : dataset.test.labels) {
    if (trained[static_cast<std::size_t>(label)]) continue;
    const auto count = std::count(dataset.test.labels.begin(), dataset.test.labels.end(), label);
    throw Error(place,
                "the class \"" + dataset.class_names[static_cast<std::size_t>(label)] +
                    "\" is among the test samples (" + std::to_string(count) +
                    " of them) but never seen in training",
                remedy);
  }
}

}  // namespace lfp
