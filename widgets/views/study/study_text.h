#pragma once

#include "widgets/views/study/study_map.h"

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// "learning rate", "ε"
QString axis_title(const Axis& axis);
/// "0.0518", "2.5e−4", "epsilon"
QString axis_value_text(const Axis& axis, std::int64_t index);
/// "learning rate 0.0518 · ε 2.5e−4"
QString cell_title(const Study& study, std::int64_t cell);
/// Of the measure itself: "92.0 %", "12", "2.1e5".
QString measure_text(const Measure& measure, double value);
/// What seeds come to: "98.3 % ± 0.4", the deviation of a fraction in points; without it where there is none.
QString spread_text(const Measure& measure, double mean, std::optional<double> deviation);
/// As a map shows it: a deviation of fractions is in points, and numbers of runs are whole.
QString shown_text(const StudyMapChoice& choice, double value);
/// "Test accuracy, mean of seeds"
QString shown_title(const StudyMapChoice& choice);
/// The lines of a cell's tooltip below its title.
QStringList cell_lines(const StudyPicture& picture, const StudyMapChoice& choice, std::int64_t cell);

/// A tick of an axis at a place that counts its values from 0.
struct StudyTick {
  double at = 0;
  QString label;
};
/// At most so many; at round numbers where the values are evenly spaced, else at values.
std::vector<StudyTick> axis_ticks(const Axis& axis, int most);

}  // namespace lfp
