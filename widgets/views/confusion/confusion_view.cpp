#include "widgets/views/confusion/confusion_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/controls/elided_label.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/confusion/confusion_picture.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/names/score.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

ConfusionView::ConfusionView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &ConfusionView::runs_chosen);
  setAccessibleName(tr("Confusion"));
  setAccessibleDescription(tr("Rows are labels, columns predictions, over the test set."));
  auto* caption = new ElidedLabel(title_shelf(*this));
  caption->setText(tr("rows: label · columns: prediction · click a cell for its samples"));
  caption->setProperty("muted", true);
  caption_ = caption;
}

void ConfusionView::use_theme() {
  caption_->setFont(theme().small());
}

QList<QWidget*> ConfusionView::title_controls() {
  return {caption_};
}

void ConfusionView::refresh() {
  // The cell may not exist in other data.
  const bool is_there =
      marked_ && marked_->run < snapshot()->runs.size() &&
      snapshot()->runs[marked_->run].confusion.rows > std::max(marked_->label, marked_->predicted);
  if (!is_there) marked_.reset();
  const bool is_new = !has_data() && snapshot()->position.step == 0 && !learns_values(*snapshot()) &&
                      snapshot()->dataset && snapshot()->dataset->test.count() > 0;
  invite(is_new ? tr("Once tested: which classes are taken for which others") : QString());
  update();
}

bool ConfusionView::has_data() const {
  if (!snapshot() || !snapshot()->dataset) return false;
  return std::ranges::any_of(snapshot()->runs, [](const RunSnapshot& run) { return run.confusion.rows > 0; });
}

QString ConfusionView::empty_sentence() const {
  if (snapshot() && learns_values(*snapshot()))
    return tr("Classification only; this is regression. See R² in Curves");
  const bool has_test_set = snapshot() && snapshot()->dataset && snapshot()->dataset->test.count() > 0;
  return has_test_set ? tr("Nothing tested yet. Press Space") : tr("Needs a test set");
}

bool ConfusionView::is_difference() const {
  return snapshot() && runs_.is_difference();
}

void ConfusionView::runs_chosen() {
  drop_mark();
  range_.reset();
  update();
}

float ConfusionView::follow(HeatRange& range) const {
  return range.follow(QStringLiteral("difference of counts"), snapshot()->running,
                      [this] { return symmetric_range(confusion_difference(*snapshot()).values); });
}

std::vector<RunCell> ConfusionView::cells() const {
  if (!has_data()) return {};
  const int edge = theme().px(10);
  return run_grid(rect().adjusted(edge, theme().px(2), -edge, -theme().px(4)),
                  static_cast<int>(runs_.shown().size()), theme(),
                  confusion_margins(class_names(*snapshot()), theme()));
}

void ConfusionView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  if (!has_data()) {
    paint_empty(painter, rect(), theme(), empty_sentence());
    return;
  }
  painter.fillRect(rect(), theme().base);
  const auto places = cells();
  const QStringList classes = class_names(*snapshot());
  if (is_difference()) {
    paint_difference_heading(painter, places[0].heading, test_score_difference_text(*snapshot()), theme());
    paint_confusion_difference(painter, places[0].square, confusion_difference(*snapshot()), classes,
                               follow(range_), theme());
  } else {
    const auto runs = runs_.shown();
    for (std::size_t place = 0; place < places.size(); ++place) {
      const RunSnapshot& source = snapshot()->runs[runs[place]];
      paint_score_heading(painter, places[place].heading, *snapshot(), runs[place], theme());
      paint_confusion(painter, places[place].square, source.confusion, classes, theme());
    }
  }
  if (marked_) {
    painter.setPen(QPen(theme().text, theme().px(2), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(QRectF(area_of(*marked_)).adjusted(0.5, 0.5, -1.5, -1.5));
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

std::optional<ConfusionCell> ConfusionView::cell_at(const QPoint& point) const {
  const auto places = cells();
  for (std::size_t place = 0; place < places.size(); ++place) {
    const std::size_t run = runs_.shown()[place];
    const QRect& square = places[place].square;
    const Table& confusion = snapshot()->runs[run].confusion;
    if (!square.contains(point) || confusion.rows == 0) continue;
    const auto find = [](int position, int size, std::int64_t count) {
      return static_cast<std::int32_t>(
          std::clamp<std::int64_t>(position * count / std::max(1, size), 0, count - 1));
    };
    return ConfusionCell{.run = run,
                         .label = find(point.y() - square.top(), square.height(), confusion.rows),
                         .predicted = find(point.x() - square.left(), square.width(), confusion.columns)};
  }
  return std::nullopt;
}

/// The place of the run among the shown ones; their number if it is none of them.
std::size_t ConfusionView::place_of(std::size_t run) const {
  const auto runs = runs_.shown();
  return static_cast<std::size_t>(std::ranges::find(runs, run) - runs.begin());
}

QRect ConfusionView::area_of(const ConfusionCell& cell) const {
  const auto places = cells();
  const std::size_t place = place_of(cell.run);
  if (place >= places.size()) return {};
  return confusion_cell(places[place].square, snapshot()->runs[cell.run].confusion, cell.label,
                        cell.predicted);
}

void ConfusionView::mouseMoveEvent(QMouseEvent* event) {
  const auto cell = cell_at(event->position().toPoint());
  setCursor(cell ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (cell) {
    mark(*cell);
  } else {
    drop_mark();
  }
}

void ConfusionView::mousePressEvent(QMouseEvent* event) {
  const auto cell = cell_at(event->position().toPoint());
  if (cell && event->button() == Qt::LeftButton) ask_for(*cell);
}

/// For a difference these are the samples of the run that has more in the cell.
void ConfusionView::ask_for(ConfusionCell cell) {
  if (is_difference() && confusion_difference(*snapshot()).at(cell.label, cell.predicted) < 0.0F)
    cell.run = 1;
  focus().ask_for_samples(cell);
}

void ConfusionView::mark(const ConfusionCell& cell) {
  marked_ = cell;
  update();
  const QStringList classes = class_names(*snapshot());
  QStringList lines = cell_lines(cell.run, cell);
  if (is_difference()) {
    const Table difference = confusion_difference(*snapshot());
    if (difference.rows == 0) return;
    const auto more = static_cast<double>(difference.at(cell.label, cell.predicted));
    lines = {tr("A − B: %1").arg(signed_text(more, 0)), tr("A: %1").arg(lines.join(QStringLiteral(", "))),
             tr("B: %1").arg(cell_lines(1, cell).join(QStringLiteral(", ")))};
  }
  show_cell_tip(*this, area_of(cell), tr("%1 taken for %2").arg(classes[cell.label], classes[cell.predicted]),
                lines);
}

QStringList ConfusionView::cell_lines(std::size_t run, const ConfusionCell& cell) const {
  const Table& confusion = snapshot()->runs[run].confusion;
  double row = 0.0;
  for (std::int64_t column = 0; column < confusion.columns; ++column)
    row += static_cast<double>(confusion.at(cell.label, column));
  const std::int64_t count = std::llround(confusion.at(cell.label, cell.predicted));
  return {tr("%1 of %2 samples").arg(count_text(count), count_text(std::llround(row))),
          tr("%1 of the label's row").arg(percent_text(row_fraction(confusion, cell.label, cell.predicted)))};
}

void ConfusionView::drop_mark() {
  hide_cell_tip();
  if (!marked_) return;
  marked_.reset();
  update();
}

bool ConfusionView::move_mark(int key) {
  if (!has_data() || key < Qt::Key_Left || key > Qt::Key_Down) return false;
  const auto runs = runs_.shown();
  ConfusionCell cell = marked_.value_or(ConfusionCell{.run = runs.front()});
  std::size_t place = place_of(cell.run);
  const auto last = static_cast<std::int32_t>(snapshot()->runs[cell.run].confusion.rows) - 1;
  if (marked_) {
    cell.label += key == Qt::Key_Up ? -1 : key == Qt::Key_Down ? 1 : 0;
    cell.predicted += key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : 0;
  }
  // Beyond the edge the keyboard moves to the neighbouring run.
  if (cell.predicted > last && place + 1 < runs.size()) {
    ++place;
    cell.predicted = 0;
  } else if (cell.predicted < 0 && place > 0) {
    --place;
    cell.predicted = last;
  }
  cell.run = runs[std::min(place, runs.size() - 1)];
  cell.label = std::clamp(cell.label, 0, last);
  cell.predicted = std::clamp(cell.predicted, 0, last);
  if (snapshot()->runs[cell.run].confusion.rows > last) mark(cell);
  return true;
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
  const bool is_enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (is_enter && marked_) {
    ask_for(*marked_);
  } else if (event->key() == Qt::Key_Escape && marked_) {
    drop_mark();
  } else if (!(has_data() && hasFocus() && runs_.choose_by_key(event->key())) && !move_mark(event->key())) {
    View::keyPressEvent(event);
  }
}

void ConfusionView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  drop_mark();
}

void ConfusionView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (has_data()) {
    HeatRange range;
    range.copy_for_figure(range_);
    const ConfusionFigure figure{.snapshot = *snapshot(),
                                 .runs = runs_.shown(),
                                 .is_difference = is_difference(),
                                 .range = is_difference() ? follow(range) : 0.0F};
    paint_confusion_figure(painter, area, figure, theme);
  } else {
    paint_empty(painter, area, theme, empty_sentence());
  }
}

ExportWork ConfusionView::table() const {
  if (!has_data()) return {};
  const QStringList classes = class_names(*snapshot());
  TableText table("run,label,predicted,count");
  const Table difference = is_difference() ? confusion_difference(*snapshot()) : Table{};
  for (const std::size_t run : runs_.shown()) {
    const RunSnapshot& source = snapshot()->runs[run];
    const Table& confusion = is_difference() ? difference : source.confusion;
    const auto start = TableText::start(is_difference() ? tr("A − B") : QString::fromStdString(source.name));
    for (std::int64_t label = 0; label < confusion.rows; ++label)
      for (std::int64_t predicted = 0; predicted < confusion.columns; ++predicted)
        table.row(start, classes[label], classes[predicted], std::llround(confusion.at(label, predicted)));
  }
  return table.finished();
}

ViewEntry confusion_view_entry() {
  return {.name = QStringLiteral("confusion"),
          .title = ConfusionView::tr("Confusion"),
          .summary = ConfusionView::tr("Which classes every run takes for which others, over the test set."),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new ConfusionView(focus, parent); },
          .places = {{PerspectiveKind::build, Region::data, 1},
                     {PerspectiveKind::train, Region::data, 1},
                     {PerspectiveKind::train, Region::detail, 2,
                      [](const DataTraits& traits) { return traits.are_images; }},
                     {PerspectiveKind::compare, Region::data, 2}},
          .shows = [](const DataTraits& traits) { return traits.have_classes; },
          .needs = ConfusionView::tr("Needs classes")};
}

}  // namespace lfp
