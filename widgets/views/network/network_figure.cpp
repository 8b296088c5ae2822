#include "widgets/style/number_text.h"
#include "widgets/views/export/csv_number.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/network/network_item_text.h"
#include "widgets/views/network/network_view.h"
#include "widgets/views/network/scene/network_painter.h"
#include "widgets/views/network/scene/network_pulse.h"
#include "widgets/views/runs/run_selector.h"
#include "widgets/views/sample_words.h"

#include <QFontMetrics>

namespace lfp {
namespace {

QString quantity(NeuronColour colour) {
  switch (colour) {
    case NeuronColour::feedback:
      return NetworkView::tr("feedback");
    case NeuronColour::activation:
      return NetworkView::tr("activation");
    case NeuronColour::flips:
      break;
  }
  return NetworkView::tr("sign flips");
}

QString run_name(const Snapshot& snapshot, std::size_t run) {
  return QString::fromStdString(snapshot.runs[run].name);
}

}  // namespace

void NetworkView::title_figure(QPainter& painter, const QRect& area, const Theme& theme) const {
  const NetworkOptions shown = options();
  const QString runs =
      shown.subtracted
          ? tr("%1 minus %2").arg(run_name(*snapshot(), shown.run), run_name(*snapshot(), *shown.subtracted))
          : run_name(*snapshot(), shown.run);
  const QString title = tr("Network: %1").arg(runs);
  const QString step = tr("step %1").arg(count_text(snapshot()->position.step));
  const QString sample = shown.one_sample ? sample_words(*snapshot()) : tr("mean over the batch");
  const bool has_sample = shown.colour != NeuronColour::flips;
  const QString details = has_sample ? tr("%1 · neurons: %2, %3").arg(step, quantity(shown.colour), sample)
                                     : tr("%1 · neurons: %2").arg(step, quantity(shown.colour));
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  QRect line;
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, title, &line);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  painter.drawText(area.adjusted(line.width() + theme.px(14), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                   details);
}

void NetworkView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (!has_network(snapshot())) {
    paint_empty(painter, area, theme, tr("Add a layer or choose a preset"));
    return;
  }
  start_over_if_new();
  const int title_height = theme.px(30);
  title_figure(painter, QRect(area.left() + theme.px(10), area.top(), area.width(), title_height), theme);

  SceneRequest request;
  request.snapshot = snapshot().get();
  request.options = options();
  request.size = QSizeF(area.width(), area.height() - title_height);
  request.theme = theme;
  HeatRange units, inputs;
  units.copy_for_figure(unit_range_);
  inputs.copy_for_figure(input_range_);
  request.range = follow_units(units, request.options, *snapshot());
  if (has_image()) request.input_range = follow_inputs(inputs, request.options, *snapshot());
  request.selected = stage_.selected;
  NetworkScene scene = make_scene(request);
  for (SceneImage& image : scene.images) image.image = with_sharp_cells(image.image, image.area.size() * 2.0);

  painter.save();
  painter.translate(area.left(), area.top() + title_height);
  paint_edge_lines(painter, scene);
  paint_flip_marks(painter, scene);
  paint_units(painter, scene);
  paint_waiting(painter, scene);
  paint_rest(painter, scene);
  paint_legend(painter, scene.legend, theme);
  painter.restore();
}

ExportWork NetworkView::table() const {
  if (!has_network(snapshot())) return {};
  const NetworkOptions shown = options();
  const auto cell = [](const std::vector<float>& values, std::int64_t unit) {
    const auto at = static_cast<std::size_t>(unit);
    return at < values.size() ? csv_number(values[at]) : QString();
  };
  QString text = QStringLiteral("layer,neuron,feedback,activation,flipped_inputs\n");
  const auto sizes = network_sizes(*snapshot());
  for (int layer = input_layer; layer + 1 < static_cast<int>(sizes.size()); ++layer) {
    const auto feedback = unit_values(*snapshot(), shown, layer, NeuronColour::feedback);
    const auto activation = unit_values(*snapshot(), shown, layer, NeuronColour::activation);
    const auto flips = unit_values(*snapshot(), shown, layer, NeuronColour::flips);
    for (std::int64_t unit = 0; unit < sizes[static_cast<std::size_t>(layer + 1)]; ++unit) {
      text += QStringLiteral("%1,%2,%3,%4,%5\n")
                  .arg(layer + 1)
                  .arg(unit + 1)
                  .arg(cell(feedback, unit), cell(activation, unit), cell(flips, unit));
    }
  }
  return finished(text);
}

}  // namespace lfp
