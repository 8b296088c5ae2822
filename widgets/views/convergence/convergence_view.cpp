#include "widgets/views/convergence/convergence_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/view_entry.h"

#include <QMouseEvent>
#include <algorithm>

namespace lfp {
namespace {

// In pixels at 100 %.
constexpr double edge = 10;
constexpr double heading_height = 24;
constexpr double usual_row = 26;
constexpr double least_row = 18;
constexpr double mark = 14;
constexpr double badge = 18;
constexpr double widest_cell = 210;
/// The rows of the table: the conditions, and what the loss did.
constexpr int lines = static_cast<int>(convergence_conditions) + 1;

/// Where "tanh: 12 of 26" has no room, its numbers stand alone, and without room for these nothing: the
/// tooltip has all of it, and the mark says the rest.
void draw_if_it_fits(QPainter& painter, const QRect& area, const QString& words,
                     const QFontMetrics& metrics) {
  for (const QString& shown : {words, words.section(QStringLiteral(": "), -1)})
    if (metrics.horizontalAdvance(shown) <= area.width())
      return painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, shown);
}

QString rises_text(const RunHistory& history) {
  const auto found = loss_rises(history);
  return found ? ConvergenceView::tr("%1 of %2").arg(count_text(found->rises), count_text(found->steps))
               : QStringLiteral("–");
}

}  // namespace

ConvergenceView::ConvergenceView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setAccessibleName(tr("Convergence"));
  setAccessibleDescription(
      tr("Whether the conditions hold under which LFP raises the reward at every step."));
}

void ConvergenceView::add_interest(Interest& interest) const {
  interest.convergence = true;
}

QString ConvergenceView::sentence_if_empty() const {
  if (!snapshot() || snapshot()->runs.empty()) return tr("No experiment yet");
  const bool has_lfp =
      std::ranges::any_of(snapshot()->runs, [](const RunSnapshot& run) { return run.method == Method::lfp; });
  if (!has_lfp) return tr("No run learns by LFP: the theorem is about LFP alone");
  return runs_.empty() ? tr("Looking at the next step…") : QString();
}

void ConvergenceView::prepare() {
  runs_.clear();
  rows_.clear();
  verdicts_.clear();
  rises_.clear();
  if (!snapshot()) return;
  runs_ = convergence_runs(*snapshot());
  rows_ = convergence_rows(*snapshot());
  for (const std::size_t run : runs_) {
    verdicts_.push_back(convergence_verdict(*snapshot()->runs[run].convergence));
    rises_.push_back(rises_text(snapshot()->runs[run].history));
  }
}

void ConvergenceView::refresh() {
  prepare();
  QStringList told;
  for (std::size_t at = 0; at < runs_.size(); ++at)
    told << QString::fromStdString(snapshot()->runs[runs_[at]].name) + QStringLiteral(": ") + verdicts_[at];
  setAccessibleDescription(told.isEmpty() ? sentence_if_empty() : told.join(QStringLiteral(". ")));
  update();
}

ConvergenceView::Columns ConvergenceView::columns(int width, const Theme& theme) const {
  const QFontMetrics metrics(theme.body());
  int titles = metrics.horizontalAdvance(tr("Steps that raised the loss"));
  for (const ConvergenceRow& row : rows_) titles = std::max(titles, metrics.horizontalAdvance(row.title));
  titles = std::min(titles + theme.px(12), width / 2);
  const int cells = std::max(1, static_cast<int>(runs_.size()));
  return {.titles = titles, .cell = std::min((width - titles) / cells, theme.px(widest_cell))};
}

int ConvergenceView::row_height(int height, const Theme& theme) const {
  const int verdicts = static_cast<int>(runs_.size()) * theme.px(least_row) + theme.px(4);
  const int room = height - theme.px(heading_height) - verdicts;
  return std::clamp(room / lines, theme.px(least_row), theme.px(usual_row));
}

QRect ConvergenceView::row_area(std::size_t row) const {
  const QRect area = rect().adjusted(theme().px(edge), 0, -theme().px(edge), 0);
  const int height = row_height(area.height(), theme());
  return {area.left(), area.top() + theme().px(heading_height) + static_cast<int>(row) * height, area.width(),
          height};
}

void ConvergenceView::paint_heading(QPainter& painter, const QRect& area, const Columns& columns,
                                    const Theme& theme) const {
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, tr("Condition"));
  const QFontMetrics metrics(theme.small());
  for (std::size_t at = 0; at < runs_.size(); ++at) {
    const QRect cell(area.left() + columns.titles + static_cast<int>(at) * columns.cell, area.top(),
                     columns.cell, area.height());
    const int side = theme.px(badge);
    paint_badge(painter, QRect(cell.left(), cell.center().y() - side / 2, side, side),
                static_cast<int>(runs_[at]), theme);
    const QRect name = cell.adjusted(side + theme.px(6), 0, -theme.px(6), 0);
    painter.setFont(theme.small());
    painter.setPen(theme.text);
    draw_if_it_fits(painter, name, QString::fromStdString(snapshot()->runs[runs_[at]].name), metrics);
  }
  painter.setPen(theme.separator);
  painter.drawLine(area.bottomLeft(), area.bottomRight());
}

void ConvergenceView::paint_row(QPainter& painter, const QRect& area, const ConvergenceRow& row,
                                const Columns& columns, const Theme& theme) const {
  const QFontMetrics metrics(theme.body());
  painter.setFont(theme.body());
  painter.setPen(theme.text);
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(row.title, Qt::ElideRight, columns.titles - theme.px(6)));
  const int side = theme.px(mark);
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    const ConvergenceCell& cell = row.cells[at];
    const QRect place(area.left() + columns.titles + static_cast<int>(at) * columns.cell, area.top(),
                      columns.cell, area.height());
    Theme own = theme;
    if (!cell.holds) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme.warning_fill);
      painter.drawRoundedRect(place.adjusted(-theme.px(4), 1, -theme.px(8), -2), theme.px(4), theme.px(4));
      own.text = theme.warning_text;
    }
    icon(cell.holds ? QStringLiteral("check") : QStringLiteral("warning"), own)
        .paint(&painter, QRect(place.left(), place.center().y() - side / 2, side, side));
    painter.setPen(own.text);
    const QRect words = place.adjusted(side + theme.px(6), 0, -theme.px(12), 0);
    draw_if_it_fits(painter, words, cell.number, metrics);
  }
  painter.setPen(theme.separator);
  painter.drawLine(area.bottomLeft(), area.bottomRight());
}

/// What happened so far, beside what is to be expected.
void ConvergenceView::paint_rises(QPainter& painter, const QRect& area, const Columns& columns,
                                  const Theme& theme) const {
  const QFontMetrics metrics(theme.body());
  painter.setFont(theme.body());
  painter.setPen(theme.muted_text);
  painter.drawText(
      area, Qt::AlignLeft | Qt::AlignVCenter,
      metrics.elidedText(tr("Steps that raised the loss"), Qt::ElideRight, columns.titles - theme.px(6)));
  painter.setPen(theme.text);
  for (std::size_t at = 0; at < rises_.size(); ++at)
    draw_if_it_fits(
        painter,
        QRect(area.left() + columns.titles + static_cast<int>(at) * columns.cell + theme.px(mark + 6),
              area.top(), columns.cell - theme.px(mark + 12), area.height()),
        rises_[at], metrics);
}

void ConvergenceView::paint_verdicts(QPainter& painter, const QRect& area, const Theme& theme) const {
  const int height = theme.px(least_row);
  const int side = theme.px(badge);
  const QFontMetrics metrics(theme.bold());
  for (std::size_t at = 0; at < verdicts_.size(); ++at) {
    const QRect line(area.left(), area.top() + static_cast<int>(at) * height, area.width(), height);
    if (runs_.size() > 1)
      paint_badge(painter, QRect(line.left(), line.center().y() - side / 2, side, side),
                  static_cast<int>(runs_[at]), theme);
    const QRect words = line.adjusted(runs_.size() > 1 ? side + theme.px(6) : 0, 0, 0, 0);
    painter.setFont(theme.bold());
    painter.setPen(theme.text);
    // What follows from it is left out where there is no room.
    const bool fits = metrics.horizontalAdvance(verdicts_[at]) <= words.width();
    const QString verdict = fits ? verdicts_[at] : verdicts_[at].section(QLatin1Char(':'), 0, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(verdict, Qt::ElideRight, words.width()));
  }
}

void ConvergenceView::paint_all(QPainter& painter, const QRect& area, const Theme& theme) const {
  const Columns wide = columns(area.width(), theme);
  const int height = row_height(area.height(), theme);
  QRect line(area.left(), area.top(), area.width(), theme.px(heading_height));
  paint_heading(painter, line, wide, theme);
  line = QRect(area.left(), line.bottom() + 1, area.width(), height);
  for (const ConvergenceRow& row : rows_) {
    paint_row(painter, line, row, wide, theme);
    line.translate(0, height);
  }
  paint_rises(painter, line, wide, theme);
  paint_verdicts(painter, QRect(area.left(), line.bottom() + theme.px(4), area.width(), area.height()),
                 theme);
}

void ConvergenceView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const QString sentence = sentence_if_empty();
  if (!sentence.isEmpty()) return paint_empty(painter, rect(), theme(), sentence);
  painter.fillRect(rect(), theme().base);
  paint_all(painter, rect().adjusted(theme().px(edge), 0, -theme().px(edge), 0), theme());
}

void ConvergenceView::mouseMoveEvent(QMouseEvent* event) {
  for (std::size_t row = 0; row < rows_.size() && !runs_.empty(); ++row) {
    const QRect area = row_area(row);
    if (!area.contains(event->position().toPoint())) continue;
    QStringList told{rows_[row].demand};
    for (std::size_t at = 0; at < runs_.size(); ++at)
      told << (runs_.size() > 1 ? run_letter(static_cast<int>(runs_[at])) + QStringLiteral(": ")
                                : QString()) +
                  rows_[row].cells[at].sentence;
    return show_cell_tip(*this, area, rows_[row].title, told);
  }
  hide_cell_tip();
}

void ConvergenceView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void ConvergenceView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  prepare();
  const QString sentence = sentence_if_empty();
  if (!sentence.isEmpty()) return paint_empty(painter, area, theme, sentence);
  painter.fillRect(area, theme.base);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  const QRect inside = area.adjusted(theme.px(edge), 0, -theme.px(edge), 0);
  painter.drawText(QRect(inside.left(), inside.top(), inside.width(), theme.px(30)),
                   Qt::AlignLeft | Qt::AlignVCenter,
                   tr("Conditions of convergence · step %1").arg(count_text(snapshot()->position.step)));
  paint_all(painter, inside.adjusted(0, theme.px(32), 0, 0), theme);
}

ExportWork ConvergenceView::table() const {
  if (!snapshot() || runs_.empty()) return {};
  TableText table("run,step,condition,holds,value");
  for (const ConvergenceRow& row : rows_)
    for (std::size_t at = 0; at < runs_.size(); ++at)
      table.row(QString::fromStdString(snapshot()->runs[runs_[at]].name), snapshot()->position.step,
                row.title, row.cells[at].holds ? 1 : 0, row.cells[at].number);
  return table.finished();
}

ViewEntry convergence_view_entry() {
  return {.name = QStringLiteral("convergence"),
          .title = ConvergenceView::tr("Convergence"),
          .summary = ConvergenceView::tr(
              "Whether the conditions hold under which LFP raises the reward at every step."),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new ConvergenceView(focus, parent); },
          .home = Region::detail,
          .answers = ViewTopic::convergence};
}

}  // namespace lfp
