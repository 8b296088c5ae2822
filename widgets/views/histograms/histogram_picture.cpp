#include "widgets/views/histograms/histogram_picture.h"

#include "widgets/controls/run_badge.h"
#include "widgets/plot/plot_ticks.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/layer_names.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

struct HistogramPictureWords {
  Q_DECLARE_TR_FUNCTIONS(HistogramView)
};

constexpr double narrowest_plot = 150;
constexpr double fill_part = 0.14;  // of the run's colour in the area below the first outline
constexpr std::size_t fewest_bins = 12;
constexpr auto all_bins = static_cast<std::int64_t>(Histogram::bins);
constexpr std::int64_t middle = all_bins / 2;

/// The counts over bins from -range to +range; `range` is the histogram's own times a power of two.
std::vector<double> over_range(const Histogram& histogram, float range) {
  std::vector<double> counts(Histogram::bins, 0.0);
  const auto factor = static_cast<std::int64_t>(histogram.range > 0.0F ? std::llround(range / histogram.range)
                                                                       : std::int64_t{1});
  for (std::int64_t bin = 0; bin < all_bins; ++bin) {
    const std::int64_t from_zero = bin - middle;
    const std::int64_t wider = from_zero >= 0 ? from_zero / factor : -((-from_zero + factor - 1) / factor);
    counts[static_cast<std::size_t>(middle + wider)] += histogram.counts[static_cast<std::size_t>(bin)];
  }
  return counts;
}

/// The middle 2 * half bins, merged in groups.
std::vector<double> merged(const std::vector<double>& counts, std::int64_t half, std::int64_t group) {
  std::vector<double> result(static_cast<std::size_t>(2 * half / group), 0.0);
  for (std::int64_t bin = -half; bin < half; ++bin)
    result[static_cast<std::size_t>((bin + half) / group)] += counts[static_cast<std::size_t>(middle + bin)];
  return result;
}

/// A run that has diverged and whose values lie far beyond those of the others is left out: it would leave a
/// single bin of them.
std::vector<std::size_t> comparable_runs(const Snapshot& snapshot, const std::vector<std::size_t>& runs,
                                         std::size_t layer, std::size_t kind) {
  constexpr float far_beyond = 8.0F;
  float stable = 0.0F;
  for (const std::size_t run : runs)
    if (const auto& own = snapshot.runs[run].layers[layer].histograms[kind];
        own && !snapshot.runs[run].divergence)
      stable = std::max(stable, own->range);
  std::vector<std::size_t> found;
  for (const std::size_t run : runs) {
    const auto& own = snapshot.runs[run].layers[layer].histograms[kind];
    const bool is_beyond =
        own && snapshot.runs[run].divergence && stable > 0.0F && own->range > far_beyond * stable;
    if (!is_beyond) found.push_back(run);
  }
  return found;
}

}  // namespace

double HistogramPicture::Plot::edge(std::size_t bin) const {
  return range *
         (2.0 * static_cast<double>(bin) / static_cast<double>(std::max<std::size_t>(1, bins())) - 1.0);
}

QRectF HistogramPicture::Plot::bin_area(std::size_t bin) const {
  const double width =
      static_cast<double>(area.width()) / static_cast<double>(std::max<std::size_t>(1, bins()));
  return {area.left() + static_cast<double>(bin) * width, static_cast<double>(area.top()), width,
          static_cast<double>(area.height())};
}

std::size_t HistogramPicture::Plot::bin_at(double x) const {
  const double part = (x - area.left()) / std::max(1, area.width());
  const auto last = static_cast<double>(bins()) - 1.0;
  return static_cast<std::size_t>(std::clamp(std::floor(part * static_cast<double>(bins())), 0.0, last));
}

double HistogramPicture::Plot::most() const {
  double result = 1.0;
  for (const Outline& outline : outlines)
    for (const double count : outline.counts) result = std::max(result, std::abs(count));
  return result;
}

HistogramPicture::HistogramPicture(const HistogramWish& wish)
    : logarithmic_(wish.logarithmic), is_difference_(wish.is_difference) {
  if (!wish.snapshot.runs.empty()) collect(wish);
  if (!plots_.empty()) place(wish);
}

void HistogramPicture::collect(const HistogramWish& wish) {
  const auto kind = static_cast<std::size_t>(wish.kind);
  const auto& runs = wish.snapshot.runs;
  for (std::size_t layer = 0; layer < runs.front().layers.size(); ++layer) {
    const std::vector<std::size_t> wanted_runs = is_difference_
                                                     ? std::vector<std::size_t>{0, 1}
                                                     : comparable_runs(wish.snapshot, wish.runs, layer, kind);
    float range = 0.0F;
    std::int64_t most_values = 0;
    for (const std::size_t run : wanted_runs) {
      const auto& histogram = runs[run].layers[layer].histograms[kind];
      if (!histogram) continue;
      range = std::max(range, histogram->range);
      most_values = std::max(most_values, histogram->count);
    }
    if (most_values == 0) continue;
    Plot plot{.layer = static_cast<int>(layer),
              .title = layer_title(runs.front(), static_cast<int>(layer)),
              .heading = {},
              .area = {},
              .outlines = {}};
    std::vector<std::vector<double>> counts;
    std::int64_t half = 1;  // bins from zero to the farthest value
    for (const std::size_t run : wanted_runs) {
      const auto& histogram = runs[run].layers[layer].histograms[kind];
      if (!histogram) continue;
      plot.outlines.push_back({.run = run,
                               .counts = {},
                               .mean = histogram->mean,
                               .deviation = histogram->deviation,
                               .count = histogram->count,
                               .zeros = histogram->zeros});
      counts.push_back(over_range(*histogram, range));
      for (std::int64_t bin = 0; bin < all_bins; ++bin)
        if (counts.back()[static_cast<std::size_t>(bin)] > 0.0)
          half = std::max(half, bin >= middle ? bin - middle + 1 : middle - bin);
    }
    // Rice's rule tells how many bins the number of values can fill.
    const auto wanted = std::max<std::int64_t>(
        fewest_bins, std::llround(2.0 * std::cbrt(static_cast<double>(most_values)) * 1.5));
    std::int64_t group = 1;
    while (2 * half / (2 * group) >= wanted) group *= 2;
    half = std::min(middle, (half + group - 1) / group * group);
    for (std::size_t i = 0; i < counts.size(); ++i) plot.outlines[i].counts = merged(counts[i], half, group);
    if (is_difference_ && plot.outlines.size() == 2) {
      for (std::size_t bin = 0; bin < plot.bins(); ++bin)
        plot.outlines[0].counts[bin] -= plot.outlines[1].counts[bin];
      plot.outlines.pop_back();
    }
    plot.range = static_cast<double>(range > 0.0F ? range : 1.0F) * static_cast<double>(half) /
                 static_cast<double>(middle);
    plots_.push_back(std::move(plot));
  }
}

void HistogramPicture::place(const HistogramWish& wish) {
  const Theme& theme = wish.theme;
  QRect rest = wish.area.adjusted(theme.px(10), theme.px(4), -theme.px(10), -theme.px(4));
  if (!wish.title.isEmpty()) {
    frame_.title = wish.title;
    frame_.x_title = wish.x_title;
    frame_.y_title = wish.y_title;
    const auto& runs = wish.snapshot.runs;
    const std::vector<std::size_t> named = is_difference_ ? std::vector<std::size_t>{0, 1} : wish.runs;
    for (const std::size_t run : named) frame_.runs.emplace_back(run, QString::fromStdString(runs[run].name));
    frame_.title_area = QRect(rest.left(), rest.top(), rest.width(), QFontMetrics(theme.bold()).height());
    const int line = QFontMetrics(theme.small()).height();
    frame_.legend_area =
        QRect(rest.left(), frame_.title_area.bottom() + theme.px(4), rest.width(), theme.px(20));
    frame_.x_area = QRect(rest.left(), rest.bottom() + 1 - line, rest.width(), line);
    rest.setTop(frame_.legend_area.bottom() + theme.px(4));
    rest.setBottom(frame_.x_area.top() - theme.px(4));
    frame_.y_area = QRect(rest.left(), rest.top(), line, rest.height());
    rest.setLeft(rest.left() + line + theme.px(4));
  }
  const auto count = static_cast<int>(plots_.size());
  const int widest = std::max(1, rest.width() / theme.px(narrowest_plot));
  int columns = std::min(count, widest);
  // Plots about twice as wide as high, as far as there is room.
  while (columns > 1 && rest.width() / columns < rest.height() / ((count + columns - 1) / columns)) --columns;
  const int rows = (count + columns - 1) / columns;
  const int gap = theme.px(14);
  const int heading = QFontMetrics(theme.small()).height() + theme.px(5);
  const int axis = QFontMetrics(theme.small()).height() + theme.px(4);
  for (int i = 0; i < count; ++i) {
    const int left = rest.left() + (rest.width() + gap) * (i % columns) / columns;
    const int right = rest.left() + (rest.width() + gap) * (i % columns + 1) / columns - gap;
    const int top = rest.top() + rest.height() * (i / columns) / rows;
    const int bottom = rest.top() + rest.height() * (i / columns + 1) / rows;
    Plot& plot = plots_[static_cast<std::size_t>(i)];
    plot.heading = QRect(left, top, right - left, heading);
    plot.area = QRect(left, top + heading, right - left, std::max(1, bottom - top - heading - axis));
  }
}

const HistogramPicture::Plot* HistogramPicture::plot_at(const QPoint& point) const {
  for (const Plot& plot : plots_)
    if (plot.area.contains(point)) return &plot;
  return nullptr;
}

void HistogramPicture::paint(QPainter& painter, const Theme& theme) const {
  painter.save();
  if (!frame_.title.isEmpty()) paint_frame_of_figure(painter, theme);
  for (const Plot& plot : plots_) {
    paint_heading(painter, plot, theme);
    paint_plot(painter, plot, theme);
    paint_axis(painter, plot, theme);
  }
  painter.restore();
}

void HistogramPicture::paint_frame_of_figure(QPainter& painter, const Theme& theme) const {
  const auto write = [&](const QRect& area, const QFont& font, const QColor& colour, const QString& text,
                         Qt::Alignment alignment) {
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(area, alignment | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, area.width()));
  };
  write(frame_.title_area, theme.bold(), theme.text, frame_.title, Qt::AlignLeft);
  write(frame_.x_area, theme.small(), theme.muted_text, frame_.x_title, Qt::AlignHCenter);
  painter.save();
  painter.translate(frame_.y_area.center());
  painter.rotate(-90.0);
  write(QRect(-frame_.y_area.height() / 2, -frame_.y_area.width() / 2, frame_.y_area.height(),
              frame_.y_area.width()),
        theme.small(), theme.muted_text, frame_.y_title, Qt::AlignHCenter);
  painter.restore();
  // Each run has its equal part of the row.
  const auto runs = static_cast<int>(frame_.runs.size());
  const QRect& row = frame_.legend_area;
  int left = row.left();
  for (const auto& [run, name] : frame_.runs) {
    const int badge = theme.px(16);
    const int sample = theme.px(26);
    const int most = row.width() / std::max(1, runs) - badge - sample - theme.px(24);
    // Without room for the name its letter stands alone; the caption has both.
    const QString shown = QFontMetrics(theme.small()).horizontalAdvance(name) <= most ? name : QString();
    paint_badge(painter, QRect(left, row.center().y() - badge / 2, badge, badge), static_cast<int>(run),
                theme);
    left += badge + theme.px(6);
    paint_line_sample(painter, QRect(left, row.top(), sample, row.height()), static_cast<int>(run), theme);
    left += sample + theme.px(6);
    const int width = QFontMetrics(theme.small()).horizontalAdvance(shown);
    write(QRect(left, row.top(), width + 1, row.height()), theme.small(), theme.text, shown, Qt::AlignLeft);
    left += width + theme.px(12);
  }
}

/// The height at which there are no values.
double HistogramPicture::base_of(const Plot& plot) const {
  return is_difference_ ? plot.area.top() + plot.area.height() / 2 : plot.area.bottom();
}

QPolygonF HistogramPicture::outline_of(const Plot& plot, const Outline& outline) const {
  const double most = plot.most();
  const double bottom = base_of(plot);
  const double height = (is_difference_ ? plot.area.height() / 2.0 : plot.area.height()) - 3.0;
  const auto part = [&](double count) {
    return logarithmic_ ? std::copysign(std::log1p(std::abs(count)), count) / std::log1p(most) : count / most;
  };
  QPolygonF line;
  line << QPointF(plot.area.left(), bottom);
  for (std::size_t bin = 0; bin < outline.counts.size(); ++bin) {
    const QRectF place = plot.bin_area(bin);
    const double y = bottom - part(outline.counts[bin]) * height;
    line << QPointF(place.left(), y) << QPointF(place.right(), y);
  }
  line << QPointF(plot.area.right() + 1, bottom);
  return line;
}

void HistogramPicture::paint_plot(QPainter& painter, const Plot& plot, const Theme& theme) const {
  painter.setRenderHint(QPainter::Antialiasing, false);
  const int zero = plot.area.left() + plot.area.width() / 2;
  painter.fillRect(zero, plot.area.top(), 1, plot.area.height(), theme.grid_line);
  if (is_difference_) return paint_difference(painter, plot, theme);
  if (!plot.outlines.empty()) {
    const Outline& first = plot.outlines.front();
    painter.setPen(Qt::NoPen);
    painter.setBrush(
        blended(run_line_pen(static_cast<int>(first.run), theme).color(), theme.base, fill_part));
    painter.drawPolygon(outline_of(plot, first));
    painter.setBrush(Qt::NoBrush);
  }
  for (std::size_t i = plot.outlines.size(); i-- > 0;) {
    QPen pen = run_line_pen(static_cast<int>(plot.outlines[i].run), theme, 1.5);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawPolyline(outline_of(plot, plot.outlines[i]));
  }
  painter.fillRect(plot.area.left(), plot.area.bottom(), plot.area.width(), 1, theme.control_border);
}

/// Above the line in the colour of A where A has more, below it in that of B.
void HistogramPicture::paint_difference(QPainter& painter, const Plot& plot, const Theme& theme) const {
  const QPolygonF outline = outline_of(plot, plot.outlines.front());
  const auto base = static_cast<int>(base_of(plot));
  const QRect above(plot.area.left(), plot.area.top(), plot.area.width(), base - plot.area.top());
  const QRect below(plot.area.left(), base, plot.area.width(), plot.area.bottom() - base + 1);
  painter.setPen(Qt::NoPen);
  for (const int run : {0, 1}) {
    painter.save();
    painter.setClipRect(run == 0 ? above : below, Qt::IntersectClip);
    painter.setBrush(run_line_pen(run, theme).color());
    painter.drawPolygon(outline);
    painter.restore();
  }
  painter.fillRect(plot.area.left(), base, plot.area.width(), 1, theme.control_border);
}

/// The layer, the deviation of each run in its colour where there is room, and the highest bin.
void HistogramPicture::paint_heading(QPainter& painter, const Plot& plot, const Theme& theme) const {
  painter.setFont(theme.small());
  const QFontMetrics metrics = painter.fontMetrics();
  painter.setPen(theme.text);
  painter.drawText(plot.heading, Qt::AlignLeft | Qt::AlignVCenter, plot.title);
  int right = plot.heading.right();
  const int left = plot.heading.left() + metrics.horizontalAdvance(plot.title) + theme.px(10);
  for (std::size_t i = is_difference_ ? 0 : plot.outlines.size(); i-- > 0;) {
    const QString text = HistogramPictureWords::tr("σ %1").arg(number_text(plot.outlines[i].deviation));
    const int width = std::max(metrics.horizontalAdvance(text),
                               metrics.horizontalAdvance(HistogramPictureWords::tr("σ 0.000")));
    if (right - width < left) break;
    painter.setPen(run_line_pen(static_cast<int>(plot.outlines[i].run), theme).color());
    painter.drawText(QRect(right - width, plot.heading.top(), width + 1, plot.heading.height()),
                     Qt::AlignRight | Qt::AlignVCenter, text);
    right -= width + theme.px(10);
  }
  painter.setPen(theme.muted_text);
  const QString most = count_text(std::llround(plot.most()));
  const QRect words(plot.area.left() + theme.px(2), plot.area.top(), plot.area.width(), plot.area.height());
  if (!is_difference_) {
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, most);
    return;
  }
  painter.drawText(plot.heading, Qt::AlignRight | Qt::AlignVCenter,
                   HistogramPictureWords::tr("± %1").arg(most));
  if (plot.area.height() < 8 * metrics.height()) return;
  painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, HistogramPictureWords::tr("more in A"));
  painter.drawText(words, Qt::AlignLeft | Qt::AlignBottom, HistogramPictureWords::tr("more in B"));
}

void HistogramPicture::paint_axis(QPainter& painter, const Plot& plot, const Theme& theme) const {
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const QFontMetrics metrics = painter.fontMetrics();
  for (const PlotTick& tick :
       linear_ticks({-plot.range, plot.range}, std::clamp(plot.area.width() / theme.px(56), 2, 7))) {
    const int x = plot.area.left() + static_cast<int>((tick.at / plot.range + 1.0) / 2.0 *
                                                      static_cast<double>(plot.area.width()));
    const int width = metrics.horizontalAdvance(tick.label);
    painter.fillRect(x, plot.area.bottom() + 1, 1, theme.px(3), theme.control_border);
    const int left =
        std::clamp(x - width / 2, plot.area.left(), std::max(plot.area.left(), plot.area.right() - width));
    painter.drawText(QRect(left, plot.area.bottom() + theme.px(4), width + 1, metrics.height()),
                     Qt::AlignLeft, tick.label);
  }
}

}  // namespace lfp
