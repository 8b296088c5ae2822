#include "widgets/panels/setup/dataset_tiles.h"

#include "widgets/editing/data_facts.h"
#include "widgets/editing/entry_items.h"
#include "widgets/panels/setup/dataset_picture.h"
#include "widgets/style/core_text.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QFontMetrics>
#include <QPainter>
#include <QPixmap>
#include <algorithm>
#include <optional>

namespace lfp {
namespace {

constexpr int picture_height = 34;
constexpr int smallest_width = 50;
constexpr int most_lines = 2;  // number of lines in a caption
constexpr int least_type = 10;
constexpr int gap = 4;
constexpr std::int64_t shown_points = 120;

}  // namespace

/// A picture, cached for each size and theme, above a caption of at most two lines.
class CaptionedTile : public QAbstractButton, public Themed {
 public:
  CaptionedTile(const QString& caption, QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(caption);
    setText(caption);
  }

  void set_theme(const Theme& theme) override {
    theme_ = theme;
    picture_ = {};
    update();
  }

 protected:
  virtual void paint_picture(QPainter& painter, const QRectF& area) const = 0;
  const Theme& theme() const { return theme_; }
  void draw_again() {
    picture_ = {};
    update();
  }

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
    const QRectF above(margin, margin, width() - 2 * margin, theme_.px(picture_height) - 2 * margin);
    paint_picture(painter, above);
    paint_caption(painter, QRect(1, theme_.px(picture_height) - margin / 2, width() - 2,
                                 height() - theme_.px(picture_height)));
  }

  /// Breaks the words into the available lines. A line that is too wide is set in smaller type, and ends in
  /// an ellipsis if that doesn't help.
  void paint_caption(QPainter& painter, const QRect& area) const {
    painter.setFont(theme_.small());
    painter.setPen(isEnabled() ? theme_.text : theme_.disabled_text);
    const QFontMetrics metrics(theme_.small());
    QStringList lines;
    for (const QString& word : text().split(QLatin1Char(' '))) {
      const QString longer = lines.isEmpty() ? word : lines.last() + QLatin1Char(' ') + word;
      if (!lines.isEmpty() &&
          (metrics.horizontalAdvance(longer) <= area.width() || lines.size() == most_lines))
        lines.last() = longer;
      else
        lines << word;
    }
    for (qsizetype line = 0; line < lines.size(); ++line) {
      const QRect place(area.left(), area.top() + static_cast<int>(line) * metrics.height(), area.width(),
                        metrics.height());
      const int width = metrics.horizontalAdvance(lines[line]);
      QFont font = theme_.small();
      if (width > place.width())
        font.setPixelSize(std::max(theme_.px(least_type), font.pixelSize() * place.width() / width));
      painter.setFont(font);
      painter.drawText(place, Qt::AlignCenter,
                       painter.fontMetrics().elidedText(lines[line], Qt::ElideRight, area.width()));
    }
  }

  Theme theme_ = Theme::make(Theme::Kind::light);
  QPixmap picture_;
  bool painted_enabled_ = true;
};

/// The tile of one kind of data. Its points are generated once.
class DatasetTile : public CaptionedTile {
 public:
  DatasetTile(const DatasetEntry& entry, QWidget* parent)
      : CaptionedTile(core_text(entry.info.label), parent),
        info_(entry.info),
        name_(QString::fromStdString(entry.info.name)),
        sample_(toy_sample(default_choice(entry.info), shown_points, 1)) {
    setCheckable(true);
    setToolTip(QStringLiteral("<b>%1</b><br>%2")
                   .arg(text().toHtmlEscaped(), core_text(entry.info.summary).toHtmlEscaped()));
  }

  const QString& name() const { return name_; }

 protected:
  void paint_picture(QPainter& painter, const QRectF& area) const override {
    if (sample_)
      paint_data_picture(painter, area, *sample_, theme());
    else
      paint_file_picture(painter, area, info_, theme());
  }

 private:
  const EntryInfo& info_;
  QString name_;
  std::optional<Dataset> sample_;
};

/// The tile that shows all kinds, or only the first few again.
class MoreTile : public CaptionedTile {
 public:
  explicit MoreTile(QWidget* parent) : CaptionedTile({}, parent) { tell(false); }

  void tell(bool all) {
    shows_all_ = all;
    setText(all ? DatasetTiles::tr("Fewer") : DatasetTiles::tr("More"));
    setAccessibleName(all ? DatasetTiles::tr("Fewer kinds of data") : DatasetTiles::tr("More kinds of data"));
    setToolTip(accessibleName());
    draw_again();
  }

 protected:
  void paint_picture(QPainter& painter, const QRectF& area) const override {
    const int side = theme().px(16);
    QRect place(0, 0, side, side);
    place.moveCenter(area.center().toPoint());
    lfp::icon(shows_all_ ? QStringLiteral("minus") : QStringLiteral("more"), theme()).paint(&painter, place);
  }

 private:
  bool shows_all_ = false;
};

DatasetTiles::DatasetTiles(QWidget* parent)
    : QWidget(parent),
      theme_(Theme::make(Theme::Kind::light)),
      group_(new QButtonGroup(this)),
      more_(new MoreTile(this)) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  for (const DatasetEntry& entry : dataset_entries()) {
    auto* tile = new DatasetTile(entry, this);
    group_->addButton(tile);
    tiles_.append(tile);
    connect(tile, &QAbstractButton::clicked, this, [this, tile] { emit chosen(tile->name()); });
  }
  connect(more_, &QAbstractButton::clicked, this, [this] { show_all(!shows_all_); });
}

void DatasetTiles::show_all(bool all) {
  shows_all_ = all;
  more_->tell(all);
  updateGeometry();
  place_tiles();
  emit all_shown(all);
}

void DatasetTiles::set_current(const QString& name) {
  for (DatasetTile* tile : tiles_)
    if (tile->name() == name) tile->setChecked(true);
  place_tiles();
}

QString DatasetTiles::current() const {
  for (const DatasetTile* tile : tiles_)
    if (tile->isChecked()) return tile->name();
  return {};
}

void DatasetTiles::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  place_tiles();
}

int DatasetTiles::columns(int width) const {
  const int space = theme_.px(gap);
  return std::max(2, (width + space) / (theme_.px(smallest_width) + space));
}

int DatasetTiles::tile_height() const {
  return theme_.px(picture_height) + most_lines * QFontMetrics(theme_.small()).height() + theme_.px(2);
}

QList<QAbstractButton*> DatasetTiles::shown_tiles(int width) const {
  QList<QAbstractButton*> shown(tiles_.begin(), tiles_.end());
  const qsizetype few = columns(width) - 1;
  if (!shows_all_ && shown.size() > few) {
    QAbstractButton* chosen = group_->checkedButton();
    shown.resize(few);
    if (chosen != nullptr && !shown.contains(chosen)) shown.back() = chosen;
  }
  return shown << more_;
}

int DatasetTiles::heightForWidth(int width) const {
  const int per_row = columns(width);
  const int rows = (static_cast<int>(shown_tiles(width).size()) + per_row - 1) / per_row;
  return rows * (tile_height() + theme_.px(gap)) - theme_.px(gap);
}

QSize DatasetTiles::sizeHint() const {
  const int width = theme_.px(224);
  return {width, heightForWidth(width)};
}

QSize DatasetTiles::minimumSizeHint() const {
  return {theme_.px(120), tile_height()};
}

void DatasetTiles::resizeEvent(QResizeEvent* /*event*/) {
  place_tiles();
}

void DatasetTiles::place_tiles() {
  const int per_row = columns(width());
  const int space = theme_.px(gap);
  const auto shown = shown_tiles(width());
  for (DatasetTile* tile : tiles_) tile->setVisible(shown.contains(tile));
  for (int i = 0; i < static_cast<int>(shown.size()); ++i) {
    const int column = i % per_row;
    const int left = column * (width() + space) / per_row;
    const int right = (column + 1) * (width() + space) / per_row - space;
    const int top = (i / per_row) * (tile_height() + space);
    shown[i]->setGeometry(left, top, right - left, tile_height());
    // The Tab key moves through the tiles in reading order.
    if (i > 0) setTabOrder(shown[i - 1], shown[i]);
  }
}

}  // namespace lfp
