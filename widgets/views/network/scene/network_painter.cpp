#include "widgets/views/network/scene/network_painter.h"

#include "widgets/controls/marks.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/network/scene/network_pulse.h"

#include <QFontMetrics>
#include <QPen>
#include <algorithm>
#include <vector>

namespace lfp {
namespace {

using scene_sizes::halo_width;
using scene_sizes::ring_width;

QRectF around(const QPointF& centre, double size) {
  return {centre.x() - size / 2.0, centre.y() - size / 2.0, size, size};
}

void paint_disc(QPainter& painter, const SceneUnit& unit, const Theme& theme) {
  const double zoom = theme.zoom;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.base);
  painter.drawEllipse(around(unit.centre, unit.size + 2.0 * halo_width * zoom));
  painter.setPen(QPen(QColor(unit.ring), ring_width * zoom));
  painter.setBrush(QColor(unit.fill));
  painter.drawEllipse(around(unit.centre, unit.size - ring_width * zoom));
}

/// Paints a grid's cells together: a sheet in the border colour with a smaller square for each cell.
void paint_cells(QPainter& painter, const NetworkScene& scene) {
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (const SceneSheet& sheet : scene.sheets) painter.fillRect(sheet.area(), QColor(sheet.colour));
  for (const SceneUnit& unit : scene.units)
    if (unit.is_cell)
      painter.fillRect(around(unit.centre, unit.size).adjusted(0, 0, -1, -1), QColor(unit.fill));
}

const SceneEdge* find_edge(const NetworkScene& scene, const NetworkItem& item) {
  const auto found = std::find_if(scene.edges.begin(), scene.edges.end(), [&](const SceneEdge& edge) {
    return edge.layer == item.layer && edge.unit == item.unit && edge.input == item.input;
  });
  return found == scene.edges.end() ? nullptr : &*found;
}

void paint_unit_ring(QPainter& painter, const NetworkScene& scene, int layer, std::int64_t number,
                     double width) {
  const QRectF area = unit_area(scene, layer, number);
  if (area.isNull()) return;
  const Theme& theme = scene.theme;
  const bool is_disc = std::any_of(
      scene.layout.columns.begin(), scene.layout.columns.end(),
      [&](const auto& column) { return column.layer == layer && column.kind == NetworkColumn::Kind::discs; });
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.accent, width * theme.zoom));
  const double out = theme.zoom * (is_disc ? 2.5 : 1.0);
  if (is_disc)
    painter.drawEllipse(area.adjusted(-out, -out, out, out));
  else
    painter.drawRect(area.adjusted(-out, -out, out - 1.0, out - 1.0));
}

void paint_edge_case(QPainter& painter, const NetworkScene& scene, const NetworkItem& item, double margin) {
  const SceneEdge* edge = find_edge(scene, item);
  if (!edge) return;
  const double width = std::max(edge->width, 2.0 * scene.theme.zoom);
  painter.setPen(
      QPen(scene.theme.accent, width + 2.0 * margin * scene.theme.zoom, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(edge->from, edge->to);
  painter.setPen(QPen(QColor(edge->colour), width, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(edge->from, edge->to);
  if (edge->diamond > 0.0)
    paint_diamond(painter, (edge->from + edge->to) / 2.0, edge->diamond, QColor(edge->colour));
  // Covers the ends of the line that overlap the two discs.
  for (const SceneUnit& unit : scene.units) {
    const bool is_end = (unit.layer == edge->layer && unit.unit == edge->unit) ||
                        (unit.layer == edge->layer - 1 && unit.unit == edge->input);
    if (is_end && !unit.is_cell) paint_disc(painter, unit, scene.theme);
  }
  paint_unit_ring(painter, scene, edge->layer, edge->unit, 1.6);
  paint_unit_ring(painter, scene, edge->layer - 1, edge->input, 1.6);
}

void paint_item(QPainter& painter, const NetworkScene& scene, const NetworkItem& item, bool is_selected) {
  painter.setRenderHint(QPainter::Antialiasing);
  if (item.kind == NetworkItem::Kind::edge) paint_edge_case(painter, scene, item, is_selected ? 2.0 : 1.2);
  if (item.kind == NetworkItem::Kind::unit)
    paint_unit_ring(painter, scene, item.layer, item.unit, is_selected ? 2.6 : 1.6);
}

/// Paints an ink frame between two background lines, so that it is visible on any picture.
void paint_window_frame(QPainter& painter, const QRectF& area, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setBrush(Qt::NoBrush);
  const double width = 2.0 * theme.zoom;
  painter.setPen(QPen(theme.base, width + 2.0, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter.drawRect(area);
  painter.setPen(QPen(theme.accent, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter.drawRect(area);
}

/// Frames a map's place; the frame is at least one screen pixel large even if the place is smaller.
void paint_seen_window(QPainter& painter, const SeenWindow& window, const Theme& theme) {
  constexpr double least = 4;
  const double side = std::max({window.on_map.width(), window.on_map.height(), least * theme.zoom});
  paint_window_frame(painter, around(window.on_map.center(), side), theme);
  paint_window_frame(painter, window.on_input, theme);
}

void paint_text(QPainter& painter, const SceneText& text) {
  painter.setFont(text.font);
  painter.setPen(text.colour);
  painter.drawText(text.area, text.alignment, text.text);
}

/// Paints a sample line with its meaning so that it ends at `right`; returns its left end.
int paint_line_meaning(QPainter& painter, const QRect& area, int right, const QColor& colour, bool is_flip,
                       const QString& words, const Theme& theme) {
  const int width = QFontMetrics(theme.small()).horizontalAdvance(words);
  const int left = right - width - theme.px(30);
  const int middle = area.center().y();
  painter.setPen(theme.muted_text);
  painter.drawText(QRect(right - width, area.top(), width + 1, area.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, words);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colour, theme.px(is_flip ? 2 : 2.4), Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(QPointF(left, middle + 0.5), QPointF(left + theme.px(24), middle + 0.5));
  if (is_flip) paint_diamond(painter, {left + theme.px(24) / 2.0, middle + 0.5}, theme.px(10), theme);
  return left - theme.px(18);
}

struct LineMeaning {
  QColor colour;
  bool is_flip = false;
  QString words;
};
using LineMeanings = std::vector<LineMeaning>;

/// What the lines mean, from the right, in as many words as fit into `room`: in a narrow view numbers are
/// kept and words become fewer.
LineMeanings fitting_meanings(const NetworkLegend& legend, int room, const Theme& theme) {
  const QFontMetrics metrics(theme.small());
  const LineMeaning flip{theme.flip, true, legend.flipped};
  const LineMeaning brief_flip{theme.flip, true, legend.flipped_briefly};
  const LineMeaning negative{theme.negative, false, legend.negative};
  const LineMeaning positive{theme.positive, false, legend.positive};
  for (const LineMeanings& meanings :
       {LineMeanings{flip, negative, positive}, {brief_flip, negative, positive}, {brief_flip}}) {
    int width = 0;
    for (const LineMeaning& meaning : meanings)
      width += theme.px(48) + metrics.horizontalAdvance(meaning.words);
    if (width <= room) return meanings;
  }
  return {};
}

}  // namespace

void paint_edge_lines(QPainter& painter, const NetworkScene& scene) {
  painter.setRenderHint(QPainter::Antialiasing);
  for (const SceneEdge& edge : scene.edges) {
    painter.setPen(QPen(QColor(edge.colour), edge.width, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(edge.from, edge.to);
  }
}

void paint_flip_marks(QPainter& painter, const NetworkScene& scene) {
  painter.setRenderHint(QPainter::Antialiasing);
  for (const SceneEdge& edge : scene.edges) {
    if (edge.diamond <= 0.0) continue;
    const QPointF middle = (edge.from + edge.to) / 2.0;
    paint_diamond(painter, middle, edge.diamond + 2.0 * scene.theme.zoom, scene.theme.base);
    paint_diamond(painter, middle, edge.diamond, QColor(edge.colour));
  }
}

void paint_units(QPainter& painter, const NetworkScene& scene) {
  paint_cells(painter, scene);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const SceneUnit& unit : scene.units)
    if (!unit.is_cell) paint_disc(painter, unit, scene.theme);
}

void paint_waiting_maps(QPainter& painter, const SceneMaps& maps, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setBrush(theme.base);
  painter.setPen(QPen(theme.control_border, 1.0, Qt::DashLine));
  for (std::int64_t unit = 0; unit < maps.column.units; ++unit)
    painter.drawRect(maps.column.unit_area(unit).adjusted(-1, -1, 0, 0));
}

void paint_maps(QPainter& painter, const NetworkScene& scene) {
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  for (const SceneMaps& maps : scene.maps) {
    if (maps.image.isNull()) {
      paint_waiting_maps(painter, maps, scene.theme);
      continue;
    }
    const int height = maps.image.height() / static_cast<int>(maps.column.units);
    painter.setPen(QPen(scene.theme.separator, 1.0));
    painter.setBrush(Qt::NoBrush);
    for (std::int64_t unit = 0; unit < maps.column.units; ++unit) {
      const QRectF area = maps.column.unit_area(unit);
      painter.drawImage(area, maps.image,
                        QRectF(0, static_cast<double>(unit) * height, maps.image.width(), height));
      painter.drawRect(area.adjusted(-1, -1, 0, 0));
    }
  }
}

void paint_rest(QPainter& painter, const NetworkScene& scene) {
  const Theme& theme = scene.theme;
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (const SceneBox& box : scene.boxes) painter.fillRect(box.area, box.fill);
  for (const SceneImage& image : scene.images) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(image.area, image.image);
    painter.setPen(QPen(image.frame, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(image.area.adjusted(-1, -1, 0, 0));
  }
  painter.setRenderHint(QPainter::Antialiasing);
  for (const SceneLine& line : scene.lines) {
    painter.setPen(QPen(line.colour, theme.zoom));
    painter.drawLine(line.line);
  }
  for (const SceneMark& mark : scene.marks)
    paint_class_mark(painter, mark.centre, mark.size, mark.class_index, theme);
  for (const SceneText& text : scene.texts) paint_text(painter, text);
  for (const SceneScale& scale : scene.scales)
    paint_signed_scale(painter, scale.area.toRect(), scale.range, theme);
}

void paint_legend(QPainter& painter, const NetworkLegend& legend, const Theme& theme) {
  const QRect area = legend.area.toRect();
  painter.setFont(theme.small());
  const QFontMetrics metrics(theme.small());
  const int quantity = metrics.horizontalAdvance(legend.quantity) + theme.px(8);
  painter.setPen(theme.muted_text);
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, legend.quantity);
  const QRect scale = area.adjusted(quantity, 0, 0, 0);
  const int scale_end = !legend.has_scale  ? scale.left()
                        : legend.is_signed ? paint_signed_scale(painter, scale, legend.range, theme)
                                           : paint_unsigned_scale(painter, scale, QStringLiteral("0"),
                                                                  number_text(legend.range, 0), theme);

  painter.setFont(theme.small());
  int right = area.right();
  for (const auto& [colour, is_flip, words] : fitting_meanings(legend, right - scale_end, theme))
    right = paint_line_meaning(painter, area, right, colour, is_flip, words, theme);
}

void paint_over(QPainter& painter, const NetworkStage& stage) {
  const NetworkScene& scene = stage.scene;
  const Theme& theme = scene.theme;
  painter.save();
  painter.setTransform(stage.camera.transform(), true);
  paint_maps(painter, scene);
  paint_waiting(painter, scene);
  paint_pulse(painter, stage);
  // Painted before the texts, so that the number on a selected connection stays readable.
  paint_item(painter, scene, stage.selected, true);
  if (stage.hovered != stage.selected) paint_item(painter, scene, stage.hovered, false);
  paint_rest(painter, scene);
  if (stage.window) paint_seen_window(painter, *stage.window, theme);
  painter.restore();
  if (!stage.camera.is_home())
    painter.fillRect(scene.legend.area.adjusted(-theme.px(10), 0, theme.px(10), theme.px(4)), theme.base);
  paint_legend(painter, scene.legend, theme);
  if (stage.has_keyboard) paint_focus(painter, QRectF(QPointF(), scene.size), theme);
}

}  // namespace lfp
