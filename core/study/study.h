#pragma once

#include "core/experiment/experiment.h"
#include "core/study/axis.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// An experiment varied along axes and seeds. Every combination of the axes' values is a cell, and every cell
/// with one seed is a training. Both are numbered from 0: cells with the last axis running fastest, trainings
/// with the seeds running fastest within a cell.
struct Study {
  std::string name;
  std::string question;   ///< the text that the report opens with
  Experiment experiment;  ///< its own seed is ignored
  std::vector<Axis> axes;
  std::vector<std::uint64_t> seeds{1};
  std::vector<std::string> measures{"test_accuracy"};  ///< shown in the report; see measures()
  double target = 0.9;                                 ///< test accuracy for counting epochs to the target
  std::vector<std::string> pictures{};                 ///< extra figures in the report: "boundaries", "paths"
  std::string tournament;                              ///< name of the axis whose values compete; "" for none

  std::int64_t cells() const;      ///< largest_count if there are more
  std::int64_t trainings() const;  ///< likewise
  std::int64_t cell_of(std::int64_t training) const;
  std::uint64_t seed_of(std::int64_t training) const;
  /// Converts between a cell's number and its value index on each axis.
  std::vector<std::int64_t> position_of(std::int64_t cell) const;
  std::int64_t cell_at(const std::vector<std::int64_t>& position) const;

  static constexpr std::int64_t largest_count = std::int64_t{1} << 60U;
};

/// A part of a study's trainings: those whose number has the remainder `index` when divided by `count`. The
/// shards of a study are disjoint and together contain all trainings.
struct Shard {
  std::int64_t index = 0;  ///< from 0
  std::int64_t count = 1;

  bool is_whole() const { return count == 1; }
  bool has(std::int64_t training) const { return training % count == index; }
  /// The number of its trainings, for a study with `all` trainings.
  std::int64_t trainings(std::int64_t all) const { return all / count + (index < all % count ? 1 : 0); }
  bool operator==(const Shard&) const = default;
};

}  // namespace lfp
