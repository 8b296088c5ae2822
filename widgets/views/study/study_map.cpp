#include "widgets/views/study/study_map.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace lfp {
namespace {

constexpr float no_value = std::numeric_limits<float>::quiet_NaN();

using Cell = StudyMap::Cell;

std::int64_t count_of(const Study& study, std::optional<std::size_t> axis) {
  return axis && *axis < study.axes.size() ? study.axes[*axis].count() : 1;
}

bool is_own(Cell cell) {
  return cell == Cell::done || cell == Cell::diverged || cell == Cell::failed;
}

Cell cell_kind(const CellNumbers& numbers, bool hatches) {
  if (numbers.done == 0) return numbers.failed > 0 ? Cell::failed : Cell::missing;
  return numbers.diverged > 0 && hatches ? Cell::diverged : Cell::done;
}

/// Until a cell is computed, it shows the value of the smallest computed larger cell that contains it.
void fill_coarse(StudyMap& map, bool halves_columns, bool halves_rows) {
  for (std::int64_t row = 0; row < map.rows; ++row)
    for (std::int64_t column = 0; column < map.columns; ++column) {
      const std::size_t own = map.at(column, row);
      if (map.cells[own] != Cell::missing) continue;
      for (int halvings = 1; halvings < 62; ++halvings) {
        const std::int64_t x = halves_columns ? column >> halvings << halvings : column;
        const std::int64_t y = halves_rows ? row >> halvings << halvings : row;
        const std::size_t corner = map.at(x, y);
        if (map.cells[corner] == Cell::done || map.cells[corner] == Cell::diverged) {
          const bool has_diverged = map.cells[corner] == Cell::diverged;
          map.cells[own] = has_diverged ? Cell::coarse_diverged : Cell::coarse;
          map.values[own] = map.values[corner];
        }
        if (is_own(map.cells[corner]) || (x == 0 && y == 0)) break;
        if ((std::int64_t{1} << halvings) > std::max(map.columns, map.rows)) break;
      }
    }
}

}  // namespace

std::optional<double> shown_number(const CellNumbers& numbers, StudyStatistic statistic) {
  switch (statistic) {
    case StudyStatistic::mean:
      return numbers.mean;
    case StudyStatistic::deviation:
      return numbers.deviation;
    case StudyStatistic::worst:
      return numbers.worst;
    case StudyStatistic::diverged:
      return numbers.done > 0 ? std::optional<double>(numbers.diverged) : std::nullopt;
  }
  return std::nullopt;
}

bool hatches_diverged(const StudyMapChoice& choice) {
  return choice.statistic != StudyStatistic::diverged && measures()[choice.measure].name != "diverged_step";
}

std::int64_t study_cell(const Study& study, const StudyMapChoice& choice, std::int64_t column,
                        std::int64_t row) {
  auto position = choice.position;
  position[choice.x] = column;
  if (choice.y) position[*choice.y] = row;
  return study.cell_at(position);
}

StudyMap study_map(const StudyPicture& picture, const StudyMapChoice& choice) {
  const Study& study = picture.study();
  StudyMap map{
      .columns = count_of(study, choice.x), .rows = count_of(study, choice.y), .values = {}, .cells = {}};
  const auto size = static_cast<std::size_t>(map.columns * map.rows);
  map.values.assign(size, no_value);
  map.cells.assign(size, Cell::missing);
  const bool hatches = hatches_diverged(choice);
  const std::int64_t first = study_cell(study, choice, 0, 0);
  const std::int64_t right = map.columns > 1 ? study_cell(study, choice, 1, 0) - first : 0;
  const std::int64_t up = map.rows > 1 ? study_cell(study, choice, 0, 1) - first : 0;
  for (std::int64_t row = 0; row < map.rows; ++row)
    for (std::int64_t column = 0; column < map.columns; ++column) {
      const CellNumbers numbers =
          picture.numbers(first + column * right + row * up, choice.run, choice.measure);
      const std::size_t at = map.at(column, row);
      map.cells[at] = cell_kind(numbers, hatches);
      if (const auto number = shown_number(numbers, choice.statistic))
        map.values[at] = static_cast<float>(*number);
      map.computed += is_own(map.cells[at]) ? 1 : 0;
      map.diverged += numbers.diverged > 0 ? 1 : 0;
    }
  if (map.computed > 0 && map.computed < map.columns * map.rows)
    fill_coarse(map, study.axes[choice.x].is_numeric(), choice.y && study.axes[*choice.y].is_numeric());
  return map;
}

double StudyRange::place(double value) const {
  const auto scaled = [this](double number) { return logarithmic ? std::log(number) : number; };
  if (logarithmic && !(value > 0)) return 0;
  return std::clamp((scaled(value) - scaled(low)) / (scaled(high) - scaled(low)), 0.0, 1.0);
}

StudyRange study_range(const std::vector<const StudyMap*>& maps, const StudyMapChoice& choice,
                       std::size_t seeds) {
  if (choice.statistic == StudyStatistic::diverged) return {.low = 0, .high = static_cast<double>(seeds)};
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const StudyMap* map : maps)
    for (std::size_t at = 0; at < map->values.size(); ++at) {
      const auto value = static_cast<double>(map->values[at]);
      if (is_hatched(map->cells[at]) || !std::isfinite(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  if (low > high) return {};
  const Measure& measure = measures()[choice.measure];
  if (choice.statistic == StudyStatistic::deviation) low = 0;
  const bool is_logarithmic = measure.logarithmic && low > 0;
  if (low == high) {
    // A single value is placed in the middle of a fraction's scale or of a scale around it.
    const double margin = low == 0 ? 1 : std::abs(low) / 2;
    return measure.is_fraction && choice.statistic != StudyStatistic::deviation && low >= 0 && high <= 1
               ? StudyRange{}
               : StudyRange{.low = low - margin, .high = high + margin, .logarithmic = is_logarithmic};
  }
  return {.low = low, .high = high, .logarithmic = is_logarithmic};
}

}  // namespace lfp
