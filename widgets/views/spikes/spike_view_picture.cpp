#include "widgets/controls/run_badge.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/spikes/spike_view.h"

#include <QPolygonF>
#include <algorithm>
#include <cmath>

namespace lfp {

std::size_t SpikeView::index_of(const SpikeRecord& record, std::int64_t step, std::int64_t neuron) {
  return static_cast<std::size_t>(step * record.neurons + neuron);
}

SpikeView::Places SpikeView::places(const QRect& area, const Theme& theme) const {
  Places result{.runs = runs_.shown(), .headings = {}, .rasters = {}, .curves = {}};
  const auto runs = static_cast<int>(result.runs.size());
  const int gap = theme.px(16);
  const QRect inside = area.adjusted(theme.px(10), theme.px(4), -theme.px(10), -theme.px(6));
  const int heading = theme.px(24);
  const int curve = std::clamp(inside.height() * 3 / 10, theme.px(40), theme.px(120));
  for (int run = 0; run < runs; ++run) {
    const int left = inside.left() + (inside.width() + gap) * run / runs;
    const int right = inside.left() + (inside.width() + gap) * (run + 1) / runs - gap;
    result.headings.emplace_back(left, inside.top(), right - left, heading);
    const int bottom = inside.bottom() - curve - theme.px(20);
    result.rasters.emplace_back(left, inside.top() + heading, right - left,
                                std::max(1, bottom - inside.top() - heading));
    result.curves.emplace_back(left, inside.bottom() - curve, right - left, curve);
  }
  return result;
}

/// Spikes themselves have no sign, unless they are subtracted.
bool SpikeView::is_signed() const {
  return quantity() != Quantity::spikes || runs_.is_difference();
}

float SpikeView::wanted_range() const {
  std::vector<float> all;
  for (const std::size_t run : runs_.shown()) {
    const Table table = values_of(run);
    all.insert(all.end(), table.values.begin(), table.values.end());
  }
  return symmetric_range(all);
}

/// Spikes have no range to follow.
float SpikeView::follow(HeatRange& range) const {
  if (quantity() == Quantity::spikes) return 0.0F;
  const bool is_feedback = quantity() == Quantity::feedback;
  return range.follow(is_feedback ? QStringLiteral("feedback in time") : QStringLiteral("potential"),
                      snapshot()->running, [this] { return wanted_range(); });
}

/// [neurons x steps] of a run; of the difference A's less B's.
Table SpikeView::values_of(std::size_t run) const {
  const SpikeRecord& own = *record(run);
  Table table{.rows = own.neurons, .columns = own.steps, .values = {}};
  const auto value = [this](const SpikeRecord& of, std::size_t at) {
    if (quantity() == Quantity::spikes) return static_cast<float>(of.spikes[at]);
    return quantity() == Quantity::feedback ? of.feedback[at] : of.membrane[at];
  };
  for (std::int64_t neuron = 0; neuron < own.neurons; ++neuron)
    for (std::int64_t step = 0; step < own.steps; ++step)
      table.values.push_back(value(own, index_of(own, step, neuron)));
  if (!runs_.is_difference()) return table;
  const SpikeRecord& other = *record(1);
  auto target = table.values.begin();
  for (std::int64_t neuron = 0; neuron < own.neurons; ++neuron)
    for (std::int64_t step = 0; step < own.steps; ++step, ++target)
      *target -= value(other, index_of(other, step, neuron));
  return table;
}

/// A pixel for each step (across) and neuron (down), or where there are more neurons than `rows` for their
/// mean; of spikes the root of their part, so that single ones are seen.
QImage SpikeView::image_of(std::size_t run, int rows, float range, const Theme& theme) const {
  Table table = values_of(run);
  table = shrunk(table, std::max(1, rows), table.columns);
  if (is_signed()) return heat_image(table, HeatScale::for_signed(theme, range > 0.0F ? range : 1.0F));
  QImage image(static_cast<int>(table.columns), static_cast<int>(table.rows), QImage::Format_RGB32);
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      image.setPixel(x, y,
                     blended(theme.text, theme.alternate_base,
                             std::sqrt(std::min(1.0, static_cast<double>(table.at(y, x)))))
                         .rgb());
  return image;
}

void SpikeView::paint_all(QPainter& painter, const QRect& area, const Theme& theme, HeatRange& range,
                          bool is_figure) const {
  const Places shown = places(area, theme);
  const float reach = follow(range);
  for (std::size_t column = 0; column < shown.rasters.size(); ++column) {
    const std::size_t run = shown.runs[column];
    const SpikeRecord& own = *record(run);
    paint_heading(painter, shown.headings[column], run, reach, theme);
    const QRect& raster = shown.rasters[column];
    const QImage image = image_of(run, raster.height(), reach, theme);
    painter.drawImage(raster, is_figure ? with_sharp_cells(image, raster.size()) : image);
    painter.setPen(theme.separator);
    painter.drawRect(raster.adjusted(0, 0, -1, -1));
    const double row = static_cast<double>(raster.height()) / static_cast<double>(own.neurons);
    const QRectF chosen(raster.left(), raster.top() + static_cast<double>(neuron_) * row, raster.width(),
                        std::max(row, 2.0));
    painter.setPen(QPen(theme.text, theme.px(1)));
    painter.drawRect(chosen.adjusted(0, 0, -1, 0));
    painter.fillRect(QRectF(raster.left() - theme.px(5), chosen.top(), theme.px(4), chosen.height()),
                     theme.accent);
    paint_curve(painter, shown.curves[column], run, theme);
  }
}

/// The chosen neuron's potential, its threshold, and its spikes as marks above.
void SpikeView::paint_curve(QPainter& painter, const QRect& area, std::size_t run, const Theme& theme) const {
  const SpikeRecord& own = *record(run);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const QRect title(area.left(), area.top() - theme.px(18), area.width(), theme.px(17));
  painter.drawText(
      title, Qt::AlignLeft | Qt::AlignVCenter,
      painter.fontMetrics().elidedText(tr("Neuron %1 · threshold %2")
                                           .arg(neuron_ + 1)
                                           .arg(number_text(static_cast<double>(own.threshold), 2)),
                                       Qt::ElideRight, title.width()));
  // One scale for all runs, with the threshold in sight.
  double low = 0.0;
  double high = 1.1 * static_cast<double>(own.threshold);
  for (std::size_t other = 0; other < snapshot()->runs.size(); ++other) {
    for (std::int64_t step = 0; step < record(other)->steps; ++step) {
      const auto value =
          static_cast<double>(record(other)->membrane[index_of(*record(other), step, neuron_)]);
      low = std::min(low, value);
      high = std::max(high, 1.05 * value);
    }
  }
  const auto y_of = [&](double value) {
    return area.bottom() - (value - low) / (high - low) * (area.height() - 2);
  };
  painter.fillRect(QRectF(area.left(), y_of(0.0), area.width(), 1), theme.grid_line);
  painter.setPen(QPen(theme.muted_text, 1, Qt::DashLine));
  const double threshold = y_of(static_cast<double>(own.threshold));
  painter.drawLine(QPointF(area.left(), threshold), QPointF(area.right(), threshold));
  // Potentials say more beside each other than subtracted.
  if (runs_.is_difference()) paint_potential(painter, area, 1, low, high, theme);
  paint_potential(painter, area, run, low, high, theme);
}

void SpikeView::paint_potential(QPainter& painter, const QRectF& area, std::size_t run, double low,
                                double high, const Theme& theme) const {
  const SpikeRecord& own = *record(run);
  const double width = area.width() / static_cast<double>(own.steps);
  QPolygonF line;
  for (std::int64_t step = 0; step < own.steps; ++step) {
    const double x = area.left() + (static_cast<double>(step) + 0.5) * width;
    const std::size_t at = index_of(own, step, neuron_);
    const double part = (static_cast<double>(own.membrane[at]) - low) / (high - low);
    line << QPointF(x, area.bottom() - 1 - part * (area.height() - 3));
    if (own.spikes[at] != 0)
      painter.fillRect(QRectF(x - 1, area.top(), theme.px(2), theme.px(7)), theme.text);
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(run_line_pen(static_cast<int>(run), theme));
  painter.drawPolyline(line);
  painter.restore();
}

}  // namespace lfp
