#include "widgets/views/confusion_view.h"

#include "core/exchange/csv_text.h"
#include "widgets/controls/elided_label.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/confusion_picture.h"
#include "widgets/views/heat_words.h"
#include "widgets/views/score.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

ConfusionView::ConfusionView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Confusion"));
  setAccessibleDescription(tr("Rows are labels, columns predictions, over the test set."));
  auto* caption = new ElidedLabel(title_shelf(*this));
  caption->setText(tr("rows: label · columns: prediction · click a cell for its samples"));
  caption->setProperty("muted", true);
  caption_ = caption;
}

void ConfusionView::set_theme(const Theme& theme) {
  caption_->setFont(theme.small());
  View::set_theme(theme);
}

QList<QWidget*> ConfusionView::title_controls() {
  return {caption_};
}

void ConfusionView::refresh() {
  // The cell may be gone with the classes of other data.
  const bool is_there =
      marked_ && marked_->run < snapshot()->runs.size() &&
      snapshot()->runs[marked_->run].confusion.rows > std::max(marked_->label, marked_->predicted);
  if (!is_there) marked_.reset();
  update();
}

bool ConfusionView::has_data() const {
  if (!snapshot() || !snapshot()->dataset) return false;
  return std::ranges::any_of(snapshot()->runs, [](const RunSnapshot& run) { return run.confusion.rows > 0; });
}

QString ConfusionView::empty_sentence() const {
  if (snapshot() && learns_values(*snapshot()))
    return tr("Only for classes. These outputs are values: see R² in Curves");
  const bool has_test_set = snapshot() && snapshot()->dataset && snapshot()->dataset->test.count() > 0;
  return has_test_set ? tr("Nothing tested yet. Press Space") : tr("Needs a test set");
}

std::vector<RunCell> ConfusionView::cells() const {
  if (!has_data()) return {};
  const int edge = theme().px(10);
  return run_grid(rect().adjusted(edge, theme().px(2), -edge, -theme().px(4)),
                  static_cast<int>(snapshot()->runs.size()), theme(),
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
  for (std::size_t run = 0; run < places.size(); ++run) {
    const RunSnapshot& source = snapshot()->runs[run];
    paint_run_heading(painter, places[run].heading, static_cast<int>(run),
                      QString::fromStdString(source.name), percent_text(source.test_accuracy), theme());
    paint_confusion(painter, places[run].square, source.confusion, classes, theme());
  }
  if (marked_) {
    painter.setPen(QPen(theme().text, theme().px(2), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(QRectF(area_of(*marked_)).adjusted(0.5, 0.5, -1.5, -1.5));
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

std::optional<ConfusionCell> ConfusionView::cell_at(const QPoint& point) const {
  const auto places = cells();
  for (std::size_t run = 0; run < places.size(); ++run) {
    const QRect& square = places[run].square;
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

QRect ConfusionView::area_of(const ConfusionCell& cell) const {
  const auto places = cells();
  if (cell.run >= places.size()) return {};
  return confusion_cell(places[cell.run].square, snapshot()->runs[cell.run].confusion, cell.label,
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
  if (cell && event->button() == Qt::LeftButton) focus().ask_for_samples(*cell);
}

void ConfusionView::mark(const ConfusionCell& cell) {
  marked_ = cell;
  update();
  const Table& confusion = snapshot()->runs[cell.run].confusion;
  const QStringList classes = class_names(*snapshot());
  double row = 0.0;
  for (std::int64_t column = 0; column < confusion.columns; ++column)
    row += static_cast<double>(confusion.at(cell.label, column));
  const std::int64_t count = std::llround(confusion.at(cell.label, cell.predicted));
  show_cell_tip(
      *this, area_of(cell), tr("%1 taken for %2").arg(classes[cell.label], classes[cell.predicted]),
      {tr("%1 of %2 samples").arg(count_text(count), count_text(std::llround(row))),
       tr("%1 of the label's row").arg(percent_text(row_fraction(confusion, cell.label, cell.predicted)))});
}

void ConfusionView::drop_mark() {
  hide_cell_tip();
  if (!marked_) return;
  marked_.reset();
  update();
}

bool ConfusionView::move_mark(int key) {
  if (!has_data() || key < Qt::Key_Left || key > Qt::Key_Down) return false;
  ConfusionCell cell = marked_.value_or(ConfusionCell{});
  const auto last = static_cast<std::int32_t>(snapshot()->runs[cell.run].confusion.rows) - 1;
  if (marked_) {
    cell.label += key == Qt::Key_Up ? -1 : key == Qt::Key_Down ? 1 : 0;
    cell.predicted += key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : 0;
  }
  // Beyond the edge lies the neighbouring run.
  if (cell.predicted > last && cell.run + 1 < snapshot()->runs.size()) {
    ++cell.run;
    cell.predicted = 0;
  } else if (cell.predicted < 0 && cell.run > 0) {
    --cell.run;
    cell.predicted = last;
  }
  cell.label = std::clamp(cell.label, 0, last);
  cell.predicted = std::clamp(cell.predicted, 0, last);
  if (snapshot()->runs[cell.run].confusion.rows > last) mark(cell);
  return true;
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
  const bool is_enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (is_enter && marked_) {
    focus().ask_for_samples(*marked_);
  } else if (event->key() == Qt::Key_Escape && marked_) {
    drop_mark();
  } else if (!move_mark(event->key())) {
    View::keyPressEvent(event);
  }
}

void ConfusionView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  drop_mark();
}

void ConfusionView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (has_data()) {
    paint_confusion_figure(painter, area, *snapshot(), theme);
  } else {
    paint_empty(painter, area, theme, empty_sentence());
  }
}

QString ConfusionView::csv() const {
  if (!has_data()) return {};
  const QStringList classes = class_names(*snapshot());
  const auto field = [](const std::string& text) { return QString::fromStdString(csv_field(text)); };
  QStringList lines{QStringLiteral("run,label,predicted,count")};
  for (const RunSnapshot& run : snapshot()->runs) {
    for (std::int64_t label = 0; label < run.confusion.rows; ++label) {
      for (std::int64_t predicted = 0; predicted < run.confusion.columns; ++predicted) {
        lines << QStringList{field(run.name), field(classes[label].toStdString()),
                             field(classes[predicted].toStdString()),
                             QString::number(std::llround(run.confusion.at(label, predicted)))}
                     .join(QLatin1Char(','));
      }
    }
  }
  return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

ViewEntry confusion_view_entry() {
  return {.name = QStringLiteral("confusion"),
          .object_name = QStringLiteral("dock.confusion"),
          .title = ConfusionView::tr("Confusion"),
          .summary = ConfusionView::tr("Which classes every run takes for which others, over the test set."),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new ConfusionView(focus, parent); }};
}

}  // namespace lfp
