#pragma once

#include "core/experiment/experiment.h"
#include "core/study/axis.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// An experiment varied along axes and seeds: a value. Every combination of the axes' values is a cell, every
/// cell with one seed a training. Both are numbered from 0: cells with the last axis running fastest,
/// trainings with the seeds running fastest within a cell.
struct Study {
  std::string name;
  std::string question;   ///< what the report opens with
  Experiment experiment;  ///< its own seed does not count
  std::vector<Axis> axes;
  std::vector<std::uint64_t> seeds{1};
  std::vector<std::string> measures{"test_accuracy"};  ///< that the report tells of; see measures()
  double target = 0.9;                                 ///< test accuracy that epochs are counted up to
  std::vector<std::string> pictures{};  ///< that the report shows besides: "boundaries", "paths"
  std::string tournament;               ///< the name of the axis whose values compete; "": none

  std::int64_t cells() const;      ///< largest_count where there are more
  std::int64_t trainings() const;  ///< likewise
  std::int64_t cell_of(std::int64_t training) const;
  std::uint64_t seed_of(std::int64_t training) const;
  /// The index of the cell's value on each axis, and the cell at such indices.
  std::vector<std::int64_t> position_of(std::int64_t cell) const;
  std::int64_t cell_at(const std::vector<std::int64_t>& position) const;

  static constexpr std::int64_t largest_count = std::int64_t{1} << 60U;
};

/// A part of a study's trainings: those whose number leaves `index` when divided by `count`. The shards of a
/// study have no training in common, and together have all.
struct Shard {
  std::int64_t index = 0;  ///< from 0
  std::int64_t count = 1;

  bool is_whole() const { return count == 1; }
  bool has(std::int64_t training) const { return training % count == index; }
  /// Of a study with so many of them.
  std::int64_t trainings(std::int64_t all) const { return all / count + (index < all % count ? 1 : 0); }
  bool operator==(const Shard&) const = default;
};

}  // namespace lfp
