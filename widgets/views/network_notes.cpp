#include "widgets/style/number_text.h"
#include "widgets/views/network_input_image.h"
#include "widgets/views/network_scene_parts.h"

#include <QFontMetricsF>
#include <QRectF>
#include <algorithm>

namespace lfp::network_parts {
namespace {

bool shows_feedback(const NetworkOptions& options) {
  return !options.one_sample || options.overlay != InputOverlay::image;
}

QString image_heading(const NetworkOptions& options) {
  if (!options.one_sample) return Words::tr("mean feedback at the input");
  switch (options.overlay) {
    case InputOverlay::image:
      return Words::tr("the sample");
    case InputOverlay::feedback:
      return Words::tr("feedback at the input");
    case InputOverlay::both:
      break;
  }
  return Words::tr("sample with its feedback");
}

QImage input_picture(const SceneRequest& request) {
  const Dataset& dataset = *request.snapshot->dataset;
  const SampleSnapshot* sample = shown_sample(request);
  QImage picture;
  if (sample) picture = sample_image(dataset, sample->input, request.theme);
  if (!shows_feedback(request.options)) return picture;
  const auto feedback = unit_values(*request.snapshot, request.options, input_layer, NeuronColour::feedback);
  if (feedback.empty()) return picture;
  if (request.options.overlay != InputOverlay::both) picture = {};
  return input_feedback_image(dataset.shape, feedback, request.input_range, request.theme, picture);
}

/// From the picture to the first layer: every pixel is connected, and none is drawn.
void add_fan(NetworkScene& scene, const SceneRequest& request) {
  const Theme& theme = request.theme;
  const QRectF from = scene.layout.columns[0].area;
  const QRectF to = scene.layout.columns[1].area;
  const double gap = to.left() - from.right();
  const double margin = std::min(theme.px(6) * 1.0, gap / 4.0);
  const QLineF top(from.right() + margin, from.top() + from.height() * 0.05, to.left() - margin, to.top());
  const QLineF bottom(from.right() + margin, from.bottom() - from.height() * 0.05, to.left() - margin,
                      to.bottom());
  scene.lines.push_back({top, theme.separator});
  scene.lines.push_back({bottom, theme.separator});
  const LayerSnapshot& layer = request.snapshot->runs[request.options.run].layers.front();
  const QString count = count_text(layer.inputs * layer.units);
  const QFontMetricsF metrics(theme.small());
  if (metrics.horizontalAdvance(count) + 4.0 > gap) return;
  const QPointF middle((from.right() + to.left()) / 2.0, (from.center().y() + to.center().y()) / 2.0);
  const QPointF half_line(0.0, metrics.height() / 2.0);
  add_text(scene, middle - half_line, Qt::AlignHCenter, count, theme.small(), theme.muted_text);
  add_text(scene, middle + half_line, Qt::AlignHCenter, Words::tr("weights"), theme.small(),
           theme.muted_text);
}

/// The numbers of layers that have too many weights to be drawn.
void add_undrawn_counts(NetworkScene& scene, const SceneRequest& request) {
  const bool is_image = request.snapshot->dataset->shape.is_image();
  const auto& layers = request.snapshot->runs[request.options.run].layers;
  for (std::size_t layer = is_image ? 1 : 0; layer < layers.size(); ++layer) {
    if (draws_edges(*request.snapshot, layer)) continue;
    const QRectF from = scene.layout.columns[layer].area;
    const QRectF to = scene.layout.columns[layer + 1].area;
    const QPointF middle((from.right() + to.left()) / 2.0, (from.center().y() + to.center().y()) / 2.0);
    add_text(scene, middle, Qt::AlignHCenter,
             Words::tr("%1 weights").arg(count_text(layers[layer].inputs * layers[layer].units)),
             request.theme.small(), request.theme.muted_text);
  }
}

/// Words and values one after another: the words muted, the values bold.
double add_pair(NetworkScene& scene, double x, double y, const QString& words, const QString& value) {
  const Theme& theme = scene.theme;
  x += add_text(scene, {x, y}, Qt::AlignLeft, words, theme.small(), theme.muted_text) + theme.px(7);
  x += add_text(scene, {x, y}, Qt::AlignLeft, value, theme.bold(), theme.text) + theme.px(18);
  return x;
}

QString prediction_text(const Dataset& dataset, const SampleSnapshot& sample) {
  const auto at = static_cast<std::size_t>(sample.prediction);
  const QString name = class_name(dataset, sample.prediction);
  if (at >= sample.probabilities.size()) return name;
  return Words::tr("%1 (%2)").arg(name, percent_text(sample.probabilities[at]));
}

QString sample_number(const Dataset& dataset, const SampleSnapshot& sample) {
  const Samples& samples = sample.from_test ? dataset.test : dataset.train;
  return Words::tr("%1 of %2").arg(count_text(sample.index + 1), count_text(samples.count()));
}

void add_image_notes(NetworkScene& scene, const SceneRequest& request) {
  const Theme& theme = request.theme;
  const Dataset& dataset = *request.snapshot->dataset;
  const QRectF& notes = scene.layout.notes;
  const double line = theme.px(18);
  const double x = notes.left();
  double y = notes.top() + line / 2.0;
  if (const SampleSnapshot* sample = shown_sample(request)) {
    add_pair(scene, x, y, Words::tr("Sample"), sample_number(dataset, *sample));
    y += line;
    const double after = add_pair(scene, x, y, Words::tr("label"), class_name(dataset, sample->label));
    add_pair(scene, after, y, Words::tr("predicted"), prediction_text(dataset, *sample));
    y += line;
  }
  if (shows_feedback(request.options) && request.input_range > 0.0F) {
    scene.scales.push_back({QRectF(x, y - line / 2.0, notes.width(), line), request.input_range});
    y += line;
  }
  for (const QString& sentence : scene.thinning) {
    if (y + line / 2.0 > notes.bottom() + line / 2.0) break;
    add_text(scene, {x, y}, Qt::AlignLeft, sentence, theme.small(), theme.muted_text);
    y += line;
  }
}

void add_line_notes(NetworkScene& scene, const SceneRequest& request) {
  const Theme& theme = request.theme;
  const Dataset& dataset = *request.snapshot->dataset;
  const QRectF& notes = scene.layout.notes;
  const double y = notes.center().y();
  if (const SampleSnapshot* sample = shown_sample(request)) {
    double x = add_pair(scene, notes.left(), y, Words::tr("Sample"), sample_number(dataset, *sample));
    x = add_pair(scene, x, y, Words::tr("label"), class_name(dataset, sample->label));
    add_pair(scene, x, y, Words::tr("predicted"), prediction_text(dataset, *sample));
  }
  if (!scene.thinning.empty())
    add_text(scene, {notes.right(), y}, Qt::AlignRight, scene.thinning.join(' '), theme.small(),
             theme.muted_text);
}

/// "x" with the feature's number below it, left of the input's disc.
void add_input_names(NetworkScene& scene, const SceneRequest& request) {
  const NetworkColumn& input = scene.layout.input();
  const Theme& theme = request.theme;
  if (input.kind != NetworkColumn::Kind::discs || (input.units > 1 && input.spacing < theme.px(14))) return;
  QFont letter = theme.formula();
  letter.setItalic(true);
  for (std::int64_t unit = 0; unit < input.units; ++unit) {
    const QPointF centre = input.centre(unit);
    const double right = input.area.left() - theme.px(9);
    const double width = add_text(scene, {right, centre.y() + theme.px(5)}, Qt::AlignRight,
                                  count_text(unit + 1), theme.small(), theme.text);
    add_text(scene, {right - width - 1.0, centre.y()}, Qt::AlignRight, QStringLiteral("x"), letter,
             theme.text);
  }
}

}  // namespace

void add_input(NetworkScene& scene, const SceneRequest& request) {
  const NetworkColumn& input = scene.layout.input();
  if (input.kind != NetworkColumn::Kind::image) {
    add_input_names(scene, request);
    return;
  }
  scene.images.push_back({input.area, input_picture(request), request.theme.control_border});
  add_text(scene, {input.area.left(), scene.layout.heading_y}, Qt::AlignLeft, image_heading(request.options),
           request.theme.small(), request.theme.muted_text);
  add_fan(scene, request);
}

void add_notes(NetworkScene& scene, const SceneRequest& request) {
  add_undrawn_counts(scene, request);
  if (scene.layout.input().kind == NetworkColumn::Kind::image)
    add_image_notes(scene, request);
  else
    add_line_notes(scene, request);
}

}  // namespace lfp::network_parts
