#include "widgets/views/curves/curves_content.h"

#include "widgets/controls/marks.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/views/known_steps.h"
#include "widgets/views/names/score.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>

namespace lfp {

namespace {

struct CurvesContentWords {
  Q_DECLARE_TR_FUNCTIONS(Curves)
};

constexpr double thin_part = 0.55;
constexpr double ahead_part = 0.3;
/// There are fewer bins than pixels, so that the averages made here are drawn as they are.
constexpr int most_difference_points = 100;

QString layer_place(std::size_t layer, std::size_t layers) {
  return layer + 1 == layers ? CurvesContentWords::tr("output")
                             : CurvesContentWords::tr("layer %1").arg(layer + 1);
}

PlotLine line(const Curve& curve, const QPen& pen) {
  return {.x = curve.x, .y = curve.y, .pen = pen};
}

QPen pen_ahead(QPen pen, const Theme& theme) {
  pen.setColor(colour_ahead(pen.color(), theme));
  return pen;
}

/// Below the present, which they touch.
void add_lines_ahead(PlotContent& content, const std::vector<RunCurves>& curves, const CurveSight& sight,
                     const Theme& theme) {
  for (std::size_t run = curves.size(); run-- > 0;) {
    if (!sight.is_shown(run)) continue;
    const auto letter = static_cast<int>(run);
    if (curves[run].has_thin() && !curves[run].ahead.batch.empty())
      content.lines.push_back(
          line(curves[run].ahead.batch, pen_ahead(run_line_pen(letter, theme, 1.0), theme)));
    if (!curves[run].main_ahead().empty())
      content.lines.push_back(line(curves[run].main_ahead(), pen_ahead(run_line_pen(letter, theme), theme)));
  }
}

void reach(PlotRange& range, const Curve& curve, const PlotRange& x) {
  for (std::size_t i = 0; i < curve.x.size(); ++i) {
    if (!x.contains(curve.x[i]) || !std::isfinite(curve.y[i])) continue;
    range = {std::min(range.low, curve.y[i]), std::max(range.high, curve.y[i])};
  }
}

/// Where one of the runs that are shown has diverged and others have not: what those reach, so that it does
/// not flatten them.
std::optional<PlotRange> range_of_stable(const std::vector<RunCurves>& curves, const CurveSight& sight) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  PlotRange range{infinity, -infinity};
  bool has_diverged = false;
  for (std::size_t run = 0; run < curves.size(); ++run) {
    if (!sight.is_shown(run)) continue;
    if (run < sight.snapshot->runs.size() && sight.snapshot->runs[run].divergence) {
      has_diverged = true;
      continue;
    }
    for (const Curve* curve : {&curves[run].main(), &curves[run].now.batch}) reach(range, *curve, sight.x);
    if (!sight.here()) continue;
    for (const Curve* curve : {&curves[run].main_ahead(), &curves[run].ahead.batch})
      reach(range, *curve, sight.x);
  }
  if (!has_diverged || range.low > range.high) return std::nullopt;
  return range;
}

/// With a little room.
PlotRange widened(const PlotRange& range) {
  constexpr double room = 1.15;
  const double tenth = 0.1 * range.size();
  return {range.low > 0.0 ? range.low / room : range.low - tenth,
          range.high > 0.0 ? range.high * room : range.high + tenth};
}

// 0 to the largest number of flips that any run has had, with a little room.
void set_flip_axis(PlotContent& content, const std::optional<PlotRange>& stable) {
  double highest = 1.0;
  for (const PlotLine& flips : content.lines) {
    for (std::size_t i = 0; i < flips.y.size(); ++i) {
      if (content.x.contains(flips.x[i]) && std::isfinite(flips.y[i]))
        highest = std::max(highest, flips.y[i]);
    }
  }
  if (stable) highest = std::max(1.0, stable->high);
  highest = std::ceil(highest);
  content.y = {-0.06 * highest, 1.1 * highest};
  content.fits_y = false;
  content.y_labels = PlotRange{0.0, highest};
}

/// The parts of a line above zero, or below it, up to where it crosses zero.
PlotLine signed_part(const PlotLine& whole, bool is_above, const QColor& colour) {
  PlotLine part{.x = {}, .y = {}, .pen = whole.pen};
  part.pen.setColor(colour);
  const auto add = [&part](double x, double y) {
    part.x.push_back(x);
    part.y.push_back(y);
  };
  for (std::size_t i = 0; i < whole.x.size(); ++i) {
    const double y = whole.y[i];
    if (i > 0 && whole.y[i - 1] * y < 0.0) {
      const double share = whole.y[i - 1] / (whole.y[i - 1] - y);
      add(whole.x[i - 1] + share * (whole.x[i] - whole.x[i - 1]), 0.0);
    }
    add(whole.x[i], (is_above ? y >= 0.0 : y <= 0.0) ? y : std::numeric_limits<double>::quiet_NaN());
  }
  return part;
}

void add_signed_lines(PlotContent& content, const Curve& curve, double width, double strength,
                      const Theme& theme) {
  // The line is averaged before it is divided: the mean of the part above zero would say nothing.
  const PlotLine whole =
      averaged(line(curve, QPen(theme.text, width * theme.zoom)), content.x, most_difference_points);
  for (const bool is_above : {true, false})
    content.lines.push_back(signed_part(
        whole, is_above, blended(is_above ? theme.positive : theme.negative, theme.base, strength)));
}

/// Symmetric, for strips.
void set_difference_axis(PlotContent& content) {
  double highest = 1.0;
  for (const PlotLine& line : content.lines)
    for (std::size_t i = 0; i < line.y.size(); ++i)
      if (content.x.contains(line.x[i]) && std::isfinite(line.y[i]))
        highest = std::max(highest, std::abs(line.y[i]));
  highest = std::ceil(highest);
  content.y = {-1.1 * highest, 1.1 * highest};
  content.fits_y = false;
  content.y_labels = PlotRange{-highest, highest};
}

PlotContent difference_content(const RunCurves& curves, CurveTopic topic, const CurveSight& sight,
                               const Theme& theme) {
  PlotContent content;
  content.x = sight.x;
  const bool is_score = topic.kind == CurveKind::accuracy;
  content.unit = is_score && !topic.of_values ? PlotUnit::percent : PlotUnit::number;
  content.here = sight.here();
  content.lines.push_back(
      {.x = {sight.x.low, sight.x.high}, .y = {0.0, 0.0}, .pen = QPen(theme.control_border, 1)});
  if (sight.here() && !curves.main_ahead().empty())
    add_signed_lines(content, curves.main_ahead(), 2.0, ahead_part, theme);
  if (curves.has_thin()) add_signed_lines(content, curves.now.batch, 1.0, thin_part, theme);
  add_signed_lines(content, curves.main(), 2.0, 1.0, theme);
  if (topic.kind == CurveKind::flips) set_difference_axis(content);
  return content;
}

/// Slightly below the possible range, so that a line at its end is drawn at its full width. R² has no lower
/// bound: scores far worse than a guess are out of sight, unless they are the newest.
double lowest_score(const std::vector<RunCurves>& curves, CurveTopic topic, const CurveSight& sight) {
  if (!topic.of_values) return -0.02;
  double lowest = -1.02;
  for (std::size_t run = 0; run < curves.size(); ++run) {
    const auto newest = curves[run].value(std::nullopt);
    if (sight.is_shown(run) && newest && std::isfinite(newest->value))
      lowest = std::min(lowest, 1.1 * newest->value);
  }
  return lowest;
}

}  // namespace

std::optional<double> CurveSight::here() const {
  const std::int64_t now = snapshot->position.step;
  if (!shows_ahead || known_steps(*snapshot) <= now) return std::nullopt;
  return static_cast<double>(now);
}

std::vector<std::size_t> CurveSight::layers_with_weights() const {
  std::vector<std::size_t> found;
  for (std::size_t layer = 0; layer < layers(); ++layer)
    if (snapshot->runs.front().layers[layer].parameters > 0) found.push_back(layer);
  return found;
}

QString topic_title(CurveTopic topic, std::size_t layers, bool with_unit) {
  switch (topic.kind) {
    case CurveKind::accuracy:
      if (topic.of_values) return CurvesContentWords::tr("R² (test)");
      return with_unit ? CurvesContentWords::tr("Accuracy (%)") : CurvesContentWords::tr("Accuracy");
    case CurveKind::loss:
      return CurvesContentWords::tr("Test loss");
    case CurveKind::feedback_norm:
      return CurvesContentWords::tr("Feedback norm at %1").arg(layer_place(topic.layer, layers));
    case CurveKind::mean_feedback:
      return CurvesContentWords::tr("Mean feedback at output");
    case CurveKind::flips:
      return CurvesContentWords::tr("Flipped weights per layer");
  }
  return {};
}

QString short_topic_title(CurveTopic topic, std::size_t layers) {
  switch (topic.kind) {
    case CurveKind::feedback_norm:
      return CurvesContentWords::tr("‖R‖ at %1").arg(layer_place(topic.layer, layers));
    case CurveKind::mean_feedback:
      return CurvesContentWords::tr("Mean R at output");
    case CurveKind::flips:
      return CurvesContentWords::tr("Flips per layer");
    default:
      return topic_title(topic, layers, true);
  }
}

QString topic_value(CurveTopic topic, std::optional<double> value) {
  if (!value) return QStringLiteral("–");
  switch (topic.kind) {
    case CurveKind::accuracy:
      return score_text(*value, topic.of_values);
    case CurveKind::mean_feedback:
      return signed_compact_text(*value);
    case CurveKind::flips:
      return std::isfinite(*value) ? count_text(std::llround(*value)) : number_text(*value);
    default:
      return compact_text(*value);
  }
}

QString short_topic_value(CurveTopic topic, std::optional<double> value) {
  if (!value) return QStringLiteral("–");
  if (topic.kind == CurveKind::accuracy && !topic.of_values) return percent_text(*value, 0);
  return short_text(*value);
}

QString topic_difference(CurveTopic topic, std::optional<double> value) {
  if (!value) return QStringLiteral("–");
  if (topic.kind == CurveKind::accuracy) return score_difference_text(*value, topic.of_values);
  if (topic.kind != CurveKind::flips || !std::isfinite(*value)) return signed_compact_text(*value);
  const QString count = count_text(std::llround(*value));
  return *value > 0.0 ? QLatin1Char('+') + count : count;
}

QString widest_topic_value(CurveTopic topic) {
  switch (topic.kind) {
    case CurveKind::accuracy:
      return topic.of_values ? number_text(-0.888) : percent_text(1.0);
    case CurveKind::mean_feedback:
      return signed_compact_text(-888.888);
    case CurveKind::flips:
      return count_text(88'888);
    default:
      return compact_text(888.888);
  }
}

bool can_be_logarithmic(CurveTopic topic) {
  return topic.kind == CurveKind::loss || topic.kind == CurveKind::feedback_norm;
}

PlotContent topic_content(const std::vector<RunCurves>& curves, CurveTopic topic, const CurveSight& sight,
                          const Theme& theme) {
  if (sight.is_difference) return difference_content(curves.front(), topic, sight, theme);
  PlotContent content;
  content.x = sight.x;
  const bool is_score = topic.kind == CurveKind::accuracy;
  content.unit = is_score && !topic.of_values ? PlotUnit::percent : PlotUnit::number;
  if (is_score) content.y_limits = PlotRange{lowest_score(curves, topic, sight), 1.02};
  content.here = sight.here();
  if (content.here && is_score) content.here_label = CurvesContentWords::tr("you are here");
  if (content.here) add_lines_ahead(content, curves, sight, theme);
  for (std::size_t run = 0; run < curves.size(); ++run) {
    const RunCurves& own = curves[run];
    if (!sight.is_shown(run) || !own.has_thin()) continue;
    QPen thin = run_line_pen(static_cast<int>(run), theme, 1.0);
    thin.setColor(blended(thin.color(), theme.base, thin_part));
    content.lines.push_back(line(own.now.batch, thin));
  }
  // The last run first, so that the first one, which is looked at most, lies on top.
  for (std::size_t run = curves.size(); run-- > 0;) {
    const Curve& main = curves[run].main();
    if (!sight.is_shown(run)) continue;
    content.lines.push_back(line(main, run_line_pen(static_cast<int>(run), theme)));
  }
  const auto stable = range_of_stable(curves, sight);
  if (stable && !is_score && stable->size() > 0.0) content.y_limits = widened(*stable);
  if (topic.kind == CurveKind::flips) set_flip_axis(content, stable);
  return content;
}

std::vector<PlotMark> topic_marks(const std::vector<RunCurves>& curves, const CurveSight& sight,
                                  const Theme& theme) {
  std::vector<PlotMark> marks;
  if (!sight.step) return marks;
  for (std::size_t run = 0; run < curves.size(); ++run) {
    const Curve& main = curves[run].read_at(*sight.step);
    const auto index = main.at(static_cast<double>(*sight.step));
    if (!sight.is_shown(run) || !index) continue;
    const QColor colour =
        sight.is_difference ? theme.text : run_line_pen(static_cast<int>(run), theme).color();
    marks.push_back({{main.x[*index], main.y[*index]}, colour});
  }
  return marks;
}

std::vector<RunCurves> seen_curves(const CurveSight& sight, CurveTopic topic) {
  const Snapshot& snapshot = *sight.snapshot;
  if (sight.is_difference)
    return {curve_difference(run_curves(snapshot, 0, topic), run_curves(snapshot, 1, topic))};
  std::vector<RunCurves> curves;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run)
    curves.push_back(run_curves(snapshot, run, topic));
  return curves;
}

}  // namespace lfp
