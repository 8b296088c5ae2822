#include "widgets/views/network/network_figure.h"

#include "widgets/style/number_text.h"
#include "widgets/views/export/csv_number.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/network/scene/network_painter.h"
#include "widgets/views/network/scene/network_pulse.h"
#include "widgets/views/sample_words.h"

#include <QCoreApplication>

namespace lfp {
namespace {

struct NetworkFigureWords {
  Q_DECLARE_TR_FUNCTIONS(NetworkView)
};

QString quantity(NeuronColour colour) {
  switch (colour) {
    case NeuronColour::feedback:
      return NetworkFigureWords::tr("feedback");
    case NeuronColour::activation:
      return NetworkFigureWords::tr("activation");
    case NeuronColour::flips:
      break;
  }
  return NetworkFigureWords::tr("sign flips");
}

QString run_name(const Snapshot& snapshot, std::size_t run) {
  return QString::fromStdString(snapshot.runs[run].name);
}

void paint_title(QPainter& painter, const QRect& area, const SceneRequest& request) {
  const Snapshot& snapshot = *request.snapshot;
  const NetworkOptions& shown = request.options;
  const QString runs = shown.subtracted
                           ? NetworkFigureWords::tr("%1 minus %2")
                                 .arg(run_name(snapshot, shown.run), run_name(snapshot, *shown.subtracted))
                           : run_name(snapshot, shown.run);
  const QString step = NetworkFigureWords::tr("step %1").arg(count_text(snapshot.position.step));
  const QString sample =
      shown.one_sample ? sample_words(snapshot) : NetworkFigureWords::tr("mean over the batch");
  const bool has_sample = shown.colour != NeuronColour::flips;
  const QString details =
      has_sample ? NetworkFigureWords::tr("%1 · neurons: %2, %3").arg(step, quantity(shown.colour), sample)
                 : NetworkFigureWords::tr("%1 · neurons: %2").arg(step, quantity(shown.colour));
  painter.setFont(request.theme.bold());
  painter.setPen(request.theme.text);
  QRect line;
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, NetworkFigureWords::tr("Network: %1").arg(runs),
                   &line);
  painter.setFont(request.theme.small());
  painter.setPen(request.theme.muted_text);
  // In a narrow figure, only the step is shown.
  const QRect rest = area.adjusted(line.width() + request.theme.px(14), 0, -request.theme.px(10), 0);
  for (const QString& words : {details, step}) {
    if (painter.fontMetrics().horizontalAdvance(words) > rest.width()) continue;
    return painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, words);
  }
}

}  // namespace

void paint_network_figure(QPainter& painter, const QRect& area, SceneRequest request) {
  const int title_height = request.theme.px(30);
  paint_title(painter, QRect(area.left() + request.theme.px(10), area.top(), area.width(), title_height),
              request);
  request.size = QSizeF(area.width(), area.height() - title_height);
  NetworkScene scene = make_scene(request);
  for (SceneMaps& maps : scene.maps) {
    const QSizeF& one = maps.column.map_size;
    const QSizeF all(one.width(), one.height() * static_cast<double>(maps.column.units));
    if (!maps.image.isNull()) maps.image = with_sharp_cells(maps.image, all * 2.0);
  }
  for (SceneImage& image : scene.images) image.image = with_sharp_cells(image.image, image.area.size() * 2.0);

  painter.save();
  painter.translate(area.left(), area.top() + title_height);
  paint_edge_lines(painter, scene);
  paint_flip_marks(painter, scene);
  paint_units(painter, scene);
  paint_maps(painter, scene);
  paint_waiting(painter, scene);
  paint_rest(painter, scene);
  paint_legend(painter, scene.legend, request.theme);
  painter.restore();
}

QString network_table(const Snapshot& snapshot, const NetworkOptions& options) {
  const auto cell = [](const std::vector<float>& values, std::int64_t unit) {
    const auto at = static_cast<std::size_t>(unit);
    return at < values.size() ? csv_number(values[at]) : QString();
  };
  QString text = QStringLiteral("layer,neuron,feedback,activation,flipped_inputs\n");
  const auto sizes = network_sizes(snapshot);
  for (int layer = input_layer; layer + 1 < static_cast<int>(sizes.size()); ++layer) {
    const auto feedback = unit_values(snapshot, options, layer, NeuronColour::feedback);
    const auto activation = unit_values(snapshot, options, layer, NeuronColour::activation);
    const auto flips = unit_values(snapshot, options, layer, NeuronColour::flips);
    for (std::int64_t unit = 0; unit < sizes[static_cast<std::size_t>(layer + 1)]; ++unit) {
      text += QStringLiteral("%1,%2,%3,%4,%5\n")
                  .arg(layer + 1)
                  .arg(unit + 1)
                  .arg(cell(feedback, unit), cell(activation, unit), cell(flips, unit));
    }
  }
  return text;
}

}  // namespace lfp
