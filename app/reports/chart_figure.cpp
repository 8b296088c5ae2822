#include "app/reports/chart_figure.h"

#include "app/reports/measure_text.h"

#include <utility>

namespace lfp {
namespace {

/// Chosen so that three charts fit on a page.
constexpr QSize chart_size{720, 320};

}  // namespace

ChartAxis axis_for(const Measure& measure) {
  return {.title = from_core(measure.label),
          .is_logarithmic = measure.logarithmic,
          .is_percent = measure.is_fraction};
}

ReportFigure chart_figure(const QString& name, const QString& title, const QString& caption, Chart chart) {
  return {.name = name,
          .title = title,
          .caption = caption,
          .size = chart_size,
          .paint = [chart = std::move(chart)](QPainter& painter, const QRectF& area) {
            paint_chart(painter, area, chart);
          }};
}

}  // namespace lfp
