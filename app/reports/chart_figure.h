#pragma once

#include "app/reports/chart.h"
#include "app/reports/report.h"
#include "core/study/measure.h"

namespace lfp {

/// More lines than this cannot be told apart in a chart.
constexpr std::size_t most_chart_lines = 12;

/// Wraps a chart as a figure of a report.
ReportFigure chart_figure(const QString& name, const QString& title, const QString& caption, Chart chart);
/// Returns the axis along which a measure is drawn.
ChartAxis axis_for(const Measure& measure);

}  // namespace lfp
