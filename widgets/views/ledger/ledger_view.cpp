#include "widgets/views/ledger/ledger_view.h"

#include "core/snapshot/feedback_health.h"
#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/runs/run_selector.h"
#include "widgets/views/sample_words.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>

namespace lfp {
namespace {

/// A flow narrower than this says nothing, in pixels at 100 %.
constexpr double least_flow = 160;
constexpr double edge = 10;

}  // namespace

LedgerView::LedgerView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Ledger"));
  setAccessibleDescription(tr("Where the feedback of each layer goes, from the outputs to the inputs."));
  QWidget* shelf = title_shelf(*this);
  run_control_ = new RunSelector(runs_, shelf);
  whose_ = new QComboBox(shelf);
  whose_->setAccessibleName(tr("Whose feedback"));
  whose_->addItems({tr("This sample"), tr("Last batch, mean")});
  whose_->setItemData(0, tr("The shown sample in the network as it is now"), Qt::ToolTipRole);
  whose_->setItemData(1, tr("The newest batch in the network as it is now, mean per sample"),
                      Qt::ToolTipRole);
  whose_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  connect(&runs_, &RunChooser::changed, this, [this] {
    if (snapshot()) refresh();
  });
  connect(whose_, &QComboBox::activated, this, [this] {
    if (snapshot()) refresh();
  });
  connect(&focus, &Focus::layer_changed, this, qOverload<>(&QWidget::update));
  connect(&focus, &Focus::step_changed, this, [this] {
    if (!time_.is_empty()) update(time_area());
  });
  connect(&focus, &Focus::close_up_changed, this, [this] {
    if (this->focus().is_close_up()) whose_->setCurrentIndex(0);
  });
}

void LedgerView::add_interest(Interest& interest) const {
  if (is_of_batch()) {
    interest.batch_ledger = true;
    return;
  }
  interest.sample_ledger = true;
  interest.sample = true;  // for its label and prediction
  focus().name_sample(interest);
}

QList<QWidget*> LedgerView::title_controls() {
  return {run_control_, whose_};
}

bool LedgerView::is_of_batch() const {
  return whose_->currentIndex() == 1;
}

std::size_t LedgerView::run() const {
  return runs_.run();
}

void LedgerView::refresh() {
  if (generation_ != snapshot()->generation) {
    generation_ = snapshot()->generation;
    scroll_ = 0;
    first_column_ = 0;
  }
  if (const QString sample = sample_words(*snapshot()); !sample.isEmpty() && sample != whose_->itemText(0))
    rename_items(*whose_, {sample, whose_->itemText(1)});
  lines_ = ledger_lines(*snapshot(), run(), runs_.subtracted(), is_of_batch());
  time_ = LedgerTime(*snapshot(), theme());
  arrange();
  update();
}

QRect LedgerView::table_area(const QRect& area, const Theme& theme) const {
  // Headings in two lines rather than no flow.
  const int room_for_table = area.width() - theme.px(edge + 16 + least_flow);
  const int in_one_line = LedgerTable::width_for(lines_, theme);
  const int wanted =
      in_one_line <= room_for_table ? in_one_line : LedgerTable::least_width_for(lines_, theme);
  const int beside = area.width() - wanted - theme.px(edge + 16);
  const bool has_flow = beside >= theme.px(least_flow);
  const int spare = has_flow ? std::min(theme.px(60), (beside - theme.px(least_flow)) / 3) : 0;
  const int width = has_flow ? wanted + spare : area.width();
  // Below the table a sentence of up to three lines, and the verdict; of one line if all rows then fit.
  const int rows = LedgerTable::height_for(lines_, width, theme);
  const int usual = area.height() - theme.px(96);
  const int height = std::max(usual, std::min(rows, area.height() - theme.px(54)));
  return {area.left(), area.top(), width, std::max(theme.px(60), height)};
}

void LedgerView::arrange() {
  if (lines_.lines.empty()) return;
  if (LedgerTable::width_for(lines_, theme()) > inside().width()) leave_out_zeros(lines_);
  table_ = LedgerTable(lines_, table_area(inside(), theme()), theme(), scroll_);
  scroll_flow(0);
}

void LedgerView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  arrange();
}

void LedgerView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  if (lines_.lines.empty()) {
    paint_empty(painter, rect(), theme(), tr("Click a neuron or a connection"));
    return;
  }
  painter.fillRect(rect(), theme().base);
  paint_all(painter, inside(), table_, true, theme());
  time_.paint(painter, time_area(), focus().step(), theme());
  if (hasFocus()) {
    painter.setPen(QPen(theme().accent, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
  }
}

void LedgerView::paint_all(QPainter& painter, const QRect& area, const LedgerTable& table, bool can_scroll,
                           const Theme& theme) const {
  const int chosen = focus().layer();
  table.paint(painter, lines_, chosen, theme);
  const QRect own = table_area(area, theme);
  paint_words(painter,
              QRect(own.left() + theme.px(8), own.top() + table.height() + theme.px(8),
                    own.width() - theme.px(16), area.bottom() - own.top() - table.height() - theme.px(8)),
              theme);
  const QRect flow = flow_area(area, theme);
  const auto all_columns = static_cast<int>(lines_.lines.size()) + 1;
  if (flow.isEmpty() || (!can_scroll && ledger_flow_columns(lines_, flow, theme) < all_columns)) return;
  const int line = flow.left() - theme.px(8);
  painter.setPen(theme.separator);
  painter.drawLine(line, area.top(), line, area.bottom());
  paint_ledger_flow(painter, lines_, flow, chosen, first_column_, theme);
}

QRect LedgerView::inside() const {
  return rect().adjusted(0, theme().px(4), 0, -theme().px(4) - time_.height());
}

QRect LedgerView::time_area() const {
  return {0, height() - theme().px(2) - time_.height(), width(), time_.height()};
}

QRect LedgerView::flow_area(const QRect& area, const Theme& theme) const {
  const QRect own = table_area(area, theme);
  if (own.width() == area.width()) return {};
  return area.adjusted(own.right() + theme.px(16 + 8) - area.left(), 0, -theme.px(8), 0);
}

int LedgerView::flow_columns() const {
  const QRect flow = flow_area(inside(), theme());
  return flow.isEmpty() ? 0 : ledger_flow_columns(lines_, flow, theme());
}

void LedgerView::scroll_flow(int columns) {
  const int all = static_cast<int>(lines_.lines.size()) + 1;
  first_column_ = std::clamp(first_column_ + columns, 0, std::max(0, all - flow_columns()));
  update();
}

void LedgerView::paint_words(QPainter& painter, const QRect& area, const Theme& theme) const {
  const auto line = std::ranges::find(lines_.lines, focus().layer(), &LedgerLine::layer);
  const LedgerLine& told = line == lines_.lines.end() ? lines_.lines.front() : *line;
  painter.setFont(theme.small());
  const QFontMetrics metrics(theme.small());
  const int verdict_height = metrics.height() + theme.px(6);
  const QRect upper = area.adjusted(0, 0, 0, -verdict_height);
  if (upper.height() < 0) return;
  painter.setPen(theme.muted_text);
  const auto has_room = [&](const QString& words) {
    return metrics.boundingRect(upper, Qt::TextWordWrap, words).height() <= upper.height();
  };
  QString words_above = ledger_sentence(lines_, told);
  if (!is_of_batch() && !lines_.is_difference && snapshot()) {
    const QString sample = answered_sample_words(*snapshot(), run());
    const QString both = sample + QLatin1Char('\n') + words_above;
    words_above = has_room(both) ? both : sample;
  }
  if (has_room(words_above))
    painter.drawText(upper, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, words_above);
  const bool is_warning =
      snapshot() && !lines_.is_difference && (divergence() || feedback_warning(*snapshot(), run()));
  const QRect lower(area.left(), area.bottom() - verdict_height, area.width(), verdict_height);
  QRect words = lower;
  if (is_warning) {
    const QString text = verdict();
    const int width = std::min(lower.width(), metrics.horizontalAdvance(text) + theme.px(34));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.warning_fill);
    painter.drawRoundedRect(QRect(lower.left() - theme.px(4), lower.top(), width, lower.height()),
                            theme.px(4), theme.px(4));
  }
  const int side = theme.px(14);
  Theme on_fill = theme;
  if (is_warning) on_fill.text = theme.warning_text;
  // There is no verdict on a difference, nor on a run that was not trained yet.
  if (!lines_.is_difference && snapshot() && largest_ratio(*snapshot(), run()) > 0.0F) {
    icon(is_warning ? QStringLiteral("warning") : QStringLiteral("check"), on_fill)
        .paint(&painter, QRect(lower.left(), lower.center().y() - side / 2, side, side));
    words.setLeft(lower.left() + side + theme.px(6));
  }
  painter.setPen(is_warning ? theme.warning_text : theme.text);
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, verdict());
  const float ratio = snapshot() && !lines_.is_difference ? farthest_ratio(*snapshot(), run()) : 0.0F;
  if (is_warning || !(ratio > 0.0F)) return;
  const QString words_of_ratio = ratio < 1.0F ? tr("smallest ratio to the output's feedback: %1")
                                              : tr("largest ratio to the output's feedback: %1");
  const QString farthest = words_of_ratio.arg(number_text(static_cast<double>(ratio), ratio < 1.0F ? 3 : 2));
  if (metrics.horizontalAdvance(verdict() + farthest) + theme.px(40) > lower.width()) return;
  painter.setPen(theme.muted_text);
  painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, farthest);
}

const Divergence* LedgerView::divergence() const {
  if (!snapshot() || run() >= snapshot()->runs.size()) return nullptr;
  const std::optional<Divergence>& own = snapshot()->runs[run()].divergence;
  return own ? &*own : nullptr;
}

QString LedgerView::verdict() const {
  if (!snapshot() || run() >= snapshot()->runs.size()) return {};
  if (lines_.is_difference) return tr("A's numbers less B's, so the parts still add up");
  if (const Divergence* own = divergence())
    return tr("Diverged at step %1 in layer %2").arg(count_text(own->step)).arg(own->layer);
  if (snapshot()->position.next_phase.kind != PhaseKind::forward &&
      !(largest_ratio(*snapshot(), run()) > 0.0F))
    return tr("Feedback is on its way down");
  if (!(largest_ratio(*snapshot(), run()) > 0.0F)) return tr("Not trained yet");
  const auto warning = feedback_warning(*snapshot(), run());
  if (!warning) return tr("No layer explodes or vanishes");
  if (warning->grows)
    return tr("Feedback at layer %1 is %2 that at the output")
        .arg(warning->layer)
        .arg(times_text(static_cast<double>(warning->factor)));
  return tr("Feedback vanishes: layer %1 gets less than a thousandth of the output's").arg(warning->layer);
}

void LedgerView::choose_row(std::size_t row) {
  if (row >= lines_.lines.size()) return;
  focus().set_layer(lines_.lines[row].layer);
}

void LedgerView::mousePressEvent(QMouseEvent* event) {
  if (lines_.lines.empty()) return;
  if (const auto row = table_.row_at(event->position().toPoint())) choose_row(*row);
}

void LedgerView::mouseMoveEvent(QMouseEvent* event) {
  const QPoint place = event->position().toPoint();
  const bool is_on_time = !time_.is_empty() && time_area().contains(place);
  if (is_on_time || focus().step())
    focus().set_step(is_on_time ? std::optional(time_.step_at(time_area(), place.x())) : std::nullopt);
  const auto row = lines_.lines.empty() ? std::nullopt : table_.row_at(place);
  if (!row) return hide_cell_tip();
  const LedgerLine& line = lines_.lines[*row];
  show_cell_tip(*this, table_.row_area(*row), line.name,
                {ledger_sentence(lines_, line).section(QStringLiteral(": "), 1),
                 tr("Click to show this layer in all views")});
}

void LedgerView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  if (!time_.is_empty()) focus().set_step(std::nullopt);
  hide_cell_tip();
}

void LedgerView::wheelEvent(QWheelEvent* event) {
  const int rows = static_cast<int>(lines_.lines.size());
  const int notches = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
  if (flow_area(inside(), theme()).contains(event->position().toPoint())) {
    event->accept();
    return scroll_flow(-notches / 120);
  }
  if (rows <= table_.rows_in_sight()) return event->ignore();
  scroll_ = std::clamp(scroll_ - event->angleDelta().y() / 120, 0, rows - table_.rows_in_sight());
  arrange();
  update();
}

void LedgerView::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  const auto chosen = std::ranges::find(lines_.lines, focus().layer(), &LedgerLine::layer);
  if ((key == Qt::Key_Up || key == Qt::Key_Down) && chosen != lines_.lines.end()) {
    const auto row = chosen - lines_.lines.begin() + (key == Qt::Key_Down ? 1 : -1);
    const auto last = std::ssize(lines_.lines) - 1;
    const auto next = std::clamp<std::ptrdiff_t>(row, 0, last);
    choose_row(static_cast<std::size_t>(next));
    // The chosen row stays in sight.
    const auto at = static_cast<int>(next);
    scroll_ = std::clamp(scroll_, at - table_.rows_in_sight() + 1, at);
    first_column_ = std::clamp(first_column_, at - flow_columns() + 1, at);
    arrange();
    update();
    return;
  }
  if (runs_.choose_by_key(key)) return;
  View::keyPressEvent(event);
}

void LedgerView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (!snapshot()) return;
  lines_ = ledger_lines(*snapshot(), run(), runs_.subtracted(), is_of_batch());
  if (lines_.lines.empty()) return paint_empty(painter, area, theme, tr("Click a neuron or a connection"));
  painter.fillRect(area, theme.base);
  const QRect heading(area.left() + theme.px(8), area.top(), area.width() - theme.px(16), theme.px(30));
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(
      heading, Qt::AlignLeft | Qt::AlignVCenter,
      tr("Where the feedback goes · %1 · %2")
          .arg(runs_.is_difference() ? runs_.words() : QString::fromStdString(snapshot()->runs[run()].name),
               whose_->currentText()));
  const QRect below = area.adjusted(0, theme.px(32), 0, 0);
  if (LedgerTable::width_for(lines_, theme) > below.width()) leave_out_zeros(lines_);
  // All rows come before the words below them.
  QRect rows = table_area(below, theme);
  const int needed = LedgerTable::height_for(lines_, rows.width(), theme);
  rows.setHeight(std::max(rows.height(), std::min(needed, below.height())));
  paint_all(painter, below, LedgerTable(lines_, rows, theme), false, theme);
}

ExportWork LedgerView::table() const {
  if (!snapshot()) return {};
  TableText table("run,layer,arriving,passed_on,past_block,bias_share,epsilon_leak,off_units,rule");
  const Ledger ledger = ledger_of(*snapshot(), run(), runs_.subtracted(), is_of_batch());
  for (std::size_t layer = 0; layer < ledger.size(); ++layer) {
    const LedgerRow& row = ledger[layer];
    table.row(runs_.words(), layer + 1, row.arriving, row.passed_on, row.past_block, row.bias_share,
              row.epsilon_leak, row.off_units, row.rule);
  }
  return table.finished();
}

ViewEntry ledger_view_entry() {
  return {.name = QStringLiteral("ledger"),
          .title = LedgerView::tr("Ledger"),
          .summary = LedgerView::tr("Where the feedback goes, layer by layer: passed on, kept, lost"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new LedgerView(focus, parent); },
          .home = Region::close_up,
          .places = {{PerspectiveKind::microscope, Region::detail, 1}},
          .answers = ViewTopic::conservation};
}

}  // namespace lfp
