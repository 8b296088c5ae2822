#pragma once

#include "widgets/views/study/study_focus.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// The numbers of one map, row by row, the first row at the bottom of the map.
struct StudyMap {
  enum class Cell : std::uint8_t {
    missing,          ///< neither computed nor covered by a coarser cell
    coarse,           ///< not computed; shows the value of the coarser cell around it
    coarse_diverged,  ///< not computed; the coarser cell around it has diverged
    done,             ///< shows its own value
    diverged,         ///< in at least one seed
    failed            ///< the cell cannot be trained
  };
  std::int64_t columns = 0;
  std::int64_t rows = 0;
  std::vector<float> values;  ///< NaN if there is no value
  std::vector<Cell> cells;
  std::int64_t computed = 0;  ///< number of cells that show their own value
  std::int64_t diverged = 0;  ///< how many of these diverged

  std::size_t at(std::int64_t column, std::int64_t row) const {
    return static_cast<std::size_t>(row * columns + column);
  }
};

/// Whether the cell is hatched, for having diverged itself or for lying in a larger one that has.
inline bool is_hatched(StudyMap::Cell cell) {
  return cell == StudyMap::Cell::diverged || cell == StudyMap::Cell::coarse_diverged;
}

StudyMap study_map(const StudyPicture& picture, const StudyMapChoice& choice);

/// Returns the study's cell at a position of the map.
std::int64_t study_cell(const Study& study, const StudyMapChoice& choice, std::int64_t column,
                        std::int64_t row);

/// Returns the number that the cell shows, if it has one.
std::optional<double> shown_number(const CellNumbers& numbers, StudyStatistic statistic);

/// The values at the two ends of the colour scale.
struct StudyRange {
  double low = 0;
  double high = 1;
  bool logarithmic = false;

  /// Returns the position of a value on the scale, from 0 to 1.
  double place(double value) const;
};

/// Returns one common range for all maps.
StudyRange study_range(const std::vector<const StudyMap*>& maps, const StudyMapChoice& choice,
                       std::size_t seeds);

/// Returns whether diverged cells are hatched: not if the map shows the divergence itself.
bool hatches_diverged(const StudyMapChoice& choice);

}  // namespace lfp
