#include "widgets/views/histograms/histogram_view.h"

#include "core/files/csv_text.h"
#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/csv_number.h"
#include "widgets/views/focus.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

/// What lies along the axis of a plot, and what is counted.
struct AxisWords {
  QString value, counted;
};

AxisWords axis_words(HistogramKind kind) {
  switch (kind) {
    case HistogramKind::weights:
      return {HistogramView::tr("weight"), HistogramView::tr("weights per bin")};
    case HistogramKind::weight_feedback:
      return {HistogramView::tr("feedback per weight"), HistogramView::tr("weights per bin")};
    case HistogramKind::unit_feedback:
      return {HistogramView::tr("feedback R of a neuron"), HistogramView::tr("neurons per bin")};
    case HistogramKind::updates:
      return {HistogramView::tr("update of a weight"), HistogramView::tr("weights per bin")};
  }
  return {};
}

}  // namespace

HistogramView::HistogramView(Focus& focus, QWidget* parent)
    : View(focus, parent), pace_([this] { show_again(); }) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &HistogramView::runs_chosen);
  QWidget* shelf = title_shelf(*this);
  kinds_ = new QComboBox(shelf);
  kinds_->setAccessibleName(tr("Histograms of"));
  kinds_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  kinds_->addItems({tr("Weights"), tr("Feedback per weight"), tr("Feedback per neuron"), tr("Last updates")});
  scales_ = new SegmentedControl({tr("Linear"), tr("Log")}, shelf);
  scales_->setAccessibleName(tr("Scale of the counts"));
  scales_->set_segment_tooltip(1, tr("Logarithmic counts: single values are seen too"));
  connect(kinds_, &QComboBox::activated, this, &HistogramView::choose_kind);
  connect(scales_, &SegmentedControl::current_changed, this, &HistogramView::show_again);
}

HistogramKind HistogramView::kind() const {
  return static_cast<HistogramKind>(std::max(0, kinds_->currentIndex()));
}

void HistogramView::add_interest(Interest& interest) const {
  interest.histograms[static_cast<std::size_t>(kind())] = true;
}

QList<QWidget*> HistogramView::title_controls() {
  return {kinds_, scales_};
}

void HistogramView::choose_kind() {
  drop_mark();
  show_again();
}

HistogramPicture HistogramView::make_picture(const QRect& area, const Theme& theme,
                                             const QString& title) const {
  if (!snapshot() || snapshot()->runs.empty()) return {};
  // Before the first step feedback and update are all zeros.
  if (kind() != HistogramKind::weights && snapshot()->position.step == 0) return {};
  const AxisWords words = axis_words(kind());
  const bool is_logarithmic = scales_->current() == 1;
  return HistogramPicture(
      {.snapshot = *snapshot(),
       .runs = runs_.shown(),
       .is_difference = runs_.is_difference(),
       .kind = kind(),
       .logarithmic = is_logarithmic,
       .area = area,
       .theme = theme,
       .title = title,
       .x_title = words.value,
       .y_title = is_logarithmic ? tr("%1, logarithmic").arg(words.counted) : words.counted});
}

void HistogramView::runs_chosen() {
  drop_mark();
  show_again();
}

void HistogramView::refresh() {
  pace_.ask(snapshot()->running);
}

void HistogramView::show_again() {
  if (!snapshot() || !isVisible()) return;
  picture_ = make_picture(rect(), theme(), {});
  const bool is_new = kind() != HistogramKind::weights && snapshot()->position.step == 0;
  invite(is_new ? tr("Once trained: how these numbers are distributed in every layer") : QString());
  update();
}

QString HistogramView::empty_sentence() const {
  if (!snapshot()) return {};
  if (kind() != HistogramKind::weights && snapshot()->position.step == 0)
    return tr("Not trained yet. Press Space");
  const bool is_answered = snapshot()->interest.histograms[static_cast<std::size_t>(kind())];
  if (kind() == HistogramKind::updates && is_answered)
    return tr("Updates are kept from the next step on. Press /");
  return is_answered ? tr("No layer here has weights. Add one in the Set-up")
                     : QString();  // otherwise they will come with a later snapshot
}

void HistogramView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (picture_.is_empty()) {
    paint_empty(painter, rect(), theme(), empty_sentence());
  } else {
    picture_.paint(painter, theme());
    if (mark_ && mark_->plot < picture_.plots().size()) {
      const auto& plot = picture_.plots()[mark_->plot];
      const QRectF bin = plot.bin_area(std::min(mark_->bin, plot.bins() - 1));
      painter.setPen(QPen(theme().text, 1, Qt::DotLine));
      painter.drawRect(bin.adjusted(0, 0, -1, -1));
    }
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void HistogramView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  show_again();
}

void HistogramView::mouseMoveEvent(QMouseEvent* event) {
  const HistogramPicture::Plot* plot = picture_.plot_at(event->position().toPoint());
  if (plot == nullptr) return drop_mark();
  mark(static_cast<std::size_t>(plot - picture_.plots().data()), plot->bin_at(event->position().x()));
}

/// A click on a layer's plot chooses the layer.
void HistogramView::mousePressEvent(QMouseEvent* event) {
  const HistogramPicture::Plot* plot = picture_.plot_at(event->position().toPoint());
  if (plot != nullptr && event->button() == Qt::LeftButton) focus().set_layer(plot->layer);
}

void HistogramView::mark(std::size_t at, std::size_t bin) {
  mark_ = Mark{at, bin};
  update();
  const HistogramPicture::Plot& plot = picture_.plots()[at];
  QStringList lines{tr("%1 to %2").arg(number_text(plot.edge(bin), 4), number_text(plot.edge(bin + 1), 4))};
  for (const auto& outline : plot.outlines) {
    if (picture_.is_difference()) {
      lines << tr("A − B: %1 values").arg(signed_text(outline.counts[bin], 0));
      continue;
    }
    QString line = tr("%1  %2 of %3")
                       .arg(run_letter(static_cast<int>(outline.run)),
                            count_text(std::llround(outline.counts[bin])), count_text(outline.count));
    line += tr(" · mean %1, σ %2").arg(number_text(outline.mean, 4), number_text(outline.deviation, 4));
    if (outline.zeros > 0) line += tr(" · %1 exactly 0").arg(count_text(outline.zeros));
    lines << line;
  }
  show_cell_tip(*this, plot.bin_area(bin).toAlignedRect(), plot.title, lines);
}

void HistogramView::drop_mark() {
  hide_cell_tip();
  if (!mark_) return;
  mark_.reset();
  update();
}

void HistogramView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  drop_mark();
}

bool HistogramView::move_mark(int key) {
  if (picture_.is_empty() || key < Qt::Key_Left || key > Qt::Key_Down) return false;
  const auto last_plot = static_cast<std::int64_t>(picture_.plots().size()) - 1;
  const Mark now = mark_.value_or(Mark{0, picture_.plots().front().bins() / 2});
  const int down = !mark_ ? 0 : key == Qt::Key_Up ? -1 : key == Qt::Key_Down ? 1 : 0;
  const int across = !mark_ ? 0 : key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : 0;
  const auto plot = std::clamp<std::int64_t>(static_cast<std::int64_t>(now.plot) + down, 0, last_plot);
  const auto last_bin =
      static_cast<std::int64_t>(picture_.plots()[static_cast<std::size_t>(plot)].bins()) - 1;
  const auto bin = std::clamp<std::int64_t>(static_cast<std::int64_t>(now.bin) + across, 0, last_bin);
  mark(static_cast<std::size_t>(plot), static_cast<std::size_t>(bin));
  return true;
}

void HistogramView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && mark_) {
    drop_mark();
  } else if (event->key() == Qt::Key_L) {
    scales_->set_current(1 - scales_->current());
    show_again();
  } else if (!(hasFocus() && snapshot() && runs_.choose_by_key(event->key())) && !move_mark(event->key())) {
    View::keyPressEvent(event);
  }
}

void HistogramView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  const QString title =
      runs_.is_difference() ? tr("%1: A − B").arg(kinds_->currentText()) : kinds_->currentText();
  const HistogramPicture picture = make_picture(area, theme, title);
  if (picture.is_empty()) {
    paint_empty(painter, area, theme, empty_sentence());
  } else {
    picture.paint(painter, theme);
  }
}

ExportWork HistogramView::table() const {
  const HistogramPicture picture = make_picture(rect(), theme(), {});
  if (picture.is_empty()) return {};
  QString text = QStringLiteral("run,layer,from,to,count\n");
  for (const auto& plot : picture.plots()) {
    for (const auto& outline : plot.outlines) {
      const QString run = picture.is_difference()
                              ? tr("A − B")
                              : QString::fromStdString(csv_field(snapshot()->runs[outline.run].name));
      for (std::size_t bin = 0; bin < plot.bins(); ++bin)
        text += QStringLiteral("%1,%2,%3,%4,%5\n")
                    .arg(run)
                    .arg(plot.layer + 1)
                    .arg(csv_number(static_cast<float>(plot.edge(bin))),
                         csv_number(static_cast<float>(plot.edge(bin + 1))))
                    .arg(std::llround(outline.counts[bin]));
    }
  }
  return finished(text);
}

ViewEntry histogram_view_entry() {
  return {.name = QStringLiteral("histograms"),
          .title = HistogramView::tr("Histograms"),
          .summary = HistogramView::tr("How weights, feedback and updates of every layer are distributed"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new HistogramView(focus, parent); }};
}

}  // namespace lfp
