#include "widgets/views/confusion_view.h"

#include "core/exchange/csv_text.h"
#include "widgets/controls/elided_label.h"
#include "widgets/style/number_text.h"
#include "widgets/views/confusion_picture.h"
#include "widgets/views/heat_words.h"
#include "widgets/views/score.h"

#include <QMouseEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

ConfusionView::ConfusionView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setAccessibleName(tr("Confusion"));
  setAccessibleDescription(tr("Rows are labels, columns predictions, over the test set."));
  auto* caption = new ElidedLabel(title_shelf(*this));
  caption->setText(tr("rows: label · columns: prediction"));
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
}

void ConfusionView::mouseMoveEvent(QMouseEvent* event) {
  const QPoint point = event->position().toPoint();
  const auto places = cells();
  const auto here =
      std::ranges::find_if(places, [&](const RunCell& cell) { return cell.square.contains(point); });
  if (here == places.end()) return hide_cell_tip();
  show_tip(snapshot()->runs[static_cast<std::size_t>(here - places.begin())], here->square, point);
}

void ConfusionView::show_tip(const RunSnapshot& run, const QRect& square, const QPoint& point) {
  const Table& confusion = run.confusion;
  if (confusion.rows == 0) return hide_cell_tip();
  const auto find = [](int position, int size, std::int64_t count) {
    return std::clamp<std::int64_t>(position * count / std::max(1, size), 0, count - 1);
  };
  const std::int64_t label = find(point.y() - square.top(), square.height(), confusion.rows);
  const std::int64_t predicted = find(point.x() - square.left(), square.width(), confusion.columns);
  const QStringList classes = class_names(*snapshot());
  double row = 0.0;
  for (std::int64_t column = 0; column < confusion.columns; ++column)
    row += static_cast<double>(confusion.at(label, column));
  const std::int64_t count = std::llround(confusion.at(label, predicted));
  show_cell_tip(*this, confusion_cell(square, confusion, label, predicted),
                tr("%1 taken for %2").arg(classes[label], classes[predicted]),
                {tr("%1 of %2 samples").arg(count_text(count), count_text(std::llround(row))),
                 tr("%1 of the label's row").arg(percent_text(row_fraction(confusion, label, predicted)))});
}

void ConfusionView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
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
