#include "widgets/panels/setup/dataset_picture.h"

#include "widgets/views/pictures/input_image.h"

#include <QPainterPath>
#include <QPolygonF>
#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

namespace lfp {
namespace {

/// Returns the extent of the points, enlarged to a square if `square` is set so that circles stay round.
QRectF extent_of(const std::vector<QPointF>& points, bool square) {
  QRectF extent;
  for (const QPointF& point : points) {
    const QRectF dot(point, QSizeF(1e-6, 1e-6));
    extent = extent.isNull() ? dot : extent.united(dot);
  }
  if (!square) return extent;
  const double side = std::max(extent.width(), extent.height());
  QRectF around(0, 0, side, side);
  around.moveCenter(extent.center());
  return around;
}

/// Returns the sample positions: in the input plane, or for regression the first input and target value.
std::vector<QPointF> places_of(const Dataset& data) {
  std::vector<QPointF> places;
  for (std::int64_t i = 0; i < data.train.count(); ++i) {
    const float second = data.is_regression()
                             ? data.train.targets[static_cast<std::size_t>(i * data.train.outputs)]
                             : data.train.input(i)[data.shape.size() > 1 ? 1 : 0];
    places.emplace_back(data.train.input(i)[0], second);
  }
  return places;
}

void paint_points(QPainter& painter, const QRectF& area, const Dataset& data, const Theme& theme) {
  const auto places = places_of(data);
  const QRectF extent = extent_of(places, !data.is_regression());
  const double side = std::min(area.width(), area.height());
  // Points are larger if there are only a few, so that they stay visible.
  constexpr std::size_t few = 20;
  const double dot = std::max(side / (places.size() < few ? 4.5 : 13.0), 1.5);
  painter.setPen(Qt::NoPen);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const double x = (places[i].x() - extent.center().x()) / extent.width();
    const double y = (places[i].y() - extent.center().y()) / extent.height();
    const QPointF place = area.center() + QPointF(x, -y) * (side - dot);
    const auto label = data.is_regression() ? 0 : static_cast<std::size_t>(data.train.labels[i]);
    painter.setBrush(data.is_regression() ? theme.text : theme.class_point[label % theme.class_point.size()]);
    painter.drawEllipse(place, dot / 2, dot / 2);
  }
}

/// Paints the first image of up to four classes, two by two.
void paint_images(QPainter& painter, const QRectF& area, const Dataset& data, const Theme& theme) {
  constexpr int shown_classes = 4;
  const double side = std::min(area.width(), area.height()) / 2.0;
  const QPointF corner = area.center() - QPointF(side, side);
  int shown = 0;
  for (std::int64_t i = 0; i < data.train.count() && shown < shown_classes; ++i) {
    if (data.train.labels[static_cast<std::size_t>(i)] != shown) continue;
    const QRectF place(corner + QPointF(shown % 2 * side, shown / 2 * side), QSizeF(side - 1, side - 1));
    painter.drawImage(place, sample_image(data, data.train.input(i), theme));
    ++shown;
  }
}

/// Paints a sheet with a folded corner, the symbol for file data.
QRectF paint_sheet(QPainter& painter, const QRectF& area, const Theme& theme) {
  const double height = std::min(area.height(), area.width()) * 0.9;
  QRectF sheet(0, 0, height * 0.8, height);
  sheet.moveCenter(area.center());
  const double fold = sheet.width() * 0.35;
  QPainterPath outline(sheet.topLeft());
  outline.lineTo(sheet.right() - fold, sheet.top());
  outline.lineTo(sheet.right(), sheet.top() + fold);
  outline.lineTo(sheet.bottomRight());
  outline.lineTo(sheet.bottomLeft());
  outline.closeSubpath();
  painter.setPen(QPen(theme.text, 1.2));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(outline);
  painter.drawPolyline(QPolygonF({QPointF(sheet.right() - fold, sheet.top()),
                                  QPointF(sheet.right() - fold, sheet.top() + fold),
                                  QPointF(sheet.right(), sheet.top() + fold)}));
  return sheet;
}

/// Paints the set cells of a five-by-seven bitmap on a sheet.
void paint_cells(QPainter& painter, const QRectF& sheet, const Theme& theme,
                 std::initializer_list<std::pair<int, int>> cells) {
  const double cell = sheet.width() / 5.0;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.muted_text);
  for (const auto& [column, row] : cells)
    painter.drawRect(QRectF(sheet.left() + column * cell, sheet.top() + row * cell, cell, cell));
}

/// Paints the grey lines of a table on a sheet.
void paint_table(QPainter& painter, const QRectF& sheet, const Theme& theme) {
  painter.setPen(QPen(theme.muted_text, 1.2));
  const double row = sheet.height() / 5.0;
  for (int line = 2; line < 5; ++line) {
    const double y = sheet.top() + line * row;
    painter.drawLine(QPointF(sheet.left() + 3, y), QPointF(sheet.right() - 3, y));
  }
  const double middle = sheet.left() + sheet.width() * 0.45;
  painter.drawLine(QPointF(middle, sheet.top() + 1.5 * row), QPointF(middle, sheet.bottom() - 3));
}

/// Paints a folder with its tab.
void paint_folder(QPainter& painter, const QRectF& area, const Theme& theme) {
  const double width = std::min(area.height(), area.width()) * 0.95;
  QRectF folder(0, 0, width, width * 0.75);
  folder.moveCenter(area.center());
  const double tab = folder.height() * 0.2;
  QPainterPath outline(folder.topLeft());
  outline.lineTo(folder.left() + folder.width() * 0.4, folder.top());
  outline.lineTo(folder.left() + folder.width() * 0.5, folder.top() + tab);
  outline.lineTo(folder.right(), folder.top() + tab);
  outline.lineTo(folder.bottomRight());
  outline.lineTo(folder.bottomLeft());
  outline.closeSubpath();
  painter.setPen(QPen(theme.text, 1.2));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(outline);
}

}  // namespace

void paint_data_picture(QPainter& painter, const QRectF& area, const Dataset& data, const Theme& theme) {
  if (data.shape.is_image())
    paint_images(painter, area, data, theme);
  else
    paint_points(painter, area, data, theme);
}

void paint_file_picture(QPainter& painter, const QRectF& area, const EntryInfo& info, const Theme& theme) {
  const auto asks_for = [&](const char* name) {
    return std::any_of(info.settings.begin(), info.settings.end(), [&](const SettingInfo& setting) {
      return setting.kind == SettingKind::path && setting.name == name;
    });
  };
  if (asks_for("folder")) {
    paint_folder(painter, area, theme);
    return;
  }
  const QRectF sheet = paint_sheet(painter, area, theme);
  if (asks_for("file"))
    paint_table(painter, sheet, theme);
  else if (asks_for("images"))
    paint_cells(painter, sheet, theme, {{1, 3}, {2, 2}, {3, 3}, {2, 4}, {3, 5}, {1, 5}});
  else
    paint_cells(painter, sheet, theme, {{1, 5}, {2, 4}, {3, 5}, {2, 5}, {1, 2}});
}

}  // namespace lfp
