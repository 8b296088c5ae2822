#include "widgets/controls/scale_bar.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/maps/map_view.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/pictures/input_image.h"

#include <QComboBox>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr double kernel_part = 0.4;  // of a map's side

float largest_size(const Table& values) {
  float largest = 0.0F;
  for (const float value : values.values) largest = std::max(largest, std::abs(value));
  return largest;
}

}  // namespace

std::optional<Shape> MapView::kernel_shape() const {
  const auto layer = static_cast<std::size_t>(focus().layer());
  const auto& specs = snapshot()->experiment->network.layers;
  if (layer >= specs.size() || !snapshot()->runs[runs_.run()].layers[layer].weights) return std::nullopt;
  const Settings& settings = specs[layer].kind.settings;
  if (!settings.has("kernel_height") || !settings.has("kernel_width")) return std::nullopt;
  Shape shape{
      .channels = 1, .height = settings.integer("kernel_height"), .width = settings.integer("kernel_width")};
  const std::int64_t inputs = snapshot()->runs[runs_.run()].layers[layer].weights->weight.columns;
  if (shape.size() <= 0 || inputs % shape.size() != 0) return std::nullopt;
  shape.channels = inputs / shape.size();
  return shape;
}

MapView::Places MapView::places(const QRect& area, const Theme& theme) const {
  Places result;
  const LayerMap& map = *map_of(runs_.run());
  const int line = QFontMetrics(theme.small()).height();
  const QRect inside = area.adjusted(theme.px(10), theme.px(8), -theme.px(10), -theme.px(4));
  const int footer = line + theme.px(6);
  result.footer = QRect(inside.left(), inside.bottom() - footer, inside.width(), footer);
  const Shape& input = snapshot()->dataset->shape;
  int left = inside.left();
  if (input.is_image()) {
    const int side = std::min(inside.height() - footer - 3 * line, inside.width() * 3 / 10);
    result.image = QRect(inside.left(), inside.top() + line + theme.px(2), side,
                         static_cast<int>(side * input.height / std::max<std::int64_t>(1, input.width)));
    left = result.image.right() + theme.px(16);
  }
  const QRect rest(left, inside.top(), inside.right() - left, inside.height() - footer - theme.px(4));
  result.first = std::min(page_ * maps_a_page, std::max<std::int64_t>(0, map.shape.channels - 1));
  const auto count = static_cast<int>(std::min(maps_a_page, map.shape.channels - result.first));
  const bool has_kernels = kernel_shape().has_value();
  const double cell_aspect = (has_kernels ? 1.0 + kernel_part + 0.06 : 1.0) *
                             static_cast<double>(map.shape.width) / static_cast<double>(map.shape.height);
  const int gap = theme.px(8);
  // The number of columns with the largest maps.
  int best_columns = 1;
  double best = 0.0;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const double by_width = (rest.width() - gap * (columns - 1)) / static_cast<double>(columns) / cell_aspect;
    const double by_height = (rest.height() - gap * (rows - 1)) / static_cast<double>(rows) - line;
    const double height = std::min(by_width, by_height);
    if (height > best) {
      best = height;
      best_columns = columns;
    }
  }
  const int height = std::max(4, static_cast<int>(best));
  const int width =
      static_cast<int>(best * static_cast<double>(map.shape.width) / static_cast<double>(map.shape.height));
  const int cell_width = static_cast<int>(best * cell_aspect) + gap;
  for (int i = 0; i < count; ++i) {
    const int x = rest.left() + i % best_columns * cell_width;
    const int y = rest.top() + i / best_columns * (height + line + gap) + line;
    result.maps.emplace_back(x, y, std::max(4, width), height);
    if (!has_kernels) continue;
    const int side = static_cast<int>(height * kernel_part);
    result.kernels.emplace_back(x + width + theme.px(3), y, side, side);
  }
  return result;
}

Table MapView::map_table(std::int64_t channel) const {
  const LayerMap& own = *map_of(runs_.run());
  const LayerMap* other = runs_.subtracted() ? map_of(*runs_.subtracted()) : nullptr;
  Table table{.rows = own.shape.height, .columns = own.shape.width, .values = {}};
  const std::int64_t places = table.rows * table.columns;
  for (std::int64_t at = channel * places; at < (channel + 1) * places; ++at) {
    const auto index = static_cast<std::size_t>(at);
    const auto of = [&](const LayerMap& map) {
      return shows_feedback() ? map.feedback[index] : map.activation[index];
    };
    table.values.push_back(of(own) - (other != nullptr ? of(*other) : 0.0F));
  }
  return table;
}

/// The mean over the filter's input channels.
Table MapView::kernel_table(std::int64_t channel, const Shape& shape) const {
  const auto layer = static_cast<std::size_t>(focus().layer());
  const auto& own = snapshot()->runs[runs_.run()].layers[layer].weights;
  const auto other =
      runs_.subtracted() ? snapshot()->runs[*runs_.subtracted()].layers[layer].weights : nullptr;
  Table table{.rows = shape.height, .columns = shape.width, .values = {}};
  const std::int64_t places = shape.height * shape.width;
  for (std::int64_t place = 0; place < places; ++place) {
    float sum = 0.0F;
    for (std::int64_t from = 0; from < shape.channels; ++from) {
      sum += own->weight.at(channel, from * places + place);
      if (other) sum -= other->weight.at(channel, from * places + place);
    }
    table.values.push_back(sum / static_cast<float>(shape.channels));
  }
  return table;
}

float MapView::map_range() const {
  std::vector<float> all;
  for (std::int64_t channel = 0; channel < map_of(runs_.run())->shape.channels; ++channel) {
    const Table table = map_table(channel);
    all.insert(all.end(), table.values.begin(), table.values.end());
  }
  return symmetric_range(all);
}

float MapView::filter_range(const Places& places, const Shape& kernel) const {
  float range = 0.0F;
  for (std::int64_t i = 0; i < std::ssize(places.kernels); ++i)
    range = std::max(range, largest_size(kernel_table(places.first + i, kernel)));
  return range;
}

void MapView::paint_all(QPainter& painter, const QRect& area, const Theme& theme, Ranges& ranges,
                        bool is_figure) const {
  const Places shown = places(area, theme);
  if (!shown.image.isEmpty()) paint_image(painter, shown.image, theme, ranges.image, is_figure);
  const bool running = snapshot()->running;
  const float range = ranges.maps.follow(
      shows_feedback() ? QStringLiteral("feedback of maps") : QStringLiteral("activation of maps"), running,
      [this] { return map_range(); });
  const HeatScale scale =
      HeatScale::for_signed(theme, ranges.maps.for_picture(running, [this] { return map_range(); }));
  const auto kernel = kernel_shape();
  const bool is_alike = ranges.filters.mode() != HeatRange::Mode::automatic;
  const float filters = kernel && is_alike
                            ? ranges.filters.follow(QStringLiteral("weights"), running,
                                                    [&] { return filter_range(shown, *kernel); })
                            : 0.0F;
  const int line = QFontMetrics(theme.small()).height();
  const auto draw = [&](const QRect& place, const QImage& image) {
    painter.drawImage(place, is_figure ? with_sharp_cells(image, place.size()) : image);
    painter.setPen(theme.separator);
    painter.drawRect(place.adjusted(0, 0, -1, -1));
  };
  for (std::size_t i = 0; i < shown.maps.size(); ++i) {
    const std::int64_t channel = shown.first + static_cast<std::int64_t>(i);
    draw(shown.maps[i], heat_image(map_table(channel), scale));
    painter.setFont(theme.small());
    painter.setPen(theme.muted_text);
    painter.drawText(QRect(shown.maps[i].left(), shown.maps[i].top() - line, shown.maps[i].width(), line),
                     Qt::AlignLeft | Qt::AlignVCenter, QString::number(channel + 1));
    if (!kernel || i >= shown.kernels.size()) continue;
    const Table filter = kernel_table(channel, *kernel);
    const float widest = is_alike ? filters : largest_size(filter);
    draw(shown.kernels[i], heat_image(filter, HeatScale::for_signed(theme, widest)));
  }
  const int right = paint_signed_scale(painter, shown.footer, range, theme);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  QString words = shows_feedback() ? tr("feedback at each place") : tr("activation at each place");
  if (kernel)
    words += is_alike ? tr(" · beside it its filter, ±%1").arg(scale_end_text(filters).mid(1))
                      : tr(" · beside it its filter, own scale");
  const QRect rest = shown.footer.adjusted(right - shown.footer.left() + theme.px(12), 0, 0, 0);
  if (painter.fontMetrics().horizontalAdvance(words) > rest.width())
    words = shows_feedback() ? tr("feedback") : tr("activation");
  painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(words, Qt::ElideRight, rest.width()));
}

/// The sample, with the feedback to it as far as that is wanted.
void MapView::paint_image(QPainter& painter, const QRect& area, const Theme& theme, HeatRange& range,
                          bool is_figure) const {
  const SampleSnapshot& sample = *values().runs[runs_.run()].sample;
  const Dataset& dataset = *snapshot()->dataset;
  std::vector<float> feedback = sample.input_feedback;
  if (runs_.subtracted() && values().runs[*runs_.subtracted()].sample) {
    const auto& other = values().runs[*runs_.subtracted()].sample->input_feedback;
    for (std::size_t i = 0; i < std::min(feedback.size(), other.size()); ++i) feedback[i] -= other[i];
  }
  const QImage picture = sample_image(dataset, sample.input, theme);
  const int overlay = overlays_->currentIndex();
  QImage image = picture;
  if (overlay != image_only && !feedback.empty()) {
    const auto own = [&feedback] { return symmetric_range(feedback); };
    range.follow(QStringLiteral("feedback of inputs"), snapshot()->running, own);
    image = input_feedback_image(dataset.shape, feedback, range.for_picture(snapshot()->running, own), theme,
                                 overlay == both ? picture : QImage());
  }
  painter.drawImage(area, is_figure ? with_sharp_cells(image, area.size()) : image);
  painter.setPen(theme.control_border);
  painter.drawRect(area.adjusted(0, 0, -1, -1));
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const QFontMetrics metrics = painter.fontMetrics();
  const QString number = sample.index < 0   ? tr("Drawing")
                         : sample.from_test ? tr("Test sample %1").arg(count_text(sample.index + 1))
                                            : tr("Training sample %1").arg(count_text(sample.index + 1));
  painter.drawText(
      QRect(area.left(), area.top() - metrics.height() - theme.px(2), area.width(), metrics.height()),
      Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(number, Qt::ElideRight, area.width()));
  if (sample.probabilities.empty()) return;
  const QStringList classes = class_names(*snapshot());
  const QString predicted = tr("predicted %1").arg(classes.value(sample.prediction));
  const QString answer =
      sample.label < 0 ? predicted : tr("label %1 · %2").arg(classes.value(sample.label), predicted);
  // How the network answers matters more than the label, where there is no room for both.
  const QString shown = metrics.horizontalAdvance(answer) <= area.width() ? answer : predicted;
  painter.drawText(QRect(area.left(), area.bottom() + theme.px(3), area.width(), metrics.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(shown, Qt::ElideRight, area.width()));
}

}  // namespace lfp
