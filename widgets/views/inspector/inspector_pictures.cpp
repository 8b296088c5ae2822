#include "widgets/views/inspector/inspector_pictures.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"

#include <QFontMetrics>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <functional>

namespace lfp {
namespace {

/// Sizes in pixels at 100 %.
constexpr double picture_side = 112;
constexpr double picture_gap = 4;

/// Returns an image of all channels below one another.
QImage sheet_of(const std::vector<float>& values, const Shape& shape, float range, const Theme& theme) {
  const ColourTable& table = signed_colours(theme);
  const auto width = static_cast<int>(shape.width);
  QImage image(width, static_cast<int>(std::ssize(values)) / width, QImage::Format_RGB32);
  for (std::size_t at = 0; at < values.size(); ++at)
    image.setPixel(static_cast<int>(at) % width, static_cast<int>(at) / width,
                   signed_colour(table, values[at], range));
  return image;
}

/// Returns the largest size that fits, in whole pixels per place if that costs little.
QSize fitted(const Shape& shape, double width, double height) {
  double scale =
      std::min(width / static_cast<double>(shape.width), height / static_cast<double>(shape.height));
  constexpr double worth_it = 0.8;
  if (std::floor(scale) >= worth_it * scale) scale = std::floor(scale);
  return {std::max(1, static_cast<int>(scale * static_cast<double>(shape.width))),
          std::max(1, static_cast<int>(scale * static_cast<double>(shape.height)))};
}

/// Returns places for `count` pictures of that shape in as few rows as make them largest; fewer places if
/// there is not enough room for all.
std::vector<QRect> grid(const QRect& area, const Shape& shape, int space) {
  const auto count = static_cast<int>(shape.channels);
  QSize best;
  int columns = 1;
  for (int rows = 1; rows <= count; ++rows) {
    const int across = (count + rows - 1) / rows;
    const QSize size = fitted(shape, (area.width() - (across - 1.0) * space) / across,
                              (area.height() - (rows - 1.0) * space) / rows);
    const bool fits = size.width() * across + (across - 1) * space <= area.width() &&
                      size.height() * rows + (rows - 1) * space <= area.height();
    if (!fits || size.width() <= best.width()) continue;
    best = size;
    columns = across;
  }
  std::vector<QRect> places;
  if (best.isEmpty()) return places;
  for (int at = 0; at < count; ++at)
    places.emplace_back(QPoint(area.left() + at % columns * (best.width() + space),
                               area.top() + at / columns * (best.height() + space)),
                        best);
  return places;
}

QString range_text(float range) {
  return QStringLiteral("±") + scale_end_text(range).mid(1);
}

}  // namespace

int pictures_height(const Theme& theme) {
  return QFontMetrics(theme.small()).height() + theme.px(picture_gap) + theme.px(picture_side);
}

UnitPictures pictures_of(const Snapshot& snapshot, const InspectedItem& item, const UnitInspection& unit) {
  UnitPictures pictures;
  if (item.layer < 0 || !snapshot.experiment) return pictures;
  const auto layer = static_cast<std::size_t>(item.layer);
  pictures.image = layer == 0 ? snapshot.dataset->shape : snapshot.runs.front().layers[layer - 1].output;
  pictures.is_over_input = layer == 0;
  if (!pictures.image.is_image() || std::ssize(unit.value_shares) != pictures.image.size()) return pictures;
  const auto places = static_cast<std::size_t>(pictures.image.height * pictures.image.width);
  pictures.shares.resize(places);
  for (std::size_t at = 0; at < unit.value_shares.size(); ++at)
    pictures.shares[at % places] += unit.value_shares[at];
  const Settings& settings = snapshot.experiment->network.layers[layer].kind.settings;
  Shape filter = pictures.image;
  if (settings.has("kernel_height")) {
    filter.height = settings.integer("kernel_height");
    filter.width = settings.integer("kernel_width");
  }
  if (!unit.has_weights || filter.size() != std::ssize(unit.terms)) return pictures;
  pictures.filter = filter;
  for (const IncomingTerm& term : unit.terms) pictures.weights.push_back(static_cast<float>(term.weight));
  return pictures;
}

UnitPictures difference(UnitPictures a, const UnitPictures& b) {
  if (a.weights.size() == b.weights.size())
    std::ranges::transform(a.weights, b.weights, a.weights.begin(), std::minus<>());
  if (a.shares.size() == b.shares.size())
    std::ranges::transform(a.shares, b.shares, a.shares.begin(), std::minus<>());
  return a;
}

InspectorPictures::InspectorPictures(QWidget* parent)
    : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {
  setMouseTracking(true);
  setAccessibleName(tr("Pictures of the weights and shares"));
  hide();
}

void InspectorPictures::show_pictures(const UnitPictures& pictures, std::optional<std::int64_t> current,
                                      bool running) {
  const bool is_new = !(pictures.filter == pictures_.filter && pictures.image == pictures_.image);
  pictures_ = pictures;
  current_ = current;
  setVisible(!pictures_.is_empty());
  if (pictures_.is_empty()) return;
  const auto of_shares = [this] { return symmetric_range(pictures_.shares); };
  const auto of_weights = [this] { return symmetric_range(pictures_.weights); };
  share_range_.follow(QStringLiteral("shares of pixels"), running, of_shares);
  weight_range_.follow(QStringLiteral("weights"), running, of_weights);
  shares_ = sheet_of(pictures_.shares, pictures_.image, share_range_.for_picture(running, of_shares), theme_);
  if (!pictures_.weights.empty())
    filters_ =
        sheet_of(pictures_.weights, pictures_.filter, weight_range_.for_picture(running, of_weights), theme_);
  if (is_new) lay_out();
  update();
}

void InspectorPictures::set_theme(const Theme& theme) {
  theme_ = theme;
  setFixedHeight(pictures_height(theme_));
  lay_out();
  show_pictures(UnitPictures(pictures_), current_, false);
}

void InspectorPictures::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  lay_out();
}

void InspectorPictures::lay_out() {
  filter_areas_.clear();
  share_caption_ = share_area_ = filter_caption_ = QRect();
  const QFontMetrics metrics(theme_.small());
  const int line = metrics.height();
  const int top = line + theme_.px(picture_gap);
  const int height = theme_.px(picture_side);
  if (pictures_.is_empty()) return;
  share_area_ = QRect(QPoint(1, top + 1), fitted(pictures_.image, width() / 2.0, height - 2.0));
  const int words = metrics.horizontalAdvance(share_words(QStringLiteral("±0.00088")));
  const int across = std::min(width() / 2, std::max(share_area_.width(), words));
  share_caption_ = QRect(0, 0, across, line);
  if (pictures_.weights.empty()) return;
  const int left = across + theme_.px(16);
  filter_caption_ = QRect(left, 0, width() - left, line);
  filter_areas_ = grid(QRect(left + 1, top + 1, width() - left - 2, height - 2), pictures_.filter,
                       theme_.px(picture_gap));
}

QString InspectorPictures::share_words(const QString& range) const {
  return (pictures_.is_over_input ? tr("Shares of each pixel · %1") : tr("Shares of each place · %1"))
      .arg(range);
}

void InspectorPictures::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setFont(theme_.small());
  painter.setPen(theme_.muted_text);
  const auto caption = [&](const QRect& area, const QString& words) {
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, area.width()));
  };
  if (pictures_.is_empty()) return;
  caption(share_caption_, share_words(range_text(share_range_.value())));
  if (!filter_areas_.empty())
    caption(filter_caption_,
            (pictures_.filter.channels > 1 ? tr("Weights to each channel · %1") : tr("Weights · %1"))
                .arg(range_text(weight_range_.value())));
  painter.setPen(theme_.separator);
  painter.drawImage(share_area_, shares_);
  painter.drawRect(share_area_.adjusted(-1, -1, 0, 0));
  const int height = static_cast<int>(pictures_.filter.height);
  for (std::size_t at = 0; at < filter_areas_.size(); ++at) {
    painter.drawImage(filter_areas_[at], filters_,
                      QRect(0, static_cast<int>(at) * height, filters_.width(), height));
    painter.drawRect(filter_areas_[at].adjusted(-1, -1, 0, 0));
  }
  if (!current_) return;
  if (const QRectF area = weight_area(*current_); !area.isEmpty()) {
    painter.setPen(QPen(theme_.accent, 2.0 * theme_.zoom));
    painter.drawRect(area);
  }
}

QRect InspectorPictures::shares_area() const {
  return share_area_;
}

QRectF InspectorPictures::weight_area(std::int64_t input) const {
  const std::int64_t places = pictures_.filter.height * pictures_.filter.width;
  if (places == 0 || input < 0 || input / places >= std::ssize(filter_areas_)) return {};
  const QRectF area(filter_areas_[static_cast<std::size_t>(input / places)]);
  const double across = area.width() / static_cast<double>(pictures_.filter.width);
  const double down = area.height() / static_cast<double>(pictures_.filter.height);
  return {area.left() + across * static_cast<double>(input % pictures_.filter.width),
          area.top() + down * static_cast<double>(input % places / pictures_.filter.width), across, down};
}

std::optional<std::int64_t> InspectorPictures::weight_at(const QPointF& place) const {
  for (std::size_t at = 0; at < filter_areas_.size(); ++at) {
    const QRectF area(filter_areas_[at]);
    if (!area.contains(place)) continue;
    const Shape& shape = pictures_.filter;
    const auto column = static_cast<std::int64_t>((place.x() - area.left()) / area.width() *
                                                  static_cast<double>(shape.width));
    const auto row = static_cast<std::int64_t>((place.y() - area.top()) / area.height() *
                                               static_cast<double>(shape.height));
    return (static_cast<std::int64_t>(at) * shape.height + std::min(row, shape.height - 1)) * shape.width +
           std::min(column, shape.width - 1);
  }
  return std::nullopt;
}

void InspectorPictures::mousePressEvent(QMouseEvent* event) {
  if (const auto input = weight_at(event->position())) emit input_chosen(*input);
}

void InspectorPictures::mouseMoveEvent(QMouseEvent* event) {
  const QPointF place = event->position();
  if (const auto input = weight_at(place)) {
    const std::int64_t within = *input % (pictures_.filter.height * pictures_.filter.width);
    return show_cell_tip(
        *this, weight_area(*input).toAlignedRect(),
        tr("Weight %1").arg(number_text(pictures_.weights[static_cast<std::size_t>(*input)], 4)),
        {tr("row %1, column %2")
             .arg(within / pictures_.filter.width + 1)
             .arg(within % pictures_.filter.width + 1),
         tr("Click to look at it closely")});
  }
  if (share_area_.contains(place.toPoint())) {
    const std::int64_t column =
        (place.toPoint().x() - share_area_.left()) * pictures_.image.width / share_area_.width();
    const std::int64_t row =
        (place.toPoint().y() - share_area_.top()) * pictures_.image.height / share_area_.height();
    const auto at = static_cast<std::size_t>(row * pictures_.image.width + column);
    return show_cell_tip(*this, QRect(place.toPoint(), QSize(8, 8)),
                         tr("Share %1").arg(signed_text(pictures_.shares[at], 4)),
                         {tr("row %1, column %2").arg(row + 1).arg(column + 1)});
  }
  hide_cell_tip();
}

void InspectorPictures::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  hide_cell_tip();
}

}  // namespace lfp
