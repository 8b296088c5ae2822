#include "widgets/controls/marks.h"
#include "widgets/plot/plot_frame.h"
#include "widgets/style/number_text.h"
#include "widgets/views/boundary/boundary_picture.h"
#include "widgets/views/runs/run_grid.h"

#include <QCoreApplication>
#include <QFontMetrics>

namespace lfp {

namespace {

struct BoundaryFigureWords {
  Q_DECLARE_TR_FUNCTIONS(Boundary)
};

// Returns the range of one axis of a square in the feature's own units.
PlotRange raw_range(const Dataset& dataset, std::size_t feature, float low, float high) {
  const Normalisation& normalisation = dataset.normalisation;
  return {normalisation.raw(low, feature), normalisation.raw(high, feature)};
}

PlotFrame frame_of(const QRect& square, const BoundarySnapshot& boundary, const Dataset& dataset) {
  return {.area = square,
          .x = raw_range(dataset, 0, boundary.x_low, boundary.x_high),
          .y = raw_range(dataset, 1, boundary.y_low, boundary.y_high)};
}

void paint_legend(QPainter& painter, const QRect& row, const Dataset& dataset, BoundaryPoints points,
                  const Theme& theme) {
  int left = row.left();
  painter.setFont(theme.body());
  for (std::int32_t label = 0; label < dataset.classes; ++label) {
    const QString name = QString::fromStdString(dataset.class_names[static_cast<std::size_t>(label)]);
    const int width = painter.fontMetrics().horizontalAdvance(name);
    if (left + theme.px(20) + width > row.right()) return;
    paint_class_mark(painter, QPointF(left + theme.px(6), row.center().y()), theme.px(10), label, theme);
    painter.setPen(theme.text);
    painter.drawText(QRect(left + theme.px(18), row.top(), width + 2, row.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, name);
    left += width + theme.px(36);
  }
  const QString words = points == BoundaryPoints::training ? BoundaryFigureWords::tr("points: training data")
                        : points == BoundaryPoints::test
                            ? BoundaryFigureWords::tr("points: test data")
                            : BoundaryFigureWords::tr("filled: training data, hollow: test data");
  if (left + painter.fontMetrics().horizontalAdvance(words) > row.right()) return;
  painter.setPen(theme.text);
  painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, words);
}

}  // namespace

void paint_boundary_figure(QPainter& painter, const QRect& area, const BoundaryFigure& figure,
                           const Theme& theme) {
  const Snapshot& snapshot = figure.snapshot;
  const Dataset& dataset = *snapshot.dataset;
  painter.fillRect(area, theme.base);
  QRect rest = area.adjusted(theme.px(12), theme.px(10), -theme.px(12), -theme.px(8));
  const int line = QFontMetrics(theme.bold()).height() + theme.px(4);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(QRect(rest.topLeft(), QSize(rest.width(), line)), Qt::AlignLeft | Qt::AlignVCenter,
                   BoundaryFigureWords::tr("Decision boundary: %1, step %2")
                       .arg(QString::fromStdString(dataset.name), count_text(snapshot.position.step)));
  rest.setTop(rest.top() + line);
  paint_legend(painter, QRect(rest.topLeft(), QSize(rest.width(), line)), dataset, figure.points, theme);
  rest.setTop(rest.top() + line + theme.px(4));

  const auto cells = run_grid(rest, static_cast<int>(figure.runs.size()), theme,
                              {.left = axis_room_left(theme), .bottom = axis_room_below(theme, true)});
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const RunSnapshot& source = snapshot.runs[figure.runs[at]];
    const QRect& square = cells[at].square;
    if (figure.is_difference) {
      paint_unlike_heading(painter, cells[at].heading, snapshot, theme);
    } else {
      paint_score_heading(painter, cells[at].heading, snapshot, figure.runs[at], theme);
    }
    if (source.boundary) {
      if (figure.is_difference)
        paint_boundary_difference(painter, square, snapshot, theme);
      else
        paint_boundary_areas(painter, square, boundary_regions(*source.boundary), theme);
      paint_boundary_points(painter, square, *source.boundary, dataset, figure.points, theme);
      paint_axes(painter, frame_of(square, *source.boundary, dataset),
                 {.x = BoundaryFigureWords::tr("x₁"), .y = BoundaryFigureWords::tr("x₂")}, theme);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.control_border, 1));
    painter.drawRect(square.adjusted(0, 0, -1, -1));
  }
}

}  // namespace lfp
