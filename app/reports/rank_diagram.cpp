#include "app/reports/chart.h"
#include "app/reports/chart_axis.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace lfp {
namespace {

constexpr double row_height = 20;
/// Room for the names on both sides of the line; longer names take more.
constexpr double least_margin = 170;

std::vector<std::size_t> best_first(const std::vector<double>& ranks) {
  std::vector<std::size_t> order(ranks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t index) { return ranks[index]; });
  return order;
}

/// Returns the longest ranges of neighbours whose first and last ranks do not differ significantly.
std::vector<std::pair<std::size_t, std::size_t>> groups_of(const std::vector<double>& sorted,
                                                           double difference) {
  std::vector<std::pair<std::size_t, std::size_t>> groups;
  for (std::size_t first = 0; first < sorted.size(); ++first) {
    std::size_t last = first;
    while (last + 1 < sorted.size() && sorted[last + 1] - sorted[first] <= difference) ++last;
    if (last > first && (groups.empty() || groups.back().second < last)) groups.emplace_back(first, last);
  }
  return groups;
}

}  // namespace

void paint_rank_diagram(QPainter& painter, const QRectF& area, const RankDiagram& diagram) {
  const auto order = best_first(diagram.ranks);
  std::vector<double> sorted;
  for (const std::size_t index : order) sorted.push_back(diagram.ranks[index]);
  const auto name_at = [&](std::size_t place) {
    return QStringLiteral("%1  %2")
        .arg(diagram.names[static_cast<int>(order[place])])
        .arg(sorted[place], 0, 'f', 2);
  };
  const auto contestants = static_cast<double>(sorted.size());
  double margin = least_margin;
  for (std::size_t place = 0; place < sorted.size(); ++place)
    margin = std::max(margin, QFontMetricsF(ChartLook::font()).horizontalAdvance(name_at(place)) + 22);
  const ChartAxis axis;
  const ChartScale scale(axis, 1, contestants, area.left() + margin, area.right() - margin);
  const double line = area.top() + 46;
  painter.setFont(ChartLook::font());
  painter.setPen(QPen(ChartLook::text(), 1.2));
  painter.drawLine(QPointF(scale.pixel(1), line), QPointF(scale.pixel(contestants), line));
  for (int rank = 1; rank <= static_cast<int>(contestants); ++rank) {
    const double at = scale.pixel(rank);
    painter.drawLine(QPointF(at, line - 5), QPointF(at, line));
    painter.drawText(QRectF(at - 20, line - 24, 40, 18), Qt::AlignCenter, QString::number(rank));
  }
  double below = line + 8;
  if (diagram.critical_difference) {
    const double start = scale.pixel(1);
    const double end = scale.pixel(std::min(1 + *diagram.critical_difference, contestants));
    painter.drawLine(QPointF(start, area.top() + 12), QPointF(end, area.top() + 12));
    painter.drawText(QRectF(end + 8, area.top() + 2, 200, 20), Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("critical difference %1").arg(*diagram.critical_difference, 0, 'f', 2));
    painter.setPen(QPen(ChartLook::text(), 3));
    for (const auto& [first, last] : groups_of(sorted, *diagram.critical_difference)) {
      painter.drawLine(QPointF(scale.pixel(sorted[first]) - 3, below),
                       QPointF(scale.pixel(sorted[last]) + 3, below));
      below += 6;
    }
  }
  painter.setPen(QPen(ChartLook::muted(), 1));
  const std::size_t half = (sorted.size() + 1) / 2;
  for (std::size_t place = 0; place < sorted.size(); ++place) {
    const bool is_left = place < half;
    const std::size_t row = is_left ? place : sorted.size() - 1 - place;
    const double y = below + 10 + static_cast<double>(row) * row_height;
    const double x = scale.pixel(sorted[place]);
    const double edge = is_left ? area.left() + margin - 10 : area.right() - margin + 10;
    painter.setPen(QPen(ChartLook::muted(), 1));
    painter.drawPolyline(QPolygonF{{x, line}, {x, y}, {edge, y}});
    painter.setPen(ChartLook::text());
    painter.drawText(
        is_left ? QRectF(area.left(), y - 10, margin - 16, 20) : QRectF(edge + 6, y - 10, margin - 16, 20),
        (is_left ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, name_at(place));
  }
}

}  // namespace lfp
