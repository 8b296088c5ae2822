#include "widgets/panels/transport/flips_over_time.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

/// Divides the steps `first` + 1 to `last` into columns of equal length.
class Columns {
 public:
  Columns(std::int64_t first, std::int64_t last, int columns)
      : first_(first), last_(last), flips_(static_cast<std::size_t>(columns)), steps_(flips_.size()) {}

  /// Adds the rows of a record that begin after step `after`, up to step `end`.
  void add(const TimelineView& record, std::size_t layers, std::int64_t after, std::int64_t end) {
    if (record.empty() || record.columns() < StepColumns::count(layers)) return;
    const std::int64_t from = std::max(after, first_) + 1;
    for (std::size_t row = record.row_of(from); row < record.rows(); ++row) {
      const std::int64_t begin = std::max(record.first_step(row), from);
      const std::int64_t stop = std::min({record.first_step(row) + record.bin_width() - 1, end, last_});
      if (begin > stop) continue;
      add(begin, stop, flips_in(record, row, layers));
    }
  }

  FlipsOverTime result() const {
    FlipsOverTime over_time{.columns = std::vector<float>(flips_.size())};
    for (std::size_t at = 0; at < flips_.size(); ++at) {
      if (steps_[at] > 0) over_time.columns[at] = static_cast<float>(flips_[at] / steps_[at]);
      over_time.most = std::max(over_time.most, over_time.columns[at]);
    }
    return over_time;
  }

 private:
  static double flips_in(const TimelineView& record, std::size_t row, std::size_t layers) {
    double flips = 0;
    for (std::size_t layer = 0; layer < layers; ++layer)
      flips += static_cast<double>(record.at(row, StepColumns::to_positive(layer, layers)) +
                                   record.at(row, StepColumns::to_negative(layer, layers)));
    return flips;
  }

  std::size_t column_of(std::int64_t step) const {
    const auto columns = static_cast<std::int64_t>(flips_.size());
    return static_cast<std::size_t>((step - 1 - first_) * columns / (last_ - first_));
  }

  void add(std::int64_t begin, std::int64_t stop, double flips_a_step) {
    const double length = static_cast<double>(last_ - first_) / static_cast<double>(flips_.size());
    // A step may be split between columns.
    for (std::size_t at = column_of(begin); at < flips_.size(); ++at) {
      const double left = static_cast<double>(first_) + static_cast<double>(at) * length;
      const double part =
          std::min(left + length, static_cast<double>(stop)) - std::max(left, static_cast<double>(begin - 1));
      if (part <= 0) break;
      flips_[at] += part * flips_a_step;
      steps_[at] += part;
    }
  }

  std::int64_t first_, last_;
  std::vector<double> flips_, steps_;
};

}  // namespace

FlipsOverTime flips_over_time(const Snapshot& snapshot, std::int64_t first, std::int64_t last, int columns) {
  if (last <= first || columns < 1) return {};
  Columns over_time(first, last, columns);
  const std::int64_t now = snapshot.position.step;
  for (const RunSnapshot& run : snapshot.runs) {
    over_time.add(run.history.steps, run.layers.size(), 0, now);
    if (run.ahead) over_time.add(run.ahead->history.steps, run.layers.size(), now, run.ahead->last_step);
  }
  return over_time.result();
}

}  // namespace lfp
