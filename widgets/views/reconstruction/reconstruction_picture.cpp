#include "widgets/views/reconstruction/reconstruction_picture.h"

#include "widgets/controls/run_badge.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/plot/plot_frame.h"
#include "widgets/style/number_text.h"
#include "widgets/views/pictures/input_image.h"
#include "widgets/views/runs/run_grid.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

struct ReconstructionWords {
  Q_DECLARE_TR_FUNCTIONS(Reconstruction)
};

using What = ReconstructionCell::What;

constexpr double heading = 26;
constexpr double gap = 12;
constexpr double part_of_values = 0.62;  // of the height, above the differences

std::vector<float> raw(const Dataset& dataset, std::vector<float> seen) {
  for (std::size_t feature = 0; feature < seen.size(); ++feature)
    seen[feature] = dataset.normalisation.raw(seen[feature], feature);
  return seen;
}

std::vector<float> minus(std::vector<float> one, const std::vector<float>& other) {
  for (std::size_t at = 0; at < one.size(); ++at) one[at] -= other[at];
  return one;
}

int legend_height(const Theme& theme) {
  return QFontMetrics(theme.small()).height() + theme.px(6);
}

/// A grid whose cells have the shape of the images below a heading.
struct ImageGrid {
  ImageGrid(const QRect& area, int columns_, int rows, const Shape& shape, const Theme& theme)
      : columns(columns_),
        cell((area.width() - (columns_ - 1) * theme.px(gap)) / columns_,
             (area.height() - (rows - 1) * theme.px(gap)) / rows) {
    const QSizeF image(static_cast<double>(shape.width), static_cast<double>(shape.height));
    const QSize room(cell.width(), cell.height() - theme.px(heading));
    picture = room.isValid() ? image.scaled(QSizeF(room), Qt::KeepAspectRatio).toSize() : QSize(0, 0);
  }

  int columns;
  QSize cell;
  QSize picture;
};

void paint_words(QPainter& painter, const QRect& area, const QString& words, const QFont& font,
                 const QColor& colour) {
  painter.setFont(font);
  painter.setPen(colour);
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetrics(font).elidedText(words, Qt::ElideRight, area.width()));
}

void paint_heading(QPainter& painter, const ReconstructionCell& cell, const ReconstructionShown& shown,
                   const Theme& theme) {
  switch (cell.what) {
    case What::input:
      return paint_words(painter, cell.heading, ReconstructionWords::tr("Input"), theme.bold(), theme.text);
    case What::output:
      return paint_run_heading(painter, cell.heading, static_cast<int>(cell.run),
                               QString::fromStdString(shown.snapshot.runs[cell.run].name),
                               number_text(shown.error_size(cell.run)), theme,
                               least_name_room(shown.snapshot, theme));
    case What::error:
      return paint_words(painter, cell.heading,
                         ReconstructionWords::tr("%1 − input").arg(run_letter(static_cast<int>(cell.run))),
                         theme.body(), theme.muted_text);
    case What::between:
      return paint_difference_heading(painter, cell.heading, {}, theme);
  }
}

QImage image_of(const ReconstructionCell& cell, const ReconstructionShown& shown, float range,
                const Theme& theme) {
  const Dataset& dataset = shown.dataset();
  if (cell.what == What::input) return sample_image(dataset, shown.sample(cell.run).input, theme);
  if (cell.what == What::output) return sample_image(dataset, shown.sample(cell.run).outputs, theme);
  return input_feedback_image(dataset.shape, differences(shown, cell), range, theme);
}

PlotRange value_range(const ReconstructionShown& shown) {
  const auto input = shown.input();
  const auto [low, high] = std::ranges::minmax(input);
  const double room = std::max(0.1 * static_cast<double>(high - low), 1e-6);
  return {static_cast<double>(low) - room, static_cast<double>(high) + room};
}

void paint_line(QPainter& painter, const PlotFrame& frame, const std::vector<float>& values,
                const QPen& pen) {
  QPolygonF line;
  for (std::size_t at = 0; at < values.size(); ++at)
    line << frame.pixel(static_cast<double>(at + 1), static_cast<double>(values[at]));
  painter.setPen(pen);
  painter.drawPolyline(line);
}

}  // namespace

std::vector<float> ReconstructionShown::input() const {
  return raw(dataset(), sample(runs.front()).input);
}

std::vector<float> ReconstructionShown::output(std::size_t run) const {
  return raw(dataset(), sample(run).outputs);
}

std::vector<float> ReconstructionShown::error(std::size_t run) const {
  return minus(output(run), input());
}

std::vector<float> ReconstructionShown::between() const {
  return minus(output(0), output(1));
}

double ReconstructionShown::error_size(std::size_t run) const {
  double sum = 0.0;
  const auto errors = error(run);
  for (const float value : errors) sum += static_cast<double>(value) * static_cast<double>(value);
  return std::sqrt(sum / static_cast<double>(std::max<std::size_t>(1, errors.size())));
}

std::vector<float> differences(const ReconstructionShown& shown, const ReconstructionCell& cell) {
  return cell.what == What::between ? shown.between() : shown.error(cell.run);
}

std::vector<ReconstructionCell> reconstruction_cells(const ReconstructionShown& shown, const QRect& area,
                                                     const Theme& theme) {
  const QRect above_legend = area.adjusted(0, 0, 0, -legend_height(theme));
  const auto runs = static_cast<int>(shown.runs.size());
  const int all = shown.is_difference ? runs + 2 : 2 * runs + 1;
  const int columns_of_rows = shown.is_difference ? 2 : 3;
  const ImageGrid in_line(above_legend, all, 1, shown.dataset().shape, theme);
  const ImageGrid in_rows(above_legend, columns_of_rows, (all + columns_of_rows - 1) / columns_of_rows,
                          shown.dataset().shape, theme);
  const bool is_line = in_line.picture.width() >= in_rows.picture.width();
  const ImageGrid& grid = is_line ? in_line : in_rows;

  std::vector<ReconstructionCell> cells;
  const auto add = [&](What what, std::size_t run, int column, int row) {
    const QPoint corner(area.left() + column * (grid.cell.width() + theme.px(gap)),
                        area.top() + row * (grid.cell.height() + theme.px(gap)));
    const int indent = (grid.cell.width() - grid.picture.width()) / 2;
    const QPoint top(corner.x() + indent, corner.y());
    const QSize words(std::max(grid.picture.width(), 1), theme.px(heading));
    cells.push_back({.what = what,
                     .run = run,
                     .heading = QRect(top, words),
                     .picture = QRect(top + QPoint(0, words.height()), grid.picture)});
  };
  add(What::input, shown.runs.front(), 0, 0);
  int next = 1;
  const auto add_next = [&](What what, std::size_t run) {
    // With a row for each run the first column holds only the input, except for a difference, whose four
    // cells form a square.
    if (!is_line && !shown.is_difference && next % grid.columns == 0) ++next;
    add(what, run, next % grid.columns, next / grid.columns);
    ++next;
  };
  for (const std::size_t run : shown.runs) {
    add_next(What::output, run);
    if (!shown.is_difference) add_next(What::error, run);
  }
  if (shown.is_difference) add_next(What::between, 0);
  return cells;
}

void paint_image_reconstruction(QPainter& painter, const QRect& area, const ReconstructionShown& shown,
                                float range, const Theme& theme) {
  for (const ReconstructionCell& cell : reconstruction_cells(shown, area, theme)) {
    paint_heading(painter, cell, shown, theme);
    painter.drawImage(cell.picture, image_of(cell, shown, range, theme));
    painter.setPen(theme.control_border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(cell.picture.adjusted(0, 0, -1, -1));
  }
  const QRect legend(area.left(), area.bottom() + 1 - legend_height(theme), area.width(),
                     legend_height(theme));
  paint_signed_scale(painter, legend, range, theme);
}

void paint_line_reconstruction(QPainter& painter, const QRect& area, const ReconstructionShown& shown,
                               float range, const Theme& theme) {
  const int columns = static_cast<int>(shown.runs.size()) + 1;
  const QRect words(area.topLeft(), QSize(area.width(), theme.px(heading)));
  const auto column = [&](int at) {
    return QRect(words.left() + words.width() * at / columns, words.top(),
                 words.width() / columns - theme.px(gap), words.height());
  };
  paint_words(painter, column(0), ReconstructionWords::tr("Input"), theme.bold(), theme.text);
  for (int at = 1; at < columns; ++at)
    paint_heading(painter,
                  {.what = What::output,
                   .run = shown.runs[static_cast<std::size_t>(at - 1)],
                   .heading = column(at),
                   .picture = {}},
                  shown, theme);

  QRect inside = area.adjusted(axis_room_left(theme), words.height(), 0, -axis_room_below(theme, true));
  QRect upper = inside;
  upper.setHeight(qRound(part_of_values * inside.height()));
  const QRect lower = inside.adjusted(0, upper.height() + theme.px(gap), 0, 0);
  const PlotRange features{0.5, static_cast<double>(shown.dataset().shape.size()) + 0.5};
  const PlotFrame values{.area = upper, .x = features, .y = value_range(shown)};
  const double size = std::max(static_cast<double>(range), 1e-6);
  const PlotFrame errors{.area = lower, .x = features, .y = {-size, size}};
  for (const PlotFrame* frame : {&values, &errors}) {
    paint_grid(painter, *frame, theme);
    painter.save();
    painter.setClipRect(frame->area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool are_values = frame == &values;
    if (are_values) paint_line(painter, *frame, shown.input(), QPen(theme.muted_text, 3 * theme.zoom));
    if (!are_values && shown.is_difference)
      paint_line(painter, *frame, shown.between(), QPen(theme.text, 2 * theme.zoom));
    for (const std::size_t run : shown.runs) {
      if (!are_values && shown.is_difference) break;
      paint_line(painter, *frame, are_values ? shown.output(run) : shown.error(run),
                 run_line_pen(static_cast<int>(run), theme));
    }
    painter.restore();
  }
  paint_axes(painter, values, {.x = {}, .y = ReconstructionWords::tr("value"), .has_numbers_below = false},
             theme);
  paint_axes(painter, errors,
             {.x = ReconstructionWords::tr("feature"),
              .y = shown.is_difference ? ReconstructionWords::tr("A − B") : ReconstructionWords::tr("error")},
             theme);
}

}  // namespace lfp
