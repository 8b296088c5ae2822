#pragma once

#include "widgets/views/study/study_focus.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// The numbers of one map, row by row, the first row at the bottom of the map.
struct StudyMap {
  enum class Cell : std::uint8_t {
    missing,   ///< not computed, nor a coarser cell around it
    coarse,    ///< not computed; shows what the coarser cell around it has
    done,      ///< shows its own
    diverged,  ///< in any seed
    failed     ///< cannot exist
  };
  std::int64_t columns = 0;
  std::int64_t rows = 0;
  std::vector<float> values;  ///< not a number where there is none
  std::vector<Cell> cells;
  std::int64_t computed = 0;  ///< cells that show their own
  std::int64_t diverged = 0;  ///< of these

  std::size_t at(std::int64_t column, std::int64_t row) const {
    return static_cast<std::size_t>(row * columns + column);
  }
};

StudyMap study_map(const StudyPicture& picture, const StudyMapChoice& choice);

/// The cell of the study at a place of the map.
std::int64_t study_cell(const Study& study, const StudyMapChoice& choice, std::int64_t column,
                        std::int64_t row);

/// The number that the cell shows, if it has one.
std::optional<double> shown_number(const CellNumbers& numbers, StudyStatistic statistic);

/// The numbers at the two ends of the colours.
struct StudyRange {
  double low = 0;
  double high = 1;
  bool logarithmic = false;

  /// From 0 to 1.
  double place(double value) const;
};

/// One range for all of the maps.
StudyRange study_range(const std::vector<const StudyMap*>& maps, const StudyMapChoice& choice,
                       std::size_t seeds);

/// Whether cells that diverged are hatched: not where divergence is what is shown.
bool hatches_diverged(const StudyMapChoice& choice);

}  // namespace lfp
