#include "core/data/split.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lfp {
namespace {

/// How many samples of each class are for testing.
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

Samples rows_of(const Samples& all, std::span<const std::int32_t> rows) {
  Samples chosen;
  chosen.features = all.features;
  chosen.inputs.reserve(rows.size() * static_cast<std::size_t>(all.features));
  chosen.labels.reserve(rows.size());
  for (const auto row : rows) {
    const auto input = all.input(row);
    chosen.inputs.insert(chosen.inputs.end(), input.begin(), input.end());
    chosen.labels.push_back(all.labels[static_cast<std::size_t>(row)]);
  }
  return chosen;
}

}  // namespace lfp
