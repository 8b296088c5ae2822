#include "widgets/views/raster/feedback_raster_picture.h"

#include "widgets/controls/marks.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/layer_names.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

struct FeedbackRasterPictureWords {
  Q_DECLARE_TR_FUNCTIONS(FeedbackRaster)
};

constexpr int smallest_cell = 2;  // px, columns and rows

// The smallest of 1, 2, 5, 10, 20, ... that is at least `least`.
std::int64_t round_step(double least) {
  std::int64_t decade = 1;
  while (static_cast<double>(decade) * 10.0 <= least) decade *= 10;
  for (const std::int64_t factor : {1, 2, 5}) {
    if (static_cast<double>(decade * factor) >= least) return decade * factor;
  }
  return decade * 10;
}

// Heights for blocks of `rows` rows each: in proportion, but a small layer keeps room for its name.
std::vector<int> block_heights(const std::vector<std::int64_t>& units, int height, const Theme& theme) {
  std::vector<int> heights;
  int left = height;
  std::int64_t all = 0;
  for (const std::int64_t count : units) {
    heights.push_back(std::min(height / static_cast<int>(units.size()), theme.px(22)));
    left -= heights.back();
    all += count;
  }
  // The rest goes to the layers whose share is larger than the height that they have.
  std::int64_t wanting = 0;
  const auto wish = [&](std::size_t i) {
    return std::max<std::int64_t>(0, height * units[i] / all - heights[i]);
  };
  for (std::size_t i = 0; i < units.size(); ++i) wanting += wish(i);
  for (std::size_t i = 0; i < units.size() && wanting > 0; ++i) {
    const auto more = static_cast<int>(left * wish(i) / wanting);
    wanting -= wish(i);
    heights[i] += more;
    left -= more;
  }
  return heights;
}

}  // namespace

RasterPicture::RasterPicture(const RasterWish& wish, HeatRange& range, RasterRanges& per_layer)
    : title_(wish.title) {
  const RasterSource source(wish.snapshot, wish.run, wish.subtracted, wish.extent);
  if (source.rows() == 0) return;
  steps_ = source.last_step();
  if (steps_ > wish.snapshot.position.step && wish.extent == RasterSource::Extent::with_ahead)
    here_ = wish.snapshot.position.step;
  span_ = wish.span.value_or(StepSpan{0.0, static_cast<double>(steps_)});
  lay_out(wish);
  if (plot_.height() < smallest_cell) return;
  lay_out_blocks(wish);
  place_beside_labels(wish.theme);
  if (plot_.width() < smallest_cell) {
    blocks_.clear();
    return;
  }
  fill(wish);

  range_ = range.follow(QStringLiteral("feedback"), wish.snapshot.running, [this] {
    std::vector<float> all;
    for (const Block& block : blocks_)
      all.insert(all.end(), block.values.values.begin(), block.values.values.end());
    return symmetric_range(all);
  });
  has_common_range_ =
      !wish.range_per_layer || blocks_.size() == 1 || range.mode() != HeatRange::Mode::automatic;
  for (Block& block : blocks_) {
    block.range = range_;
    if (!has_common_range_) {
      while (std::ssize(per_layer) <= block.layer) per_layer.emplace_back();
      block.range = per_layer[static_cast<std::size_t>(block.layer)].follow(
          QStringLiteral("feedback"), wish.snapshot.running,
          [&block] { return symmetric_range(block.values.values); });
    }
    block.image = heat_image(block.values, HeatScale::for_signed(wish.theme, block.range, tone));
    if (here_) mute_what_lies_ahead(block.image, wish.theme);
  }
}

float RasterPicture::range_of(int layer) const {
  const auto found = std::ranges::find(blocks_, layer, &Block::layer);
  return found == blocks_.end() ? 0.0F : found->range;
}

void RasterPicture::mute_what_lies_ahead(QImage& image, const Theme& theme) const {
  const std::int64_t first = std::max<std::int64_t>(0, (*here_ - first_step_) / steps_a_column_ + 1);
  for (int y = 0; y < image.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (auto x = static_cast<int>(*here_ < first_step_ ? 0 : first); x < image.width(); ++x)
      line[x] = colour_ahead(QColor::fromRgb(line[x]), theme).rgb();
  }
}

void RasterPicture::lay_out(const RasterWish& wish) {
  const Theme& theme = wish.theme;
  const QFontMetrics bold(theme.bold());
  const QFontMetrics small(theme.small());
  QRect area = wish.area.adjusted(theme.px(10), theme.px(6), -theme.px(10), -theme.px(4));
  if (!wish.title.isEmpty()) {
    title_area_ = QRect(area.left(), area.top(), area.width(), bold.height());
    area.setTop(title_area_.bottom() + theme.px(10));
  }
  has_neuron_numbers_ = wish.layer.has_value();
  const int legend = small.horizontalAdvance(QStringLiteral("+0.00000"));
  const int axis = small.height() + theme.px(4);
  plot_ = QRect(area.topLeft(), QPoint(area.right() - legend - theme.px(6), area.bottom() - axis));
  legend_ = QRect(QPoint(area.right() - legend, area.top()), QPoint(area.right(), plot_.bottom()));
}

void RasterPicture::lay_out_blocks(const RasterWish& wish) {
  const RunSnapshot& run = wish.snapshot.runs[wish.run];
  std::vector<std::int64_t> units;
  for (int layer = 0; layer < static_cast<int>(run.layers.size()); ++layer) {
    if (wish.layer && *wish.layer != layer) continue;
    Block block;
    block.layer = layer;
    block.title = layer_title(run, layer);
    block.units = run.layers[static_cast<std::size_t>(layer)].units;
    units.push_back(block.units);
    blocks_.push_back(std::move(block));
  }
  if (blocks_.empty()) return;
  const int gap = wish.theme.px(5);
  const int height = plot_.height() - gap * static_cast<int>(blocks_.size() - 1);
  const std::vector<int> heights = block_heights(units, std::max(height, 1), wish.theme);
  int top = plot_.top();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    Block& block = blocks_[i];
    block.area = QRect(plot_.left(), top, plot_.width(), std::max(1, heights[i]));
    top += heights[i] + gap;
    const std::int64_t rows = std::max(1, block.area.height() / smallest_cell);
    block.neurons_a_row = (block.units + rows - 1) / rows;
    block.size = block.neurons_a_row == 1
                     ? count_text(block.units)
                     : FeedbackRasterPictureWords::tr("%1 · %2 neurons per row")
                           .arg(count_text(block.units), count_text(block.neurons_a_row));
  }
}

/// Gives the labels at the left the width that they need, which depends on the network and the height alone.
void RasterPicture::place_beside_labels(const Theme& theme) {
  const QFontMetrics bold(theme.bold());
  const QFontMetrics small(theme.small());
  int label = 0;
  for (const Block& block : blocks_)
    label = std::max({label, bold.horizontalAdvance(block.title), small.horizontalAdvance(block.size)});
  label_right_ = plot_.left() + label;
  const int numbers = has_neuron_numbers_ ? small.horizontalAdvance(QStringLiteral("0000")) + theme.px(6) : 0;
  plot_.setLeft(label_right_ + theme.px(8) + numbers);
  for (Block& block : blocks_) {
    block.area.setLeft(plot_.left());
    block.area.setWidth(plot_.width());
  }
}

void RasterPicture::fill(const RasterWish& wish) {
  const RasterSource source(wish.snapshot, wish.run, wish.subtracted, wish.extent);
  const std::int64_t width = source.bin_width();
  const auto clamped = [&](double step) {
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(step) / width, 0,
                                    static_cast<std::int64_t>(source.rows()) - 1);
  };
  const double rows_shown = span_.length() / static_cast<double>(width);
  const auto rows_a_column = std::max<std::int64_t>(
      1, static_cast<std::int64_t>(std::ceil(rows_shown * smallest_cell / plot_.width())));
  // Columns start at multiples of their width, so that panning does not make them flicker.
  const std::int64_t first = clamped(span_.from) / rows_a_column * rows_a_column;
  const std::int64_t last = clamped(std::ceil(span_.to) - 1.0);
  std::int64_t columns = (last - first) / rows_a_column + 1;
  // While training runs, a column of several steps is shown once they are all there: the mean over the first
  // of them changes with each that comes.
  const bool is_partial = first * width + columns * rows_a_column * width > steps_;
  if (wish.snapshot.running && is_partial && columns > 1) --columns;
  steps_a_column_ = rows_a_column * width;
  first_step_ = first * width + 1;

  for (Block& block : blocks_) {
    const std::int64_t rows = (block.units + block.neurons_a_row - 1) / block.neurons_a_row;
    block.values = {.rows = rows, .columns = columns, .values = {}};
    block.values.values.resize(static_cast<std::size_t>(rows * columns));
  }
  std::vector<float> mean(source.columns());
  for (std::int64_t column = 0; column < columns; ++column) {
    const std::int64_t from = first + column * rows_a_column;
    source.mean(static_cast<std::size_t>(from), static_cast<std::size_t>(from + rows_a_column), mean);
    for (Block& block : blocks_) {
      const float* neuron = mean.data() + source.first_column(block.layer);
      std::int64_t left = block.units;
      for (std::int64_t row = 0; row < block.values.rows; ++row) {
        const std::int64_t count = std::min(left, block.neurons_a_row);
        float sum = 0.0F;
        for (std::int64_t i = 0; i < count; ++i) sum += *neuron++;
        block.values.values[static_cast<std::size_t>(row * columns + column)] =
            sum / static_cast<float>(count);
        left -= count;
      }
    }
  }
}

double RasterPicture::x_of(double step) const {
  return plot_.left() + (step - span_.from) / span_.length() * plot_.width();
}

double RasterPicture::step_at(double x) const {
  return span_.from + (x - plot_.left()) / plot_.width() * span_.length();
}

QRectF RasterPicture::image_area(const Block& block) const {
  const double left = x_of(static_cast<double>(first_step_ - 1));
  const double right = x_of(static_cast<double>(first_step_ - 1 + block.values.columns * steps_a_column_));
  // The last row may stand for fewer neurons than the others; it is drawn as high as they are.
  return {left, static_cast<double>(block.area.top()), right - left,
          static_cast<double>(block.area.height())};
}

std::optional<RasterPicture::Cell> RasterPicture::cell_at(const QPoint& point) const {
  if (!plot_.contains(point)) return std::nullopt;
  const double step = step_at(point.x() + 0.5);
  if (step < 0.0 || step >= static_cast<double>(steps_)) return std::nullopt;
  const std::int64_t column = (static_cast<std::int64_t>(step) + 1 - first_step_) / steps_a_column_;
  for (const Block& block : blocks_) {
    if (point.y() < block.area.top() || point.y() > block.area.bottom()) continue;
    if (column < 0 || column >= block.values.columns) continue;
    const double height = static_cast<double>(block.area.height()) / static_cast<double>(block.values.rows);
    const auto row = std::min(static_cast<std::int64_t>((point.y() - block.area.top() + 0.5) / height),
                              block.values.rows - 1);
    Cell cell;
    cell.layer = block.layer;
    cell.first_neuron = row * block.neurons_a_row;
    cell.last_neuron = std::min(block.units, cell.first_neuron + block.neurons_a_row) - 1;
    cell.first_step = first_step_ + column * steps_a_column_;
    cell.last_step = std::min(steps_, cell.first_step + steps_a_column_ - 1);
    cell.value = block.values.at(row, column);
    const QRectF area(
        x_of(static_cast<double>(cell.first_step - 1)), block.area.top() + static_cast<double>(row) * height,
        x_of(static_cast<double>(cell.last_step)) - x_of(static_cast<double>(cell.first_step - 1)), height);
    cell.area = area.toAlignedRect().intersected(plot_);
    return cell;
  }
  return std::nullopt;
}

void RasterPicture::paint(QPainter& painter, const Theme& theme, bool is_figure) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  if (!title_.isEmpty()) {
    painter.setFont(theme.bold());
    painter.setPen(theme.text);
    painter.drawText(title_area_, Qt::AlignLeft | Qt::AlignVCenter, title_);
  }
  for (const Block& block : blocks_) paint_block(painter, block, theme, is_figure);
  const double here = here_ ? x_of(static_cast<double>(*here_)) : -1.0;
  if (here >= plot_.left() && here <= plot_.right())
    paint_here_line(painter, here, plot_.top() - theme.px(4), plot_.bottom() + theme.px(3), theme);
  paint_axis(painter, theme);
  if (has_common_range_) {
    paint_legend(painter, legend_, range_, theme);
  } else {
    for (const Block& block : blocks_)
      paint_legend(painter, {legend_.left(), block.area.top(), legend_.width(), block.area.height()},
                   block.range, theme);
  }
  painter.restore();
}

void RasterPicture::paint_block(QPainter& painter, const Block& block, const Theme& theme,
                                bool is_figure) const {
  painter.save();
  const double end = x_of(static_cast<double>(steps_));
  const QRectF trained(block.area.left(), block.area.top(),
                       std::min<double>(end, plot_.right() + 1) - plot_.left(), block.area.height());
  painter.setClipRect(trained, Qt::IntersectClip);
  const QRectF target = image_area(block);
  painter.drawImage(target, is_figure ? with_sharp_cells(block.image, target.size()) : block.image);
  painter.restore();
  painter.setPen(theme.control_border);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(block.area.adjusted(-1, -1, 0, 0));

  const QFontMetrics bold(theme.bold());
  const QFontMetrics small(theme.small());
  const int lines = bold.height() + small.height();
  const bool has_two = block.area.height() >= lines || blocks_.size() == 1;
  const int left = title_area_.isValid() ? title_area_.left() : 0;
  const auto line = [&](int top, int height, const QFont& font, const QColor& colour, const QString& text) {
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QRect(left, top, label_right_ - left, height), Qt::AlignRight | Qt::AlignVCenter, text);
  };
  const int top = block.area.center().y() - (has_two ? lines : bold.height()) / 2;
  line(top, bold.height(), theme.bold(), theme.text, block.title);
  if (has_two) line(top + bold.height(), small.height(), theme.small(), theme.muted_text, block.size);
  if (has_neuron_numbers_) paint_neuron_numbers(painter, block, theme);
}

void RasterPicture::paint_neuron_numbers(QPainter& painter, const Block& block, const Theme& theme) const {
  const QFontMetrics small(theme.small());
  const double height = static_cast<double>(block.area.height()) / static_cast<double>(block.units);
  const std::int64_t every = round_step(small.height() / height);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  for (std::int64_t neuron = every; neuron <= block.units; neuron += every) {
    const double middle = block.area.top() + (static_cast<double>(neuron) - 0.5) * height;
    const QRectF area(label_right_, middle - small.height() / 2.0,
                      block.area.left() - theme.px(5) - label_right_, small.height());
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, QString::number(neuron));
  }
}

void RasterPicture::paint_axis(QPainter& painter, const Theme& theme) const {
  const QFontMetrics small(theme.small());
  painter.setFont(theme.small());
  const QString unit = FeedbackRasterPictureWords::tr("step");
  const QRect row(plot_.left(), plot_.bottom() + theme.px(4), plot_.width(), small.height());
  const QRect unit_area(legend_.left(), row.top(), legend_.width(), row.height());
  painter.setPen(theme.muted_text);
  painter.drawText(unit_area, Qt::AlignRight | Qt::AlignVCenter, unit);

  const double width = small.horizontalAdvance(count_text(static_cast<qint64>(span_.to))) + theme.px(28);
  const std::int64_t every = round_step(std::max(1.0, width * span_.length() / plot_.width()));
  auto step = static_cast<std::int64_t>(std::ceil(span_.from / static_cast<double>(every))) * every;
  for (; static_cast<double>(step) <= span_.to; step += every) {
    const double x = x_of(static_cast<double>(step));
    painter.setPen(theme.control_border);
    painter.drawLine(QPointF(x, plot_.bottom() + 1), QPointF(x, plot_.bottom() + theme.px(3)));
    const QString text = count_text(step);
    const double text_width = small.horizontalAdvance(text) + 2;
    painter.setPen(theme.muted_text);
    painter.drawText(QRectF(x - text_width / 2, row.top(), text_width, row.height()), Qt::AlignCenter, text);
  }
}

/// A colour bar between its ends; where there is no room for one, the range alone.
void RasterPicture::paint_legend(QPainter& painter, const QRect& area, float range,
                                 const Theme& theme) const {
  const QFontMetrics small(theme.small());
  const int line = small.height();
  painter.setFont(theme.small());
  painter.setPen(theme.text);
  const auto write = [&](const QRect& place, const QString& text) {
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
  };
  const QRect bar(area.left(), area.top() + line + theme.px(2), theme.px(12),
                  area.height() - 2 * line - theme.px(4));
  if (bar.height() < line) {
    const QString size = scale_end_text(range);
    write(QRect(area.left(), area.center().y() - line / 2, area.width(), line),
          QStringLiteral("±") + (size.startsWith(QLatin1Char('+')) ? size.mid(1) : size));
    return;
  }
  paint_colour_bar(painter, bar, signed_colours(theme), theme);
  painter.setFont(theme.small());
  painter.setPen(theme.text);
  write(QRect(area.left(), area.top(), area.width(), line), scale_end_text(range));
  write(QRect(area.left(), area.bottom() - line + 1, area.width(), line), scale_end_text(-range));
  const int beside = bar.right() + theme.px(5);
  write(QRect(beside, bar.center().y() - line / 2, area.right() - beside, line), QStringLiteral("0"));
  painter.setPen(theme.muted_text);
  if (bar.height() > 4 * line)
    write(QRect(beside, bar.top(), area.right() - beside, line), QStringLiteral("R"));
}

}  // namespace lfp
