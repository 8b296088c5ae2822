#include "widgets/views/network/network_sample_strip.h"

#include "widgets/style/number_text.h"
#include "widgets/views/pictures/input_image.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>

namespace lfp {

NetworkSampleStrip::NetworkSampleStrip(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setObjectName(QStringLiteral("network.samples"));
  setAccessibleName(tr("Samples"));
}

void NetworkSampleStrip::set_theme(const Theme& theme) {
  theme_ = theme;
  first_ = -1;
  turn_to_chosen();
}

void NetworkSampleStrip::show_samples(std::shared_ptr<const Dataset> dataset, std::int64_t chosen,
                                      bool from_test) {
  if (dataset == dataset_ && chosen == chosen_ && from_test == from_test_) return;
  if (dataset != dataset_ || from_test != from_test_) first_ = -1;
  from_test_ = from_test;
  dataset_ = std::move(dataset);
  chosen_ = std::clamp<std::int64_t>(chosen, -1, std::max<std::int64_t>(0, count() - 1));
  setAccessibleDescription(
      chosen_ < 0 ? tr("None of %1 samples is chosen").arg(count_text(count()))
                  : tr("Sample %1 of %2 is chosen").arg(count_text(chosen_ + 1), count_text(count())));
  turn_to_chosen();
}

const Samples& NetworkSampleStrip::samples() const {
  return from_test_ && dataset_->test.count() > 0 ? dataset_->test : dataset_->train;
}

std::int64_t NetworkSampleStrip::count() const {
  return dataset_ ? samples().count() : 0;
}

int NetworkSampleStrip::height_in(int view_height) const {
  return view_height >= theme_.px(480) ? theme_.px(88) : theme_.px(58);
}

bool NetworkSampleStrip::has_hint() const {
  return height() >= theme_.px(80);
}

int NetworkSampleStrip::side() const {
  return std::max(8, height() - theme_.px(has_hint() ? 30 : 12));
}

int NetworkSampleStrip::per_page() const {
  return std::max(1, (width() - theme_.px(28)) / (side() + theme_.px(14)));
}

QRect NetworkSampleStrip::picture_area(std::int64_t sample) const {
  const auto place = static_cast<int>(sample - first_);
  if (place < 0 || place >= per_page() || sample >= count()) return {};
  const int pages = per_page();
  const int margin = theme_.px(19);
  const int step = pages > 1 ? (width() - 2 * margin - side()) / (pages - 1) : 0;
  return {margin + place * step, theme_.px(8), side(), side()};
}

std::int64_t NetworkSampleStrip::sample_at(const QPoint& place) const {
  for (std::int64_t sample = first_; sample < first_ + per_page(); ++sample)
    if (picture_area(sample).contains(place)) return sample;
  return -1;
}

void NetworkSampleStrip::turn_to_chosen() {
  const std::int64_t page = per_page();
  const bool is_on_page = first_ >= 0 && (chosen_ < 0 || (chosen_ >= first_ && chosen_ < first_ + page));
  const auto shown = static_cast<std::size_t>(std::min(page, std::max<std::int64_t>(0, count())));
  if (!is_on_page || pictures_.size() < shown) {
    if (!is_on_page) first_ = std::max<std::int64_t>(0, chosen_) / page * page;
    pictures_.clear();
    for (std::int64_t sample = first_; sample < std::min(first_ + page, count()); ++sample)
      pictures_.push_back(sample_image(*dataset_, samples().input(sample), theme_));
  }
  update();
}

void NetworkSampleStrip::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.base);
  painter.fillRect(0, 0, width(), 1, theme_.separator);
  for (std::size_t at = 0; at < pictures_.size(); ++at) {
    const std::int64_t sample = first_ + static_cast<std::int64_t>(at);
    const QRect area = picture_area(sample);
    if (area.isEmpty()) continue;
    const bool is_chosen = sample == chosen_;
    const int frame = theme_.px(is_chosen ? 2 : 1);
    const QColor colour = is_chosen            ? theme_.accent
                          : sample == hovered_ ? theme_.control_border
                                               : theme_.separator;
    painter.fillRect(area, colour);
    painter.drawImage(area.adjusted(frame, frame, -frame, -frame), pictures_[at]);
  }
  if (!has_hint()) return;
  painter.setFont(theme_.small());
  painter.setPen(theme_.muted_text);
  painter.drawText(QRect(theme_.px(19), height() - theme_.px(21), width(), theme_.px(20)),
                   Qt::AlignLeft | Qt::AlignVCenter, tr("← and → choose a sample"));
}

void NetworkSampleStrip::resizeEvent(QResizeEvent* /*event*/) {
  first_ = -1;
  turn_to_chosen();
}

void NetworkSampleStrip::mousePressEvent(QMouseEvent* event) {
  const std::int64_t sample = sample_at(event->pos());
  if (sample >= 0) emit chosen(sample);
}

void NetworkSampleStrip::mouseMoveEvent(QMouseEvent* event) {
  const std::int64_t sample = sample_at(event->pos());
  if (sample == hovered_) return;
  hovered_ = sample;
  setCursor(sample >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  update();
}

void NetworkSampleStrip::leaveEvent(QEvent* /*event*/) {
  hovered_ = -1;
  update();
}

void NetworkSampleStrip::wheelEvent(QWheelEvent* event) {
  const int delta = event->angleDelta().y();
  if (delta == 0 || count() == 0) return;
  emit chosen(std::clamp<std::int64_t>(chosen_ + (delta < 0 ? 1 : -1), 0, count() - 1));
  event->accept();
}

}  // namespace lfp
