#pragma once

#include "core/study/study.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// One line, or one map, of a study: a run at one combination of the values of those axes that are not drawn
/// along.
struct Series {
  std::string label;  ///< "LFP-ε, zero"
  std::size_t run = 0;
  std::vector<std::int64_t> position;  ///< on all axes; 0 on those drawn along
};

/// How a study is best drawn: along no axis, a numeric one, or a map of two, and for each series.
struct StudyLayout {
  std::optional<std::size_t> x;
  std::optional<std::size_t> y;
  std::vector<Series> series;
};
StudyLayout layout_of(const Study& study);

/// Whether the run can come out otherwise for another value of the axis.
bool is_changed_by(const Axis& axis, std::size_t run);

/// The cells of a series: along y and, fastest, along x.
std::vector<std::int64_t> cells_of(const Study& study, const StudyLayout& layout, const Series& series);

/// The last word of a path: how texts call an axis without a label.
std::string short_title(const Axis& axis);

}  // namespace lfp
