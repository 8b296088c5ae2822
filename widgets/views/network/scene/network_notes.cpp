#include "widgets/style/number_text.h"
#include "widgets/views/names/score.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/network/scene/network_scene_parts.h"
#include "widgets/views/pictures/input_image.h"

#include <QFontMetricsF>
#include <QRectF>
#include <algorithm>
#include <span>
#include <utility>
#include <vector>

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

QString short_image_heading(const NetworkOptions& options) {
  return shows_feedback(options) ? Words::tr("feedback") : Words::tr("the sample");
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
  return input_feedback_image(dataset.shape, feedback,
                              request.own_input_range > 0 ? request.own_input_range : request.input_range,
                              request.theme, picture);
}

/// Writes the number of weights that a bundle stands for, on two lines, if they fit.
void add_weight_count(NetworkScene& scene, const LayerSnapshot& layer, const QPointF& middle, double room) {
  if (layer.parameters == 0) return;
  const Theme& theme = scene.theme;
  const QFontMetricsF metrics(theme.small());
  const QString count = count_text(layer.inputs * layer.units);
  const QString words = Words::tr("weights");
  if (std::max(metrics.horizontalAdvance(count), metrics.horizontalAdvance(words)) + 4.0 > room) return;
  const QPointF half_line(0.0, metrics.height() / 2.0);
  // Avoids the headings above.
  if (middle.y() - metrics.height() < scene.layout.heading_y + metrics.height() / 2.0) return;
  add_text(scene, middle - half_line, Qt::AlignHCenter, count, theme.small(), theme.muted_text);
  add_text(scene, middle + half_line, Qt::AlignHCenter, words, theme.small(), theme.muted_text);
}

/// Draws two lines instead of the edges when the column's connections are not drawn one by one.
void add_bundle(NetworkScene& scene, const SceneRequest& request, std::size_t column) {
  const NetworkColumn& before = scene.layout.columns[column - 1];
  const QRectF from = before.area;
  const QRectF to = scene.layout.columns[column].area;
  const double gap = to.left() - from.right();
  const double margin = std::min(scene.theme.px(6) * 1.0, gap / 4.0);
  const bool is_image = before.kind == NetworkColumn::Kind::image;
  const double inset = is_image ? from.height() * 0.05 : 0.0;
  const double left = from.right() + margin;
  const double right = to.left() - margin;
  scene.lines.push_back({QLineF(left, from.top() + inset, right, to.top()), scene.theme.separator});
  scene.lines.push_back({QLineF(left, from.bottom() - inset, right, to.bottom()), scene.theme.separator});
  const auto layer = static_cast<std::size_t>(scene.layout.columns[column].layer);
  QPointF middle((from.right() + to.left()) / 2.0, (from.center().y() + to.center().y()) / 2.0);
  // The count stays within the image's height because the notes are below it.
  if (is_image) middle.setY(std::min(middle.y(), from.bottom() - scene.theme.px(20)));
  add_weight_count(scene, request.snapshot->runs[request.options.run].layers[layer], middle, gap);
}

/// Up to this many values of a sample are written out.
constexpr std::int64_t most_values = 3;
constexpr double line_height = 18;  // in pixels at 100 %

QString values_text(std::span<const float> values) {
  QStringList texts;
  for (const float value : values) texts << number_text(value);
  return texts.join(QStringLiteral(", "));
}

/// Writes muted words followed by a bold value, no further than `right`; returns where the text ends.
double add_pair(NetworkScene& scene, double x, double y, const QString& words, const QString& value,
                double right) {
  const Theme& theme = scene.theme;
  const double first = QFontMetricsF(theme.small()).horizontalAdvance(words) + theme.px(7);
  const QString shown = QFontMetricsF(theme.bold()).elidedText(value, Qt::ElideRight, right - x - first);
  if (shown.isEmpty() || (shown.size() < 3 && shown != value)) return x;
  x += add_text(scene, {x, y}, Qt::AlignLeft, words, theme.small(), theme.muted_text) + theme.px(7);
  x += add_text(scene, {x, y}, Qt::AlignLeft, shown, theme.bold(), theme.text) + theme.px(18);
  return x;
}

QString prediction_text(const Dataset& dataset, const SampleSnapshot& sample) {
  const auto at = static_cast<std::size_t>(sample.prediction);
  const QString name = class_name(dataset, sample.prediction);
  if (at >= sample.probabilities.size()) return name;
  return Words::tr("%1 (%2)").arg(name, percent_text(sample.probabilities[at]));
}

/// Writes what the sample is and what the network predicts: label and prediction, or target and output.
/// Returns the number of lines used.
int add_answer(NetworkScene& scene, const SceneRequest& request, const SampleSnapshot& sample, double x,
               double y) {
  const Dataset& dataset = *request.snapshot->dataset;
  if (!learns_values(*request.snapshot)) {
    const double left = x;
    const QString prediction = prediction_text(dataset, sample);
    const double right = scene.layout.notes.right();
    if (sample.label >= 0)
      x = add_pair(scene, x, y, Words::tr("label"), class_name(dataset, sample.label), right);
    // If it is too long for one line, it continues on the next one.
    const double width = QFontMetricsF(scene.theme.small()).horizontalAdvance(Words::tr("predicted")) +
                         scene.theme.px(7) + QFontMetricsF(scene.theme.bold()).horizontalAdvance(prediction);
    const bool is_below = x + width > right;
    // The probability may be left out because it is also shown beside the outputs.
    const bool has_room = left + width <= right;
    add_pair(scene, is_below ? left : x, is_below ? y + scene.theme.px(line_height) : y,
             Words::tr("predicted"), has_room ? prediction : class_name(dataset, sample.prediction), right);
    return is_below ? 2 : 1;
  }
  const auto outputs = static_cast<std::int64_t>(sample.outputs.size());
  if (outputs > most_values) return 0;
  const Samples& samples = sample.from_test ? dataset.test : dataset.train;
  const bool has_targets = dataset.is_regression() && samples.outputs == outputs &&
                           (sample.index + 1) * outputs <= static_cast<std::int64_t>(samples.targets.size());
  if (has_targets) {
    const std::span targets(samples.targets);
    x = add_pair(scene, x, y, Words::tr("target"),
                 values_text(targets.subspan(static_cast<std::size_t>(sample.index * outputs),
                                             static_cast<std::size_t>(outputs))),
                 scene.layout.notes.right());
  }
  add_pair(scene, x, y, Words::tr("predicted"), values_text(sample.outputs), scene.layout.notes.right());
  return 1;
}

QString sample_number(const Dataset& dataset, const SampleSnapshot& sample) {
  if (sample.index < 0) return Words::tr("drawing");
  const Samples& samples = sample.from_test ? dataset.test : dataset.train;
  return Words::tr("%1 of %2").arg(count_text(sample.index + 1), count_text(samples.count()));
}

/// Breaks the sentence into lines that fit into the width; a longer word gets its own line.
QStringList broken_into_lines(const QString& sentence, const QFontMetricsF& metrics, double width) {
  QStringList lines;
  for (const QString& word : sentence.split(QLatin1Char(' '))) {
    const bool has_room =
        !lines.isEmpty() && metrics.horizontalAdvance(lines.last() + QLatin1Char(' ') + word) <= width;
    if (has_room)
      lines.last() += QLatin1Char(' ') + word;
    else
      lines << word;
  }
  return lines;
}

/// Leaves a gap in the line where it would run through the words.
void interrupt(std::vector<SceneLine>& lines, const QRectF& words) {
  std::vector<SceneLine> pieces;
  for (const SceneLine& line : lines) {
    const QLineF& whole = line.line;
    const auto part_at = [&](double y) {
      return whole.dy() == 0.0 ? 0.0 : std::clamp((y - whole.y1()) / whole.dy(), 0.0, 1.0);
    };
    const double first = std::min(part_at(words.top()), part_at(words.bottom()));
    const double second = std::max(part_at(words.top()), part_at(words.bottom()));
    const QPointF from = whole.pointAt(first);
    const QPointF to = whole.pointAt(second);
    const bool is_beside =
        std::max(from.x(), to.x()) < words.left() || std::min(from.x(), to.x()) > words.right();
    if (is_beside || first == second) {
      pieces.push_back(line);
      continue;
    }
    if (first > 0.0) pieces.push_back({QLineF(whole.p1(), from), line.colour});
    if (second < 1.0) pieces.push_back({QLineF(to, whole.p2()), line.colour});
  }
  lines = std::move(pieces);
}

void add_image_notes(NetworkScene& scene, const SceneRequest& request) {
  const Theme& theme = request.theme;
  const Dataset& dataset = *request.snapshot->dataset;
  const QRectF& notes = scene.layout.notes;
  const double line = theme.px(18);
  const double x = notes.left();
  double y = notes.top() + line / 2.0;
  const auto has_room = [&](int lines = 1) { return y + (lines - 0.5) * line <= notes.bottom(); };
  if (const SampleSnapshot* sample = shown_sample(request); sample && has_room()) {
    add_pair(scene, x, y, Words::tr("Sample"), sample_number(dataset, *sample), notes.right());
    y += line;
    if (has_room(2)) y += line * add_answer(scene, request, *sample, x, y);
  }
  const bool has_width_for_scale = notes.width() >= theme.px(110);
  if (shows_feedback(request.options) && request.input_range > 0.0F && has_width_for_scale && has_room()) {
    scene.scales.push_back({QRectF(x, y - line / 2.0, notes.width(), line), request.input_range});
    y += line;
  }
  for (const QString& sentence : scene.thinning) {
    const QStringList lines = broken_into_lines(sentence, QFontMetricsF(theme.small()), notes.width());
    if (!has_room(static_cast<int>(lines.size()))) break;
    for (const QString& words : lines) {
      add_text(scene, {x, y}, Qt::AlignLeft, words, theme.small(), theme.muted_text);
      y += line;
    }
  }
}

void add_line_notes(NetworkScene& scene, const SceneRequest& request) {
  const Theme& theme = request.theme;
  const Dataset& dataset = *request.snapshot->dataset;
  const QRectF& notes = scene.layout.notes;
  const double y = notes.center().y();
  double left = notes.left();
  if (const SampleSnapshot* sample = shown_sample(request)) {
    const std::size_t before = scene.texts.size();
    const double x =
        add_pair(scene, notes.left(), y, Words::tr("Sample"), sample_number(dataset, *sample), notes.right());
    add_answer(scene, request, *sample, x, y);
    for (std::size_t text = before; text < scene.texts.size(); ++text)
      left = std::max(left, scene.texts[text].area.right() + theme.px(18));
  }
  if (scene.thinning.empty()) return;
  // The note about thinned edges is shortened to the space that the sample's words leave.
  const QFontMetricsF metrics(theme.small());
  const QString words = metrics.elidedText(scene.thinning.join(' '), Qt::ElideRight, notes.right() - left);
  if (words.size() > 3)
    add_text(scene, {notes.right(), y}, Qt::AlignRight, words, theme.small(), theme.muted_text);
}

/// Writes "x" with the feature's number as an index left of each input's disc.
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
  const double next =
      scene.layout.columns.size() > 1 ? scene.layout.columns[1].area.left() : scene.size.width();
  const QFontMetricsF metrics(request.theme.small());
  const double room = next - input.area.left() - request.theme.px(8);
  QString heading = image_heading(request.options);
  if (metrics.horizontalAdvance(heading) > room) heading = short_image_heading(request.options);
  heading = metrics.elidedText(heading, Qt::ElideRight, room);
  add_text(scene, {input.area.left(), scene.layout.heading_y}, Qt::AlignLeft, heading, request.theme.small(),
           request.theme.muted_text);
}

void add_bundles(NetworkScene& scene, const SceneRequest& request) {
  for (std::size_t column = 1; column < scene.layout.columns.size(); ++column)
    if (!has_edges(scene, request, column)) add_bundle(scene, request, column);
}

void add_notes(NetworkScene& scene, const SceneRequest& request) {
  if (scene.layout.input().kind != NetworkColumn::Kind::image) return add_line_notes(scene, request);
  const std::size_t words_before = scene.texts.size();
  const std::size_t scales_before = scene.scales.size();
  add_image_notes(scene, request);
  const double margin = request.theme.px(3);
  const auto keep_free = [&](const QRectF& area) {
    interrupt(scene.lines, area.adjusted(-margin, 0.0, margin, 0.0));
  };
  for (std::size_t at = words_before; at < scene.texts.size(); ++at) keep_free(scene.texts[at].area);
  for (std::size_t at = scales_before; at < scene.scales.size(); ++at) keep_free(scene.scales[at].area);
}

}  // namespace lfp::network_parts
