#include "widgets/views/samples/sample_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/view_entry.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>

namespace lfp {

SampleView::SampleView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  scroll_bar_ = new QScrollBar(Qt::Vertical, this);
  scroll_bar_->setAccessibleName(tr("Samples"));
  connect(&runs_, &RunChooser::changed, this, &SampleView::show_other_runs);
  connect(&filters_, &SampleFilters::changed, this, &SampleView::choose_filter);
  connect(scroll_bar_, &QScrollBar::valueChanged, this, [this] {
    hide_cell_tip();
    update();
  });
  connect(&focus, &Focus::sample_changed, this, &SampleView::follow_sample);
  connect(&focus, &Focus::samples_asked, this, &SampleView::show_cell);
}

void SampleView::use_theme() {
  thumbnails_.clear();
  fit_scroll_bar();
}

void SampleView::add_interest(Interest& interest) const {
  if (has_samples() && !shows_test(*snapshot()->dataset, filter())) interest.train_predictions = true;
}

QList<QWidget*> SampleView::title_controls() {
  return filters_.widgets();
}

bool SampleView::has_samples() const {
  return snapshot() && snapshot()->dataset &&
         snapshot()->dataset->train.count() + snapshot()->dataset->test.count() > 0;
}

SampleFilter SampleView::filter() const {
  return filters_.filter(snapshot() ? snapshot()->runs.size() : 0);
}

void SampleView::choose_filter() {
  if (!has_samples()) return;
  refresh();
  scroll_bar_->setValue(0);
}

void SampleView::show_cell(const ConfusionCell& cell) {
  if (!snapshot()) return;
  refresh();  // hidden, the view may still hold other data, whose cell is forgotten with them
  filters_.choose_cell(*snapshot(), cell);
  choose_filter();
  if (list_.count() > 0) choose_place(0);
}

void SampleView::show_other_runs() {
  hide_cell_tip();
  fit_scroll_bar();
  update();
}

void SampleView::refresh() {
  if (!has_samples()) {
    list_ = {};
    return update();
  }
  const auto before = list_.dataset();
  if (before != snapshot()->dataset) {
    filters_.forget_cell();
    scroll_bar_->setValue(0);
  }
  filters_.list(*snapshot());
  const bool was_test = before && list_.is_from_test();
  if (!list_.update(*snapshot(), filter())) return;
  if (before != list_.dataset() || was_test != list_.is_from_test()) thumbnails_.clear();
  fit_scroll_bar();
  update();
}

QRect SampleView::area_beside_scroll_bar() const {
  return rect().adjusted(0, 0, -scroll_bar_->sizeHint().width(), 0);
}

SampleGrid SampleView::grid_in(const QRect& area, const Theme& theme) const {
  const int scroll = scroll_bar_->value();
  if (!snapshot()->dataset->shape.is_image()) return SampleGrid::of_rows(area, theme, scroll);
  const int words = QFontMetrics(theme.small()).horizontalAdvance(text().widest_tile_words());
  return SampleGrid::of_tiles(area, theme, scroll, words);
}

void SampleView::fit_scroll_bar() {
  const int width = scroll_bar_->sizeHint().width();
  scroll_bar_->setGeometry(this->width() - width, 0, width, height());
  if (!has_samples()) return scroll_bar_->hide();
  const SampleGrid shown = grid();
  const std::int64_t all = shown.height_of(list_.count());
  const int page = height() - shown.area.top();
  scroll_bar_->setRange(0, static_cast<int>(std::max<std::int64_t>(0, all - page)));
  scroll_bar_->setPageStep(std::max(1, page));
  scroll_bar_->setSingleStep(shown.row_height);
  scroll_bar_->setVisible(all > page);
}

QRect SampleView::place_of(std::int64_t sample) const {
  const auto place = list_.place_of(sample);
  if (!place) return {};
  const QRect cell = grid().cell(*place);
  return cell.intersects(rect()) ? cell : QRect();
}

std::optional<std::int64_t> SampleView::place_at(const QPoint& point) const {
  return has_samples() ? grid().place_at(point, list_.count()) : std::nullopt;
}

/// The sample that all views show, if it is of the set that is listed here.
std::optional<std::int64_t> SampleView::chosen() const {
  if (!list_.dataset() || focus().drawing()) return std::nullopt;
  const bool is_test = focus().sample_from_test() && list_.dataset()->test.count() > 0;
  return is_test == list_.is_from_test() ? std::optional(focus().sample()) : std::nullopt;
}

std::optional<std::int64_t> SampleView::chosen_place() const {
  const auto sample = chosen();
  return sample ? list_.place_of(*sample) : std::nullopt;
}

void SampleView::choose_place(std::int64_t place) {
  const std::int64_t last = list_.count() - 1;
  if (last < 0) return;
  const auto at = static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, last));
  focus().set_sample(list_.indices()[at], list_.is_from_test());
  follow_sample();
}

/// Scrolls just so far that the shown sample is in sight.
void SampleView::follow_sample() {
  update();
  const auto place = chosen_place();
  if (!has_samples() || !place) return;
  const SampleGrid shown = grid();
  const QRect cell = shown.cell(*place);
  if (cell.top() < shown.area.top())
    scroll_bar_->setValue(scroll_bar_->value() - (shown.area.top() - cell.top()));
  if (cell.bottom() > rect().bottom())
    scroll_bar_->setValue(scroll_bar_->value() + cell.bottom() - rect().bottom());
}

QString SampleView::empty_sentence() const {
  if (!has_samples()) return tr("No samples. Choose data in the Set-up");
  if (!list_.are_predicted()) return tr("The samples are being tested");
  return tr("No sample matches. Choose All");
}

void SampleView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (list_.count() == 0) {
    paint_empty(painter, rect(), theme(), empty_sentence());
  } else {
    const SampleText words = text();
    paint_samples(painter, area_beside_scroll_bar(), {list_, words, theme(), grid(), chosen(), &thumbnails_});
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void SampleView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (has_samples()) refresh();
  if (list_.count() == 0) return paint_empty(painter, area, theme, empty_sentence());
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(area.adjusted(theme.px(10), theme.px(6), 0, 0), Qt::AlignLeft | Qt::AlignTop,
                   tr("%1: %2, %3 samples")
                       .arg(QString::fromStdString(snapshot()->dataset->name), filters_.words(),
                            count_text(static_cast<qint64>(list_.count()))));
  const int line = QFontMetrics(theme.bold()).height() + theme.px(8);
  const QRect below = area.adjusted(0, line, 0, 0);
  const SampleText words = text();
  paint_samples(painter, below, {list_, words, theme, grid_in(below, theme), chosen(), nullptr});
}

ExportWork SampleView::table() const {
  return has_samples() && list_.count() > 0 ? finished(text().table()) : ExportWork{};
}

void SampleView::show_tip(std::int64_t place) {
  const std::int64_t sample = list_.indices()[static_cast<std::size_t>(place)];
  const SampleText words = text();
  show_cell_tip(*this, place_of(sample), words.tip_title(sample), words.tip_lines(sample));
}

void SampleView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  fit_scroll_bar();
}

void SampleView::mousePressEvent(QMouseEvent* event) {
  const auto place = place_at(event->position().toPoint());
  if (place && event->button() == Qt::LeftButton) choose_place(*place);
}

void SampleView::mouseMoveEvent(QMouseEvent* event) {
  const auto place = place_at(event->position().toPoint());
  if (place) {
    show_tip(*place);
  } else {
    hide_cell_tip();
  }
}

void SampleView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void SampleView::wheelEvent(QWheelEvent* event) {
  const int pixels = event->pixelDelta().isNull() ? event->angleDelta().y() * scroll_bar_->singleStep() / 120
                                                  : event->pixelDelta().y();
  scroll_bar_->setValue(scroll_bar_->value() - pixels);
  event->accept();
}

void SampleView::keyPressEvent(QKeyEvent* event) {
  if (list_.count() == 0) return View::keyPressEvent(event);
  const SampleGrid shown = grid();
  const auto now = chosen_place();
  const std::int64_t page = std::max(1, shown.area.height() / shown.row_height) * shown.columns;
  const auto move = [&](std::int64_t by) { choose_place(now ? *now + by : 0); };
  switch (event->key()) {
    case Qt::Key_Left:
      return move(-1);
    case Qt::Key_Right:
      return move(1);
    case Qt::Key_Up:
      return move(-shown.columns);
    case Qt::Key_Down:
      return move(shown.columns);
    case Qt::Key_PageUp:
      return move(-page);
    case Qt::Key_PageDown:
      return move(page);
    case Qt::Key_Home:
      return choose_place(0);
    case Qt::Key_End:
      return choose_place(list_.count() - 1);
    default:
      if (!(hasFocus() && runs_.choose_by_key(event->key()))) View::keyPressEvent(event);
  }
}

ViewEntry sample_view_entry() {
  return {.name = QStringLiteral("samples"),
          .title = SampleView::tr("Samples"),
          .summary = SampleView::tr("The samples themselves and what every run makes of them"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new SampleView(focus, parent); },
          .home = Region::data,
          .answers = ViewTopic::samples};
}

}  // namespace lfp
