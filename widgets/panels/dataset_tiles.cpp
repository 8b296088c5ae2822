#include "widgets/panels/dataset_tiles.h"

#include "widgets/panels/data_facts.h"
#include "widgets/panels/entry_items.h"
#include "widgets/style/frames.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <algorithm>
#include <optional>

namespace lfp {
namespace {

constexpr int tile_height = 34;
constexpr int smallest_width = 30;
constexpr int gap = 4;
constexpr std::int64_t shown_points = 120;

/// The extent of the points, square around its middle, so that circles stay round.
QRectF extent_of(const Samples& samples) {
  QRectF extent;
  for (std::int64_t i = 0; i < samples.count(); ++i) {
    const QPointF point(samples.input(i)[0], samples.input(i)[1]);
    extent = i == 0 ? QRectF(point, QSizeF(1e-6, 1e-6)) : extent.united(QRectF(point, QSizeF(1e-6, 1e-6)));
  }
  const double side = std::max(extent.width(), extent.height());
  QRectF square(0, 0, side, side);
  square.moveCenter(extent.center());
  return square;
}

void paint_points(QPainter& painter, const QRectF& area, const Samples& samples, const Theme& theme) {
  const QRectF extent = extent_of(samples);
  const double side = std::min(area.width(), area.height());
  const double dot = std::max(side / 13.0, 1.5);
  painter.setPen(Qt::NoPen);
  for (std::int64_t i = 0; i < samples.count(); ++i) {
    const auto label = static_cast<std::size_t>(samples.labels[static_cast<std::size_t>(i)]);
    const double x = (samples.input(i)[0] - extent.center().x()) / extent.width();
    const double y = (samples.input(i)[1] - extent.center().y()) / extent.height();
    const QPointF place = area.center() + QPointF(x, -y) * (side - dot);
    painter.setBrush(theme.class_point[label % theme.class_point.size()]);
    painter.drawEllipse(place, dot / 2, dot / 2);
  }
}

/// A sheet with a folded corner and a grid of grey cells: an image from a file.
void paint_sheet(QPainter& painter, const QRectF& area, const Theme& theme) {
  const double height = std::min(area.height(), area.width()) * 0.9;
  QRectF sheet(0, 0, height * 0.8, height);
  sheet.moveCenter(area.center());
  const double fold = sheet.width() * 0.35;
  QPainterPath outline(sheet.topLeft());
  outline.lineTo(sheet.right() - fold, sheet.top());
  outline.lineTo(sheet.right(), sheet.top() + fold);
  outline.lineTo(sheet.bottomRight());
  outline.lineTo(sheet.bottomLeft());
  outline.closeSubpath();
  painter.setPen(QPen(theme.text, 1.2));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(outline);
  painter.drawPolyline(QPolygonF({QPointF(sheet.right() - fold, sheet.top()),
                                  QPointF(sheet.right() - fold, sheet.top() + fold),
                                  QPointF(sheet.right(), sheet.top() + fold)}));
  const double cell = sheet.width() / 5.0;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.muted_text);
  for (const auto& [column, row] : {std::pair{1, 3}, {2, 2}, {3, 3}, {2, 4}, {3, 5}, {1, 5}})
    painter.drawRect(QRectF(sheet.left() + column * cell, sheet.top() + row * cell, cell, cell));
}

}  // namespace

/// One kind of data. Its points are made once, its picture once for each size and theme.
class DatasetTile : public QAbstractButton {
 public:
  DatasetTile(const DatasetEntry& entry, QWidget* parent)
      : QAbstractButton(parent),
        name_(QString::fromStdString(entry.info.name)),
        sample_(toy_sample(default_choice(entry.info), shown_points, 1)) {
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    const QString label = QString::fromStdString(entry.info.label);
    setAccessibleName(label);
    setToolTip(QStringLiteral("<b>%1</b><br>%2")
                   .arg(label.toHtmlEscaped(), QString::fromStdString(entry.info.summary).toHtmlEscaped()));
  }

  const QString& name() const { return name_; }
  void set_theme(const Theme& theme) {
    theme_ = theme;
    picture_ = {};
    update();
  }
  QSize sizeHint() const override { return {theme_.px(tile_height), theme_.px(tile_height)}; }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    const double ratio = devicePixelRatioF();
    if (picture_.size() != size() * ratio || painted_enabled_ != isEnabled()) make_picture(ratio);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor border = isChecked()
                              ? (isEnabled() ? theme_.accent : theme_.control_border)
                              : (underMouse() && isEnabled() ? theme_.control_border : theme_.separator);
    paint_frame(painter, rect(), isChecked() ? theme_.base : theme_.alternate_base, border,
                isChecked() ? 2 : 1, theme_.px(4));
    painter.drawPixmap(0, 0, picture_);
    if (hasFocus()) paint_focus(painter, rect(), theme_);
  }
  void enterEvent(QEnterEvent* /*event*/) override { update(); }
  void leaveEvent(QEvent* /*event*/) override { update(); }

 private:
  void make_picture(double ratio) {
    picture_ = QPixmap(size() * ratio);
    picture_.setDevicePixelRatio(ratio);
    picture_.fill(Qt::transparent);
    painted_enabled_ = isEnabled();
    QPainter painter(&picture_);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isEnabled()) painter.setOpacity(0.45);
    const int margin = theme_.px(4);
    const QRectF area = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    if (sample_)
      paint_points(painter, area, sample_->train, theme_);
    else
      paint_sheet(painter, area, theme_);
  }

  QString name_;
  std::optional<Dataset> sample_;
  Theme theme_ = Theme::make(Theme::Kind::light);
  QPixmap picture_;
  bool painted_enabled_ = true;
};

DatasetTiles::DatasetTiles(QWidget* parent)
    : QWidget(parent), theme_(Theme::make(Theme::Kind::light)), group_(new QButtonGroup(this)) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  for (const DatasetEntry& entry : dataset_entries()) {
    auto* tile = new DatasetTile(entry, this);
    group_->addButton(tile);
    tiles_.append(tile);
    connect(tile, &QAbstractButton::clicked, this, [this, tile] { emit chosen(tile->name()); });
  }
}

void DatasetTiles::set_current(const QString& name) {
  for (DatasetTile* tile : tiles_)
    if (tile->name() == name) tile->setChecked(true);
}

QString DatasetTiles::current() const {
  for (const DatasetTile* tile : tiles_)
    if (tile->isChecked()) return tile->name();
  return {};
}

void DatasetTiles::set_theme(const Theme& theme) {
  theme_ = theme;
  for (DatasetTile* tile : tiles_) tile->set_theme(theme);
  updateGeometry();
  place_tiles();
}

/// As many tiles a row as fit; all rows equally long.
int DatasetTiles::columns(int width) const {
  const int count = static_cast<int>(tiles_.size());
  const int space = theme_.px(gap);
  const int fitting =
      std::clamp((width + space) / (theme_.px(smallest_width) + space), 1, std::max(count, 1));
  const int rows = (count + fitting - 1) / fitting;
  return std::max((count + rows - 1) / std::max(rows, 1), 1);
}

int DatasetTiles::heightForWidth(int width) const {
  const int per_row = columns(width);
  const int rows = (static_cast<int>(tiles_.size()) + per_row - 1) / per_row;
  return rows * (theme_.px(tile_height) + theme_.px(gap)) - theme_.px(gap);
}

QSize DatasetTiles::sizeHint() const {
  const int width = theme_.px(224);
  return {width, heightForWidth(width)};
}

QSize DatasetTiles::minimumSizeHint() const {
  return {theme_.px(120), theme_.px(tile_height)};
}

void DatasetTiles::resizeEvent(QResizeEvent* /*event*/) {
  place_tiles();
}

void DatasetTiles::place_tiles() {
  const int per_row = columns(width());
  const int space = theme_.px(gap);
  for (int i = 0; i < static_cast<int>(tiles_.size()); ++i) {
    const int column = i % per_row;
    const int left = column * (width() + space) / per_row;
    const int right = (column + 1) * (width() + space) / per_row - space;
    const int top = (i / per_row) * (theme_.px(tile_height) + space);
    tiles_[i]->setGeometry(left, top, right - left, theme_.px(tile_height));
  }
}

}  // namespace lfp
