#pragma once

#include "core/study/study.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// One line, or one map, of a study's figure: a run at one combination of the values of those axes that are
/// not plotted.
struct Series {
  std::string label;  ///< "LFP-ε, zero"
  std::size_t run = 0;
  std::vector<std::int64_t> position;  ///< index on every axis; 0 on the plotted ones
};

/// How a study is best plotted: along no axis, along a numeric one, or as a map of two; and its series.
struct StudyLayout {
  std::optional<std::size_t> x;
  std::optional<std::size_t> y;
  std::vector<Series> series;
};
StudyLayout layout_of(const Study& study);

/// Whether the value of the axis can influence the result of the run.
bool is_changed_by(const Axis& axis, std::size_t run);

/// The cells of a series, along y and x, with x running fastest.
std::vector<std::int64_t> cells_of(const Study& study, const StudyLayout& layout, const Series& series);

/// The last part of a path, used in texts for an axis without a label.
std::string short_title(const Axis& axis);

}  // namespace lfp
