#pragma once

#include "widgets/views/study/study_map.h"

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// Returns an axis name such as "learning rate" or "ε".
QString axis_title(const Axis& axis);
/// Returns a value such as "0.0518", "2.5e−4" or "epsilon".
QString axis_value_text(const Axis& axis, std::int64_t index);
/// Returns a title such as "learning rate 0.0518 · ε 2.5e−4".
QString cell_title(const Study& study, std::int64_t cell);
/// Formats a value of the measure: "92.0 %", "12", "2.1e5".
QString measure_text(const Measure& measure, double value);
/// Formats mean and deviation over seeds, for fractions in points: "98.3 % ± 0.4"; or the mean alone.
QString spread_text(const Measure& measure, double mean, std::optional<double> deviation);
/// Formats a map's value: deviations of fractions are in points, numbers of runs are whole.
QString shown_text(const StudyMapChoice& choice, double value);
/// Returns a title such as "Test accuracy, mean of seeds".
QString shown_title(const StudyMapChoice& choice);
/// Returns the lines of a cell's tooltip below its title.
QStringList cell_lines(const StudyPicture& picture, const StudyMapChoice& choice, std::int64_t cell);

/// A tick of an axis; its position counts the axis values from 0.
struct StudyTick {
  double at = 0;
  QString label;
};
/// Returns at most `most` ticks: at round numbers if values are evenly spaced, otherwise at values.
std::vector<StudyTick> axis_ticks(const Axis& axis, int most);

}  // namespace lfp
