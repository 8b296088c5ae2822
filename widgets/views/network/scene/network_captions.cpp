#include "widgets/style/number_text.h"
#include "widgets/style/shape_text.h"
#include "widgets/views/names/score.h"
#include "widgets/views/network/scene/network_scene_parts.h"
#include "widgets/views/phase_reach.h"
#include "widgets/views/sample_words.h"

#include <QFontMetricsF>
#include <QRectF>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>

namespace lfp::network_parts {
namespace {

/// A caption of one or two lines.
struct CaptionForm {
  QString first;
  QString second{};
};
constexpr QChar thin_space(0x2009);
/// Number of forms from long to short; all captions use the longest form that fits.
constexpr std::size_t forms = 6;
using CaptionForms = std::array<CaptionForm, forms>;

CaptionForms input_forms(const Shape& shape) {
  const QString size = plane_text(shape);
  const QString words = Words::tr("Input · %1").arg(size);
  const QString brief = Words::tr("In · %1").arg(size);
  return {CaptionForm{words}, {words}, {brief}, {brief}, {size}, {size}};
}

CaptionForms layer_forms(const SceneRequest& request, int layer) {
  const auto& layers = request.snapshot->runs[request.options.run].layers;
  const LayerSnapshot& entry = layers[static_cast<std::size_t>(layer)];
  const Shape& shape = entry.output;
  const QString size = shape.is_image() ? shape_text(shape) : count_text(entry.units);
  const QString words = Words::tr("Layer %1 · %2").arg(layer + 1).arg(size);
  QStringList parts{words};
  if (!entry.activation.empty()) parts << QString::fromStdString(entry.activation);
  if (layer + 1 == static_cast<int>(layers.size())) parts << Words::tr("output");
  const QString brief = Words::tr("L%1 · %2").arg(layer + 1);
  const QString units = count_text(entry.units);
  const QString plane =
      shape.is_image() ? plane_text({1, shape.height, shape.width}).replace(' ', thin_space) : QString();
  return {CaptionForm{parts.join(QStringLiteral(" · "))},
          {words},
          {brief.arg(size)},
          {brief.arg(units), plane},
          {units, plane},
          {units}};
}

/// Captions are centred over discs; if any column is a grid or an image, all start at the left border.
bool are_centred(const NetworkScene& scene) {
  const auto& columns = scene.layout.columns;
  return std::all_of(columns.begin(), columns.end(),
                     [](const auto& column) { return column.kind == NetworkColumn::Kind::discs; });
}

/// Returns the area of each caption in the given form.
std::vector<QRectF> places(const NetworkScene& scene, const std::vector<CaptionForms>& captions,
                           std::size_t form) {
  const QFontMetricsF metrics(scene.theme.bold());
  const QFontMetricsF small(scene.theme.small());
  const double height = metrics.height();
  std::vector<QRectF> result;
  for (std::size_t at = 0; at < captions.size(); ++at) {
    const NetworkColumn& column = scene.layout.columns[at];
    const CaptionForm& caption = captions[at][form];
    const double width =
        std::max(metrics.horizontalAdvance(caption.first), small.horizontalAdvance(caption.second));
    const double left = are_centred(scene) ? column.area.center().x() - width / 2.0 : column.area.left();
    result.emplace_back(left, scene.layout.caption_y - height / 2.0, width, height);
  }
  return result;
}

/// Returns which areas overlap no earlier one and lie inside the picture.
std::vector<bool> standing_clear(const std::vector<QRectF>& areas, const NetworkScene& scene) {
  double free_from = scene.theme.px(2);
  std::vector<bool> are_clear;
  for (const QRectF& area : areas) {
    are_clear.push_back(area.left() >= free_from && area.right() <= scene.size.width() - 2.0);
    if (are_clear.back()) free_from = area.right() + scene.theme.px(8);
  }
  return are_clear;
}

bool fit(const std::vector<QRectF>& areas, const NetworkScene& scene) {
  return std::ranges::count(standing_clear(areas, scene), false) == 0;
}

QString quantity(const NetworkOptions& options) {
  switch (options.colour) {
    case NeuronColour::feedback:
      return Words::tr("feedback");
    case NeuronColour::activation:
      return Words::tr("activation");
    case NeuronColour::flips:
      break;
  }
  return Words::tr("flipped inputs");
}

/// Whether the second lines of captions stand clear of every column.
bool has_room_for_second_line(const NetworkScene& scene, const Theme& theme) {
  const double bottom = scene.layout.heading_y + QFontMetricsF(theme.small()).height() / 2.0;
  return std::ranges::all_of(scene.layout.columns,
                             [bottom](const NetworkColumn& column) { return column.area.top() >= bottom; });
}

}  // namespace

const SampleSnapshot* shown_sample(const SceneRequest& request) {
  const auto& sample = request.snapshot->runs[request.options.run].sample;
  return request.options.one_sample && sample ? &*sample : nullptr;
}

double add_text(NetworkScene& scene, const QPointF& place, Qt::Alignment alignment, const QString& text,
                const QFont& font, const QColor& colour) {
  const QFontMetricsF metrics(font);
  const double width = metrics.horizontalAdvance(text);
  const double height = metrics.height();
  double left = place.x();
  if (alignment & Qt::AlignRight) left -= width;
  if (alignment & Qt::AlignHCenter) left -= width / 2.0;
  scene.texts.push_back(
      {.area = QRectF(std::round(left), std::round(place.y() - height / 2.0), width + 1.0, height),
       .alignment = static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip),
       .text = text,
       .font = font,
       .colour = colour});
  return width;
}

void add_captions(NetworkScene& scene, const SceneRequest& request) {
  const Theme& theme = request.theme;
  std::vector<CaptionForms> captions;
  for (const NetworkColumn& column : scene.layout.columns) {
    captions.push_back(column.layer == input_layer ? input_forms(request.snapshot->dataset->shape)
                                                   : layer_forms(request, column.layer));
  }
  std::size_t form = 0;
  auto areas = places(scene, captions, form);
  while (form + 1 < forms && !fit(areas, scene)) areas = places(scene, captions, ++form);

  const bool is_centred = are_centred(scene);
  // If even the shortest form does not fit, some layers have no caption.
  const std::vector<bool> are_clear = standing_clear(areas, scene);
  const bool has_second_line = has_room_for_second_line(scene, theme);
  for (std::size_t at = 0; at < captions.size(); ++at) {
    if (!are_clear[at]) continue;
    const NetworkColumn& column = scene.layout.columns[at];
    const bool is_focus = column.layer == request.focus_layer;
    const QPointF place(is_centred ? areas[at].center().x() : areas[at].left(), scene.layout.caption_y);
    const Qt::Alignment alignment = is_centred ? Qt::AlignHCenter : Qt::AlignLeft;
    const CaptionForm& caption = captions[at][form];
    add_text(scene, place, alignment, caption.first, is_focus ? theme.bold() : theme.small(),
             is_focus ? theme.text : theme.muted_text);
    if (has_second_line && !caption.second.isEmpty())
      add_text(scene, {place.x(), scene.layout.heading_y}, alignment, caption.second, theme.small(),
               theme.muted_text);
    if (layer_in_work(*request.snapshot) == column.layer)
      scene.boxes.push_back(
          {QRectF(areas[at].left(), areas[at].bottom() + theme.px(1), areas[at].width(), theme.px(3)),
           theme.accent});
    if (column.layer != input_layer) {
      const double reach = theme.px(5);
      scene.captions.push_back({areas[at].adjusted(-reach, -reach, reach, reach), column.layer});
    }
    const bool is_grid =
        column.kind == NetworkColumn::Kind::cells || column.kind == NetworkColumn::Kind::maps;
    if (is_grid && has_second_line && caption.second.isEmpty() && form < 2)
      add_text(scene, {column.area.left(), scene.layout.heading_y}, Qt::AlignLeft, quantity(request.options),
               theme.small(), theme.muted_text);
  }
}

void add_legend(NetworkScene& scene, const SceneRequest& request) {
  const NetworkOptions& options = request.options;
  NetworkLegend& legend = scene.legend;
  legend.area = scene.layout.legend;
  legend.range = request.range;
  legend.is_signed = options.colour != NeuronColour::flips || options.subtracted;
  switch (options.colour) {
    case NeuronColour::feedback:
      legend.quantity = Words::tr("Feedback R");
      break;
    case NeuronColour::activation:
      legend.quantity = Words::tr("Activation");
      break;
    case NeuronColour::flips:
      legend.quantity = Words::tr("Flipped inputs");
      break;
  }
  const bool has_values =
      options.colour == NeuronColour::flips || options.one_sample || has_batch(*request.snapshot);
  legend.has_scale = options.colour == NeuronColour::flips || (has_values && request.range > 0.0F);
  if (options.subtracted) {
    legend.quantity = Words::tr("%1, A − B").arg(legend.quantity);
    legend.positive = Words::tr("w higher in A");
    legend.negative = Words::tr("w higher in B");
    legend.flipped = Words::tr("signs differ");
    legend.flipped_briefly = legend.flipped;
  } else {
    legend.positive = Words::tr("w > 0");
    legend.negative = Words::tr("w < 0");
    legend.flipped = Words::tr("sign flipped since step 0");
    legend.flipped_briefly = Words::tr("flipped");
  }
  if (!has_values) legend.quantity = Words::tr("%1: from the first batch on").arg(legend.quantity);
}

}  // namespace lfp::network_parts
