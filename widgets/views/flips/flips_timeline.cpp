#include "widgets/views/flips/flips_timeline.h"

#include "widgets/controls/elided_label.h"
#include "widgets/controls/marks.h"
#include "widgets/controls/run_badge.h"
#include "widgets/plot/plot_ticks.h"
#include "widgets/style/number_text.h"
#include "widgets/views/known_steps.h"
#include "widgets/views/names/layer_names.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <algorithm>
#include <bit>
#include <cmath>

namespace lfp {

namespace {

struct FlipsTimelineWords {
  Q_DECLARE_TR_FUNCTIONS(FlipsView)
};

constexpr double narrowest_bar = 2.0;
constexpr std::int64_t fewest_bars = 8;
/// Sizes in pixels at 100 %.
constexpr double head_height = 24;
constexpr double run_gap = 14;
constexpr double height_beside_legend = 18;  // least height of a strip if the legend is shown

int axis_height(const Theme& theme) {
  return QFontMetrics(theme.small()).height() + theme.px(4);
}

/// Subtracts the numbers of `others` from `bars`; bars of both runs begin at the same steps.
void subtract(const std::vector<FlipsTimeline::Bar>& others, std::vector<FlipsTimeline::Bar>& bars) {
  for (std::size_t i = 0; i < bars.size(); ++i) {
    FlipsTimeline::Bar& bar = bars[i];
    double more = bar.to_positive + bar.to_negative;
    if (i < others.size()) more -= others[i].to_positive + others[i].to_negative;
    bar.to_positive = std::max(0.0, more);
    bar.to_negative = std::max(0.0, -more);
  }
}

/// Formats a whole number, unless rows of the record are averages over steps.
QString flips_number(double flips) {
  return count_text(std::llround(flips));
}

/// Says "flips", because a weight that flips twice counts twice here, but is none of the weights flipped now.
QString flips_words(double flips) {
  return std::llround(flips) == 1 ? FlipsTimelineWords::tr("1 flip")
                                  : FlipsTimelineWords::tr("%1 flips").arg(flips_number(flips));
}

}  // namespace

FlipsTimeline::FlipsTimeline(const FlipsWish& wish)
    : is_difference_(wish.is_difference),
      title_(wish.title),
      steps_(std::max(fewest_bars,
                      wish.shows_ahead ? known_steps(wish.snapshot) : wish.snapshot.position.step)) {
  const bool has_steps = std::ranges::any_of(wish.snapshot.runs, [](const RunSnapshot& run) {
    return !run.history.steps.empty() || run.ahead != nullptr;
  });
  if (steps_ > std::max(fewest_bars, wish.snapshot.position.step)) here_ = wish.snapshot.position.step;
  if (!has_steps || !lay_out(wish)) {
    strips_.clear();
    return;
  }
  for (Strip& strip : strips_) {
    fill(wish, strip);
    if (is_difference_) {
      Strip other = strip;
      other.run = 1;
      other.bars.clear();
      other.ahead.clear();
      fill(wish, other);
      subtract(other.bars, strip.bars);
      subtract(other.ahead, strip.ahead);
    }
    Head& head = *std::ranges::find(heads_, strip.run, &Head::run);
    for (const Bar& bar : strip.bars) {
      head.to_positive += bar.to_positive;
      head.to_negative += bar.to_negative;
    }
  }
}

/// The arrangement of the runs: `across` side by side in `down` rows.
struct FlipsTimeline::Grid {
  int across = 1;
  int down = 1;
  int strip_width = 0;
  int strip_height = 0;
};

/// Strips are wide, so this chooses the grid in which they are largest.
FlipsTimeline::Grid FlipsTimeline::best_grid(const QSize& room, int runs, int layers, const Theme& theme) {
  constexpr int shape = 6;  // best ratio of width to height
  Grid best;
  const int around = theme.px(head_height) + axis_height(theme);
  for (int across = runs; across >= 1; --across) {
    Grid grid{.across = across, .down = (runs + across - 1) / across};
    grid.strip_width = (room.width() - (across - 1) * theme.px(run_gap)) / across;
    grid.strip_height = (room.height() / grid.down - around) / std::max(1, layers);
    const auto size = [](const Grid& of) { return std::min(of.strip_width, shape * of.strip_height); };
    if (across == runs || size(grid) > size(best)) best = grid;
  }
  return best;
}

/// Returns false if there is not enough room.
bool FlipsTimeline::lay_out(const FlipsWish& wish) {
  const Theme& theme = wish.theme;
  const QFontMetrics small(theme.small());
  QRect rest = wish.area.adjusted(theme.px(10), theme.px(4), -theme.px(12), -theme.px(4));
  if (!title_.isEmpty()) {
    title_area_ = QRect(rest.left(), rest.top(), rest.width(), QFontMetrics(theme.bold()).height());
    rest.setTop(title_area_.bottom() + theme.px(4));
  }
  std::vector<std::size_t> layers;
  const auto& all = wish.snapshot.runs.front().layers;
  int label = small.horizontalAdvance(FlipsTimelineWords::tr("± %1").arg(count_text(8888)));
  for (std::size_t layer = 0; layer < all.size(); ++layer) {
    layer_titles_.push_back(layer_title(wish.snapshot.runs.front(), static_cast<int>(layer)));
    if (all[layer].parameters == 0) continue;
    layers.push_back(layer);
    label = std::max(label, small.horizontalAdvance(layer_titles_.back()));
  }
  label += theme.px(8);
  const auto runs = static_cast<int>(wish.runs.size());
  const auto rows = static_cast<int>(layers.size());
  // In a low view, the legend is left out to leave room for the strips.
  const int legend = small.height() + theme.px(2);
  const auto grid_in = [&](int height) {
    return best_grid({rest.width() - label, height}, runs, rows, theme);
  };
  Grid grid = grid_in(rest.height() - legend);
  const bool has_legend = grid.strip_height >= theme.px(height_beside_legend) && title_.isEmpty();
  if (has_legend) {
    legend_ = QRect(rest.left(), rest.bottom() + 1 - legend, rest.width(), legend);
    rest.setBottom(legend_.top() - 1);
  } else {
    grid = grid_in(rest.height());
  }
  if (rows == 0 || grid.strip_width < theme.px(24) || grid.strip_height < theme.px(8)) return false;
  const double most = std::max(1.0, grid.strip_width / theme.px(narrowest_bar) * 1.0);
  const auto wanted = static_cast<std::uint64_t>(std::ceil(static_cast<double>(steps_) / most));
  bar_steps_ = static_cast<std::int64_t>(std::bit_ceil(wanted));
  for (int row = 0; row < grid.down; ++row) {
    const int top = rest.top() + rest.height() * row / grid.down;
    const int end = rest.top() + rest.height() * (row + 1) / grid.down;
    const int first = row * grid.across;
    place_blocks(wish, QRect(rest.left(), top, rest.width(), end - top), grid, label, first, layers);
  }
  return true;
}

/// Places the runs of one row of the grid, from `first` on.
void FlipsTimeline::place_blocks(const FlipsWish& wish, const QRect& area, const Grid& grid, int label,
                                 int first, const std::vector<std::size_t>& layers) {
  const Theme& theme = wish.theme;
  const int last = std::min(static_cast<int>(wish.runs.size()), first + grid.across);
  const auto left_of = [&](int run) {
    return area.left() + label + (run - first) * (grid.strip_width + theme.px(run_gap));
  };
  const auto run_at = [&](int run) { return wish.runs[static_cast<std::size_t>(run)]; };
  for (int run = first; run < last; ++run)
    heads_.push_back({.run = run_at(run),
                      .area = QRect(left_of(run), area.top(), grid.strip_width, theme.px(head_height)),
                      .name = QString::fromStdString(wish.snapshot.runs[run_at(run)].name)});
  const QRect strips = area.adjusted(0, theme.px(head_height), 0, -axis_height(theme));
  const auto rows = static_cast<int>(layers.size());
  for (int row = 0; row < rows; ++row) {
    const int top = strips.top() + strips.height() * row / rows;
    const int bottom = strips.top() + strips.height() * (row + 1) / rows - theme.px(4);
    for (int run = first; run < last; ++run)
      strips_.push_back(
          {.run = run_at(run),
           .layer = layers[static_cast<std::size_t>(row)],
           .area = QRect(left_of(run), top, grid.strip_width, bottom - top),
           .bars = {},
           .ahead = {},
           .label = run == first ? QRect(area.left(), top, label - theme.px(6), bottom - top) : QRect(),
           .has_axis = row + 1 == rows});
  }
}

void FlipsTimeline::fill(const FlipsWish& wish, Strip& strip) const {
  const RunSnapshot& run = wish.snapshot.runs[strip.run];
  const std::size_t layers = run.layers.size();
  const std::int64_t now = wish.snapshot.position.step;
  add_bars(strip.bars, strip, run.history.steps, layers, 0, now);
  if (here_ && run.ahead)
    add_bars(strip.ahead, strip, run.ahead->history.steps, layers, now, run.ahead->last_step);
}

/// Adds bars for the rows of a record that begin after step `after`.
void FlipsTimeline::add_bars(std::vector<Bar>& bars, const Strip& strip, const TimelineView& steps,
                             std::size_t layers, std::int64_t after, std::int64_t end) const {
  if (steps.columns() < StepColumns::count(layers)) return;
  // Widths are powers of two, so that bars keep their places while training continues.
  const std::int64_t width = std::max(bar_steps_, steps.bin_width());
  for (std::size_t row = 0; row < steps.rows(); ++row) {
    const std::int64_t first = steps.first_step(row);
    if (first <= after) continue;
    const std::int64_t last = std::min(first + steps.bin_width() - 1, end);
    const std::int64_t begin = (first - 1) / width * width;
    if (bars.empty() || (bars.back().first_step - 1) / width * width != begin)
      bars.push_back({.first_step = std::max(begin, after) + 1, .last_step = last, .place = {}});
    Bar& bar = bars.back();
    bar.last_step = std::max(bar.first_step, last);
    const auto steps_here = static_cast<double>(std::max<std::int64_t>(1, last - first + 1));
    bar.to_positive +=
        steps_here * static_cast<double>(steps.at(row, StepColumns::to_positive(strip.layer, layers)));
    bar.to_negative +=
        steps_here * static_cast<double>(steps.at(row, StepColumns::to_negative(strip.layer, layers)));
  }
  for (Bar& bar : bars) {
    const std::int64_t begin = (bar.first_step - 1) / width * width;
    const double left = x_of(strip, static_cast<double>(bar.first_step - 1));
    const double right = x_of(strip, static_cast<double>(begin + width));
    bar.place = QRectF(left, strip.area.top(), std::max(1.0, right - left), strip.area.height());
  }
}

double FlipsTimeline::x_of(const Strip& strip, double step) const {
  return strip.area.left() + step / static_cast<double>(steps_) * strip.area.width();
}

std::int64_t FlipsTimeline::step_at(const Strip& strip, double x) const {
  const double part = (x - strip.area.left()) / std::max(1, strip.area.width());
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(part * static_cast<double>(steps_)) + 1, 1,
                                  steps_);
}

const FlipsTimeline::Strip* FlipsTimeline::strip_at(const QPoint& point) const {
  for (const Strip& strip : strips_)
    if (strip.area.contains(point)) return &strip;
  return nullptr;
}

const FlipsTimeline::Bar* FlipsTimeline::bar_of(const Strip& strip, std::int64_t step) {
  for (const std::vector<Bar>* bars : {&strip.bars, &strip.ahead})
    for (const Bar& bar : *bars)
      if (bar.first_step <= step && step <= bar.last_step) return &bar;
  return nullptr;
}

double FlipsTimeline::largest(std::size_t layer) const {
  double result = 0.0;
  for (const Strip& strip : strips_) {
    if (strip.layer != layer) continue;
    for (const std::vector<Bar>* bars : {&strip.bars, &strip.ahead})
      for (const Bar& bar : *bars) result = std::max({result, bar.to_positive, bar.to_negative});
  }
  return result;
}

void FlipsTimeline::paint(QPainter& painter, const Theme& theme) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  if (!title_.isEmpty()) {
    painter.setFont(theme.bold());
    painter.setPen(theme.text);
    painter.drawText(title_area_, Qt::AlignLeft | Qt::AlignVCenter, title_);
  }
  paint_heads(painter, theme);
  for (const Strip& strip : strips_) paint_strip(painter, strip, theme);
  for (const Strip& strip : strips_)
    if (strip.has_axis) paint_axis(painter, strip, theme);
  if (!legend_.isEmpty()) paint_legend(painter, theme);
  painter.restore();
}

/// Paints each run's badge and name and its numbers of flips in either direction.
void FlipsTimeline::paint_heads(QPainter& painter, const Theme& theme) const {
  for (const Head& head : heads_) {
    const QString up = flips_number(head.to_positive);
    const QString down = flips_number(head.to_negative);
    if (is_difference_) {
      painter.setFont(theme.body());
      painter.setPen(theme.text);
      const QString words = FlipsTimelineWords::tr("A − B: %1 more in A, %2 more in B").arg(up, down);
      painter.drawText(head.area, Qt::AlignLeft | Qt::AlignVCenter,
                       painter.fontMetrics().elidedText(words, Qt::ElideRight, head.area.width()));
      continue;
    }
    const double all = head.to_positive + head.to_negative;
    QString sums = FlipsTimelineWords::tr("%1 turned +, %2 turned −").arg(up, down);
    const int marks = theme.px(18 + 12 + 16) + QFontMetrics(theme.bold()).horizontalAdvance(flips_words(all));
    if (marks + QFontMetrics(theme.small()).horizontalAdvance(sums) > head.area.width()) sums.clear();
    const int side = theme.px(18);
    int x = head.area.left();
    paint_badge(painter, QRect(x, head.area.top() + theme.px(2), side, side), static_cast<int>(head.run),
                theme);
    x += side + theme.px(8);
    const auto diamond = static_cast<double>(theme.px(10));
    painter.setRenderHint(QPainter::Antialiasing, true);
    paint_diamond(painter, QPointF(x + diamond / 2, head.area.top() + theme.px(11)), diamond, theme);
    painter.setRenderHint(QPainter::Antialiasing, false);
    x += theme.px(14);
    const QRect words(x, head.area.top(), head.area.right() - x, theme.px(22));
    painter.setFont(theme.bold());
    painter.setPen(theme.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, flips_words(all));
    painter.setFont(theme.small());
    painter.setPen(theme.muted_text);
    painter.drawText(head.area.adjusted(0, 0, 0, -theme.px(2)), Qt::AlignRight | Qt::AlignVCenter, sums);
  }
}

void FlipsTimeline::paint_strip(QPainter& painter, const Strip& strip, const Theme& theme) const {
  const double most = largest(strip.layer);
  const double middle = strip.area.center().y();
  const double half = strip.area.height() / 2.0 - 1;
  painter.fillRect(strip.area, theme.alternate_base);
  const QColor above = is_difference_ ? run_line_pen(0, theme).color() : theme.flip;
  const QColor below = is_difference_ ? run_line_pen(1, theme).color() : theme.flip;
  const auto length = [&](double flips) {
    return most > 0.0 && flips > 0.0 ? std::max(1.0, std::sqrt(flips / most) * half) : 0.0;
  };
  const auto paint_bar = [&](const Bar& bar, const QColor& colour_above, const QColor& colour_below) {
    const double up = length(bar.to_positive);
    const double down = length(bar.to_negative);
    painter.fillRect(QRectF(bar.place.left(), middle - up, bar.place.width(), up), colour_above);
    painter.fillRect(QRectF(bar.place.left(), middle + 1, bar.place.width(), down), colour_below);
  };
  for (const Bar& bar : strip.ahead) paint_bar(bar, colour_ahead(above, theme), colour_ahead(below, theme));
  for (const Bar& bar : strip.bars) paint_bar(bar, above, below);
  if (here_)
    paint_here_line(painter, x_of(strip, static_cast<double>(*here_)), strip.area.top(), strip.area.bottom(),
                    theme);
  painter.fillRect(QRectF(strip.area.left(), middle, strip.area.width(), 1), theme.control_border);
  if (!strip.label.isEmpty()) paint_label(painter, strip, most, theme);
}

void FlipsTimeline::paint_label(QPainter& painter, const Strip& strip, double most,
                                const Theme& theme) const {
  const QRect& label = strip.label;
  painter.setFont(theme.small());
  const int line = painter.fontMetrics().height();
  const bool has_scale = 2 * line <= label.height();
  painter.setPen(theme.text);
  painter.drawText(has_scale ? QRect(label.left(), label.center().y() - line, label.width(), line) : label,
                   Qt::AlignLeft | Qt::AlignVCenter, layer_titles_[strip.layer]);
  if (!has_scale) return;
  painter.setPen(theme.muted_text);
  painter.drawText(QRect(label.left(), label.center().y(), label.width(), line),
                   Qt::AlignLeft | Qt::AlignVCenter, FlipsTimelineWords::tr("± %1").arg(flips_number(most)));
}

void FlipsTimeline::paint_legend(QPainter& painter, const Theme& theme) const {
  const QString words =
      is_difference_
          ? FlipsTimelineWords::tr("Bars up: more flips in A, down: more in B · square root scale")
          : FlipsTimelineWords::tr("Bars up: to positive, down: to negative · square root scale per layer");
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  painter.drawText(legend_, Qt::AlignLeft | Qt::AlignVCenter,
                   fitting_words(words, painter.fontMetrics(), legend_.width()));
}

void FlipsTimeline::paint_axis(QPainter& painter, const Strip& strip, const Theme& theme) const {
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const QFontMetrics metrics = painter.fontMetrics();
  const int most = std::clamp(strip.area.width() / theme.px(64), 2, 8);
  const int top = strip.area.bottom() + theme.px(6);
  for (const PlotTick& tick : linear_ticks({0.0, static_cast<double>(steps_)}, most, PlotUnit::count)) {
    const int x = static_cast<int>(x_of(strip, tick.at));
    const int width = metrics.horizontalAdvance(tick.label);
    painter.fillRect(x, strip.area.bottom() + 1, 1, theme.px(3), theme.control_border);
    const int left = std::clamp(x - width / 2, strip.area.left(), strip.area.right() + 1 - width);
    painter.drawText(QRect(left, top, width + 1, metrics.height()), Qt::AlignLeft, tick.label);
  }
}

void FlipsTimeline::paint_cross_hair(QPainter& painter, std::int64_t step, const Theme& theme) const {
  painter.setPen(QPen(theme.text, 1, Qt::DotLine));
  for (const Strip& strip : strips_) {
    if (step > steps_) continue;
    const int x = static_cast<int>(x_of(strip, static_cast<double>(step) - 0.5));
    painter.drawLine(x, strip.area.top(), x, strip.area.bottom());
  }
}

}  // namespace lfp
