#include "app/reports/study_pictures.h"

#include "app/reports/chart_axis.h"
#include "app/reports/measure_text.h"
#include "app/reports/study_comparisons.h"
#include "core/base/error.h"
#include "core/study/cell_experiments.h"
#include "core/study/materials_cache.h"
#include "core/study/picture_run.h"
#include "widgets/style/number_text.h"
#include "widgets/views/boundary/boundary_picture.h"

#include <QPainter>
#include <algorithm>
#include <map>
#include <memory>

namespace lfp {
namespace {

constexpr std::size_t most_groups = 6;
constexpr std::int64_t most_points = 250;
constexpr QSize path_size{720, 340};
constexpr double square_side = 210;
constexpr double square_gap = 24;
constexpr double panel_heading = 40;

/// The picture of one run at its best settings.
struct Pictured {
  QString run;
  QString settings;  ///< its best settings
  std::shared_ptr<const Dataset> dataset;
  RunPicture picture;
};

/// The runs of one combination.
struct Group {
  QString title;
  std::vector<Pictured> runs;
};

QString group_title(const StudyOutcome& outcome, const Series& series) {
  QStringList words;
  for (std::size_t axis = 0; axis < outcome.study.axes.size(); ++axis)
    if (axis != outcome.layout.x && axis != outcome.layout.y)
      words << from_core(outcome.study.axes[axis].at(series.position[axis]).label);
  return words.join(QStringLiteral(", "));
}

std::vector<Group> picture_groups(const StudyOutcome& outcome) {
  const Measure& measure = *find_measure(outcome.study.measures.front());
  const std::uint64_t seed = outcome.study.seeds.front();
  CellExperiments cells(std::make_shared<const Study>(outcome.study));
  MaterialsCache cache(1);
  Progress progress;
  std::vector<Group> groups;
  std::map<std::vector<std::int64_t>, std::size_t> known;
  for (const Series& series : outcome.layout.series) {
    const auto best = best_cell(outcome, series, measure);
    if (!best) continue;
    const auto [place, is_new] = known.emplace(series.position, groups.size());
    if (is_new) groups.push_back({.title = group_title(outcome, series), .runs = {}});
    if (place->second >= most_groups) continue;
    try {
      const auto experiment = std::make_shared<const Experiment>(cells.experiment(best->cell, seed));
      const Materials materials = cache.materials_of(*experiment, progress);
      groups[place->second].runs.push_back({.run = from_core(outcome.summary.runs()[series.run]),
                                            .settings = settings_text(outcome, best->cell),
                                            .dataset = materials.dataset,
                                            .picture = picture_run(experiment, series.run, materials)});
    } catch (const Error&) {
      continue;
    }
  }
  groups.resize(std::min(groups.size(), most_groups));
  return groups;
}

/// Returns the data set with so few points that a page with many pictures stays small.
Dataset with_few_points(const Dataset& dataset) {
  Dataset few = dataset;
  const std::int64_t count = std::min(few.train.count(), most_points);
  few.train.labels.resize(static_cast<std::size_t>(count));
  few.train.inputs.resize(static_cast<std::size_t>(count * few.train.features));
  few.test = {};
  return few;
}

struct BoundaryPanel {
  QString title;
  QString settings;
  BoundarySnapshot boundary;
  BoundaryRegions regions;
  Dataset dataset;
};

void paint_panel(QPainter& painter, const QRectF& square, const BoundaryPanel& panel) {
  const Theme theme = Theme::make(Theme::Kind::light);
  painter.setPen(ChartLook::text());
  painter.setFont(ChartLook::bold());
  const QFontMetricsF bold(ChartLook::bold());
  const QRectF above(square.left(), square.top() - panel_heading, square.width(), panel_heading);
  painter.drawText(above.adjusted(0, 0, 0, -panel_heading / 2), Qt::AlignLeft | Qt::AlignVCenter,
                   bold.elidedText(panel.title, Qt::ElideRight, square.width()));
  painter.setFont(ChartLook::font());
  painter.setPen(ChartLook::muted());
  const QFontMetricsF plain(ChartLook::font());
  painter.drawText(above.adjusted(0, panel_heading / 2, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                   plain.elidedText(panel.settings, Qt::ElideRight, square.width()));
  painter.save();
  painter.setClipRect(square);
  paint_boundary_areas(painter, square, panel.regions, theme);
  paint_boundary_points(painter, square, panel.boundary, panel.dataset, BoundaryPoints::training, theme);
  painter.restore();
  painter.setBrush(Qt::NoBrush);
  painter.setPen(ChartLook::muted());
  painter.drawRect(square);
  const auto tick = [](float value) { return number_text(static_cast<double>(value), 1); };
  const QRectF below(square.left(), square.bottom() + 2, square.width(), 16);
  painter.drawText(below, Qt::AlignLeft | Qt::AlignTop, tick(panel.boundary.x_low));
  painter.drawText(below, Qt::AlignRight | Qt::AlignTop, tick(panel.boundary.x_high));
  const QRectF beside(square.left() - 44, square.top(), 40, square.height());
  painter.drawText(beside, Qt::AlignRight | Qt::AlignTop, tick(panel.boundary.y_high));
  painter.drawText(beside, Qt::AlignRight | Qt::AlignBottom, tick(panel.boundary.y_low));
}

std::optional<ReportFigure> boundaries_figure(const std::vector<Group>& groups) {
  std::vector<std::vector<BoundaryPanel>> rows;
  std::size_t columns = 0;
  for (const Group& group : groups) {
    std::vector<BoundaryPanel> row;
    for (const Pictured& run : group.runs)
      if (run.picture.boundary)
        row.push_back(
            {.title = group.title.isEmpty() ? run.run : group.title + QStringLiteral(", ") + run.run,
             .settings = run.settings,
             .boundary = *run.picture.boundary,
             .regions = boundary_regions(*run.picture.boundary),
             .dataset = with_few_points(*run.dataset)});
    columns = std::max(columns, row.size());
    if (!row.empty()) rows.push_back(std::move(row));
  }
  if (rows.empty()) return std::nullopt;
  constexpr double left = 48;
  constexpr double below = 22;
  const double width = left + static_cast<double>(columns) * (square_side + left + square_gap);
  const double height = static_cast<double>(rows.size()) * (panel_heading + square_side + below);
  return ReportFigure{
      .name = QStringLiteral("boundaries"),
      .title = QStringLiteral("Decision boundaries"),
      .caption = QStringLiteral(
          "What each run predicts over the plane, at its best settings and with the first seed: an area is "
          "the class predicted there, a point a training sample in the colour and shape of its class; x to "
          "the right, y upwards."),
      .size = QSize(static_cast<int>(width), static_cast<int>(height)),
      .paint = [rows = std::move(rows)](QPainter& painter, const QRectF& area) {
        for (std::size_t row = 0; row < rows.size(); ++row)
          for (std::size_t column = 0; column < rows[row].size(); ++column) {
            const QPointF corner(
                area.left() + left + static_cast<double>(column) * (square_side + left + square_gap),
                area.top() + panel_heading +
                    static_cast<double>(row) * (panel_heading + square_side + below));
            paint_panel(painter, QRectF(corner, QSizeF(square_side, square_side)), rows[row][column]);
          }
      }};
}

QString direction_title(const char* which, double share) {
  return QStringLiteral("%1 direction (%2 of the movement)")
      .arg(QLatin1String(which), percent_text(share, 0));
}

ReportFigure paths_figure(const Group& group, std::size_t index) {
  std::vector<WeightPath> paths;
  for (const Pictured& run : group.runs) paths.push_back(run.picture.path);
  const ProjectedPaths projected = project_paths(paths);
  Chart chart{.x = {.title = direction_title("First", projected.shares[0])},
              .y = {.title = direction_title("Second", projected.shares[1])},
              .lines = {}};
  for (std::size_t run = 0; run < group.runs.size(); ++run) {
    ChartLine line{.label = group.runs[run].run, .points = {}};
    for (const auto& [x, y] : projected.paths[run])
      line.points.push_back({.x = x, .y = y, .low = y, .high = y});
    chart.lines.push_back(std::move(line));
  }
  const QString title = group.title.isEmpty() ? QStringLiteral("Paths of the weights")
                                              : QStringLiteral("Paths of the weights, %1").arg(group.title);
  return {.name = QStringLiteral("paths-%1").arg(index + 1),
          .title = title,
          .caption = QStringLiteral(
              "All weights and biases at evenly spread steps, seen along the two principal directions, in "
              "which they move most. The runs start from the same weights, at (0, 0)."),
          .size = path_size,
          .paint = [chart = std::move(chart)](QPainter& painter, const QRectF& area) {
            paint_chart(painter, area, chart);
          }};
}

bool asks_for(const Study& study, const char* picture) {
  return std::ranges::find(study.pictures, picture) != study.pictures.end();
}

}  // namespace

std::vector<ReportFigure> pictures_of(const StudyOutcome& outcome) {
  if (outcome.study.pictures.empty()) return {};
  const auto groups = picture_groups(outcome);
  std::vector<ReportFigure> figures;
  if (asks_for(outcome.study, "boundaries"))
    if (auto figure = boundaries_figure(groups)) figures.push_back(*std::move(figure));
  if (asks_for(outcome.study, "paths"))
    for (std::size_t index = 0; index < groups.size(); ++index)
      if (!groups[index].runs.empty()) figures.push_back(paths_figure(groups[index], index));
  return figures;
}

}  // namespace lfp
