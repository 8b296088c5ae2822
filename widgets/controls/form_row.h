#pragma once

#include "widgets/style/theme.h"

#include <QString>

class QHBoxLayout;
class QLabel;
class QWidget;

namespace lfp {

/// The measures of a form, in pixels at 100 %: rows of 26 with 3 between them, the label in a column of 88, a
/// value in one of 52 at the right.
struct FormMeasures {
  static constexpr double row_height = 26;
  static constexpr double row_gap = 3;
  static constexpr double label_column = 88;
  static constexpr double value_column = 52;
  static constexpr double column_gap = 8;
};

/// A layout for one row of `field`, beginning with a muted label in the label column.
QHBoxLayout* make_row(QWidget& field, const QString& label, const QString& tooltip);
/// The label that make_row() made.
QLabel* row_label(const QHBoxLayout& row);
/// Gives the row its sizes at the theme's zoom.
void fit_row(QHBoxLayout& row, const Theme& theme);

}  // namespace lfp
