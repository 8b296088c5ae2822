#include "widgets/views/pad/pad_view.h"

#include "widgets/controls/marks.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/views/boundary/boundary_run_grid.h"
#include "widgets/views/confusion/confusion_picture.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/heat/heat_words.h"
#include "widgets/views/network/scene/network_input_image.h"
#include "widgets/views/pad/pad_input.h"
#include "widgets/views/score.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace lfp {

namespace {

constexpr int ink_side = 280;
constexpr int badge_side = 18;
constexpr int least_row = 13;
constexpr double pen_widths[] = {14, 22, 34};  // in the ink's pixels

}  // namespace

PadView::PadView(Focus& focus, QWidget* parent)
    : View(focus, parent), ink_(ink_side, ink_side, QImage::Format_Grayscale8) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  ink_.fill(0);
  QWidget* shelf = title_shelf(*this);
  pens_ = new QComboBox(shelf);
  pens_->setAccessibleName(tr("Pen"));
  pens_->setToolTip(tr("Width of the pen (+ and −)"));
  pens_->addItems({tr("Thin"), tr("Medium"), tr("Thick")});
  pens_->setCurrentIndex(1);
  labels_ = new QComboBox(shelf);
  labels_->setAccessibleName(tr("Label of the drawing"));
  labels_->setToolTip(tr("With a label the feedback to the drawing is shown"));
  undo_ = new QToolButton(shelf);
  undo_->setToolTip(tr("Take back the last stroke (Backspace)"));
  undo_->setAccessibleName(tr("Undo stroke"));
  clear_ = new QToolButton(shelf);
  clear_->setText(tr("Clear"));
  clear_->setToolTip(tr("Clear the pad (Delete)"));
  for (QComboBox* combo : {pens_, labels_}) combo->setFixedHeight(theme().px(22));
  connect(undo_, &QToolButton::clicked, this, &PadView::undo);
  connect(clear_, &QToolButton::clicked, this, &PadView::clear);
  connect(labels_, &QComboBox::activated, this, [this](int index) { choose_label(index - 1); });
}

void PadView::set_theme(const Theme& theme) {
  for (QComboBox* combo : {pens_, labels_}) combo->setFixedHeight(theme.px(22));
  undo_->setIcon(quiet_icon(QStringLiteral("undo"), theme));
  clear_->setFont(theme.small());
  clear_->setMinimumWidth(QFontMetrics(theme.small()).horizontalAdvance(clear_->text()) + theme.px(16));
  View::set_theme(theme);
}

void PadView::add_interest(Interest& interest) const {
  if (!input_) return;
  interest.drawn = input_;
  interest.drawn_label = label();
}

QList<QWidget*> PadView::title_controls() {
  return {pens_, labels_, undo_, clear_};
}

void PadView::runs_chosen() {
  hide_cell_tip();
  range_.reset();
  update();
}

bool PadView::is_difference() const {
  return snapshot() && shows_difference(*snapshot());
}

/// A column each, with what it says of the drawing; one that has not answered is left out.
std::vector<PadView::Answer> PadView::answers() const {
  const auto& runs = snapshot()->runs;
  std::vector<Answer> result;
  for (const std::size_t run : shown_runs(*snapshot())) {
    result.push_back({.run = static_cast<int>(run)});
    if (!input_ || !runs[run].drawn || (is_difference() && !runs[1].drawn)) continue;
    Answer& answer = result.back();
    const SampleSnapshot& own = *runs[run].drawn;
    answer.predictions = {own.prediction};
    answer.probabilities = own.probabilities;
    answer.feedback = own.input_feedback;
    if (!is_difference()) continue;
    const SampleSnapshot& other = *runs[1].drawn;
    const auto subtract = [](std::vector<float>& from, const std::vector<float>& what) {
      for (std::size_t at = 0; at < std::min(from.size(), what.size()); ++at) from[at] -= what[at];
    };
    answer.predictions.push_back(other.prediction);
    subtract(answer.probabilities, other.probabilities);
    subtract(answer.feedback, other.input_feedback);
  }
  return result;
}

bool PadView::can_draw() const {
  return snapshot() && snapshot()->dataset && snapshot()->dataset->shape.is_image() &&
         !learns_values(*snapshot());
}

QString PadView::empty_sentence() const {
  return tr("Only for classes of images. Choose digits under Data");
}

std::int32_t PadView::label() const {
  return std::max(-1, labels_->currentIndex() - 1);
}

void PadView::choose_label(std::int32_t label) {
  labels_->setCurrentIndex(label + 1);
  emit interest_changed();
  update();
}

void PadView::list_labels() {
  QStringList items{tr("No label")};
  for (const QString& name : class_names(*snapshot())) items << tr("Label %1").arg(name);
  if (items.size() == labels_->count() && items.last() == labels_->itemText(labels_->count() - 1)) return;
  const QSignalBlocker blocker(labels_);
  labels_->clear();
  labels_->addItems(items);
}

void PadView::refresh() {
  if (can_draw()) list_labels();
  if (dataset_ != snapshot()->dataset) {
    dataset_ = snapshot()->dataset;
    take_drawing();
  }
  update();
}

PadView::Places PadView::places(const QRect& area, const Theme& theme) const {
  const int margin = theme.px(10);
  const int hint = QFontMetrics(theme.small()).height() + theme.px(4);
  const int runs = snapshot() ? std::max(1, static_cast<int>(shown_runs(*snapshot()).size())) : 1;
  Places result;
  const QRect inside = area.adjusted(margin, margin, -margin, -margin);
  const int side = std::max(theme.px(40), std::min(inside.height() - hint, inside.width() * 9 / 20));
  result.canvas = QRect(inside.left(), inside.top(), side, side);
  QRect rest = inside;
  rest.setLeft(result.canvas.right() + theme.px(14));
  const auto classes = snapshot() && snapshot()->dataset ? snapshot()->dataset->classes : 1;
  // The pictures of what runs see give way to the classes.
  const int below = rest.height() - theme.px(8) - std::max<int>(1, classes) * theme.px(least_row);
  const int seen = std::clamp(std::min(rest.height() / 4, below), theme.px(28), theme.px(84));
  const int width = std::min(seen, rest.width() / runs - theme.px(badge_side + 16));
  result.seen = QRect(rest.left(), rest.top(), rest.width(), width);
  result.classes = rest.adjusted(0, width + theme.px(8), 0, 0);
  result.row_height =
      std::clamp(result.classes.height() / std::max<int>(1, classes), theme.px(least_row), theme.px(26));
  return result;
}

double PadView::pen_width() const {
  return pen_widths[std::clamp(pens_->currentIndex(), 0, 2)];
}

void PadView::begin_stroke(const QPointF& at, double pressure) {
  const QRect canvas = canvas_area();
  if (!can_draw() || !canvas.contains(at.toPoint())) return;
  is_drawing_ = true;
  strokes_.emplace_back();
  go_on(at, pressure);
}

void PadView::go_on(const QPointF& at, double pressure) {
  const QRect canvas = canvas_area();
  const QPointF place = (at - canvas.topLeft()) * ink_side / std::max(1, canvas.width());
  strokes_.back().push_back({place, pen_width() * pressure});
  draw_last(strokes_.back());
  take_drawing();
}

/// Adds the stroke's last piece to the ink.
void PadView::draw_last(const Stroke& stroke) {
  QPainter painter(&ink_);
  painter.setRenderHint(QPainter::Antialiasing);
  const Dot& to = stroke.back();
  const Dot& from = stroke.size() > 1 ? stroke[stroke.size() - 2] : to;
  painter.setPen(QPen(Qt::white, to.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  if (from.at == to.at) {
    painter.drawPoint(to.at);
  } else {
    painter.drawLine(from.at, to.at);
  }
}

void PadView::draw_again() {
  ink_.fill(0);
  for (const Stroke& stroke : strokes_) {
    Stroke grown;
    for (const Dot& dot : stroke) {
      grown.push_back(dot);
      draw_last(grown);
    }
  }
  take_drawing();
}

void PadView::take_drawing() {
  std::vector<float> input = can_draw() ? input_of_drawing(ink_, *snapshot()->dataset) : std::vector<float>();
  input_ = input.empty() ? nullptr : std::make_shared<const std::vector<float>>(std::move(input));
  undo_->setEnabled(!strokes_.empty());
  clear_->setEnabled(!strokes_.empty());
  emit interest_changed();
  update();
}

void PadView::clear() {
  strokes_.clear();
  draw_again();
}

void PadView::undo() {
  if (strokes_.empty()) return;
  strokes_.pop_back();
  draw_again();
}

/// All of them, or as many as there is room for: those that the first run finds likeliest.
std::vector<std::int32_t> PadView::shown_classes(const Places& places) const {
  if (!can_draw()) return {};
  std::vector<std::int32_t> classes(static_cast<std::size_t>(snapshot()->dataset->classes));
  std::iota(classes.begin(), classes.end(), 0);
  const auto room = static_cast<std::size_t>(std::max(1, places.classes.height() / places.row_height));
  if (classes.size() <= room) return classes;
  const auto& drawn = snapshot()->runs.front().drawn;
  if (drawn && drawn->probabilities.size() == classes.size())
    std::ranges::stable_sort(classes, std::ranges::greater(), [&](std::int32_t label) {
      return drawn->probabilities[static_cast<std::size_t>(label)];
    });
  classes.resize(room);
  return classes;
}

QRect PadView::class_area(std::int32_t label) const {
  const Places shown = places(rect(), theme());
  const auto classes = shown_classes(shown);
  const auto found = std::ranges::find(classes, label);
  if (found == classes.end()) return {};
  const auto row = static_cast<int>(found - classes.begin());
  return {shown.classes.left(), shown.classes.top() + row * shown.row_height, shown.classes.width(),
          shown.row_height};
}

void PadView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (can_draw()) {
    paint_pad(painter, places(rect(), theme()), theme(), range_, false);
  } else {
    paint_empty(painter, rect(), theme(), empty_sentence());
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void PadView::paint_pad(QPainter& painter, const Places& shown, const Theme& theme, HeatRange& range,
                        bool is_figure) const {
  QImage ink(ink_.constBits(), ink_.width(), ink_.height(), ink_.bytesPerLine(), QImage::Format_Indexed8);
  QList<QRgb> inks;
  for (int grey = 0; grey < 256; ++grey) inks << blended(theme.text, theme.base, grey / 255.0).rgb();
  ink.setColorTable(inks);
  painter.save();
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(shown.canvas, ink);
  painter.restore();
  painter.setPen(theme.control_border);
  painter.drawRect(shown.canvas.adjusted(0, 0, -1, -1));
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  if (strokes_.empty())
    painter.drawText(shown.canvas.adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Draw here with mouse or pen"));
  if (!is_figure) {
    const QRect hint(shown.canvas.left(), shown.canvas.bottom() + theme.px(3), shown.canvas.width(),
                     QFontMetrics(theme.small()).height());
    painter.drawText(hint, Qt::AlignLeft,
                     QFontMetrics(theme.small())
                         .elidedText(tr("Backspace undo · Del clear"), Qt::ElideRight, hint.width()));
  }
  paint_seen(painter, shown, theme, range);
  const auto classes = shown_classes(shown);
  const auto columns = answers();
  for (std::size_t row = 0; row < classes.size(); ++row) {
    const QRect place(shown.classes.left(), shown.classes.top() + static_cast<int>(row) * shown.row_height,
                      shown.classes.width(), shown.row_height);
    paint_class(painter, place, classes[row], columns, theme);
  }
}

QRect PadView::seen_column(const QRect& seen, std::size_t column, std::size_t columns) const {
  const auto at = static_cast<int>(column);
  const auto count = static_cast<int>(columns);
  return {seen.left() + seen.width() * at / count, seen.top(), seen.width() / count, seen.height()};
}

QRect PadView::seen_area(std::size_t column) const {
  const QRect seen = places(rect(), theme()).seen;
  return {seen_column(seen, column, answers().size()).topLeft(), QSize(seen.height(), seen.height())};
}

/// For each run what the network sees, with a label under the feedback that arrives there, and the answer.
void PadView::paint_seen(QPainter& painter, const Places& shown, const Theme& theme,
                         HeatRange& shared) const {
  const auto columns = answers();
  std::vector<float> all;
  for (const Answer& answer : columns) all.insert(all.end(), answer.feedback.begin(), answer.feedback.end());
  const float range = all.empty() ? 0.0F : shared.follow(QStringLiteral("feedback of inputs"), false, [&] {
    return symmetric_range(all);
  });
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const Answer& answer = columns[column];
    const QRect place = seen_column(shown.seen, column, columns.size());
    const QRect square(place.topLeft(), QSize(place.height(), place.height()));
    painter.setPen(theme.separator);
    painter.drawRect(square.adjusted(0, 0, -1, -1));
    const QRect words = place.adjusted(square.width() + theme.px(8), 0, 0, 0);
    const int badge = theme.px(badge_side);
    const QRect heading(words.left(), words.top(), is_difference() ? words.width() : badge, badge);
    if (is_difference())
      paint_difference_heading(painter, heading, {}, theme);
    else
      paint_badge(painter, heading, answer.run, theme);
    if (answer.predictions.empty()) continue;
    const QImage seen = sample_image(*snapshot()->dataset, *input_, theme);
    const bool has_feedback = label() >= 0 && !answer.feedback.empty();
    painter.drawImage(
        square.adjusted(1, 1, -1, -1),
        has_feedback ? input_feedback_image(snapshot()->dataset->shape, answer.feedback, range, theme, seen)
                     : seen);
    painter.setFont(theme.large());
    painter.setPen(theme.text);
    const QRect below = words.adjusted(0, badge + theme.px(2), -theme.px(6), 0);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(answer_text(answer), Qt::ElideRight, below.width()));
  }
}

/// The class, or of the difference both where they are unlike.
QString PadView::answer_text(const Answer& answer) const {
  const QStringList classes = class_names(*snapshot());
  const QString first = classes.value(answer.predictions.front());
  const bool is_unlike = answer.predictions.front() != answer.predictions.back();
  return is_unlike ? tr("%1, not %2").arg(first, classes.value(answer.predictions.back())) : first;
}

/// The class's name, and a bar with its probability for each run; of the difference from the middle, in the
/// colours of signs.
void PadView::paint_class(QPainter& painter, const QRect& row, std::int32_t label,
                          const std::vector<Answer>& columns, const Theme& theme) const {
  if (label == this->label()) {
    painter.fillRect(row, theme.selection);
    painter.fillRect(row.left(), row.top(), theme.px(3), row.height(), theme.accent);
  }
  painter.setFont(theme.small());
  const QFontMetrics metrics = painter.fontMetrics();
  const QStringList classes = class_names(*snapshot());
  int widest = 0;
  for (const QString& name : classes) widest = std::max(widest, metrics.horizontalAdvance(name));
  widest = std::min(widest, row.width() / 4);
  painter.setPen(theme.text);
  painter.drawText(row.adjusted(theme.px(8), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(classes.value(label), Qt::ElideRight, widest));
  const auto count = static_cast<int>(columns.size());
  const int number = metrics.horizontalAdvance(is_difference() ? points_text(-1.0) : percent_text(1.0));
  const QRect rest = row.adjusted(theme.px(8) + widest + theme.px(8), 0, 0, 0);
  for (int column = 0; column < count; ++column) {
    const Answer& answer = columns[static_cast<std::size_t>(column)];
    const QRect place(rest.left() + rest.width() * column / count, rest.top(), rest.width() / count,
                      rest.height());
    const int length = std::max(0, place.width() - number - theme.px(18));
    const int thickness = theme.px(6);
    const QRect bar(place.left(), place.center().y() - thickness / 2, length, thickness);
    painter.fillRect(bar, theme.grid_line);
    const auto at = static_cast<std::size_t>(label);
    if (at >= answer.probabilities.size()) continue;
    const auto probability = static_cast<double>(answer.probabilities[at]);
    if (is_difference())
      paint_difference_bar(painter, bar, probability, theme);
    else
      painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * probability, bar.height()),
                       run_line_pen(answer.run, theme).color());
    QFont font = theme.small();
    font.setBold(std::ranges::find(answer.predictions, label) != answer.predictions.end());
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(place.adjusted(0, 0, -theme.px(8), 0), Qt::AlignRight | Qt::AlignVCenter,
                     is_difference() ? points_text(probability) : percent_text(probability));
  }
}

void PadView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (!can_draw()) return paint_empty(painter, area, theme, empty_sentence());
  const int line = QFontMetrics(theme.bold()).height() + theme.px(6);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(area.adjusted(theme.px(10), theme.px(6), 0, 0), Qt::AlignLeft | Qt::AlignTop,
                   tr("A drawing and what the runs make of it"));
  HeatRange range;
  range.copy_for_figure(range_);
  paint_pad(painter, places(area.adjusted(0, line, 0, 0), theme), theme, range, true);
}

ExportWork PadView::table() const {
  if (!can_draw() || !input_) return {};
  TableText table("run,class,probability");
  const QStringList classes = class_names(*snapshot());
  for (const Answer& answer : answers()) {
    const auto run = static_cast<std::size_t>(answer.run);
    const auto start =
        TableText::start(is_difference() ? tr("A − B") : QString::fromStdString(snapshot()->runs[run].name));
    for (std::size_t label = 0; label < answer.probabilities.size(); ++label)
      table.row(start, classes.value(static_cast<int>(label)), answer.probabilities[label]);
  }
  return table.finished();
}

ViewEntry pad_view_entry() {
  return {.name = QStringLiteral("pad"),
          .object_name = QStringLiteral("dock.pad"),
          .title = PadView::tr("Drawing pad"),
          .summary = PadView::tr("Draw an image and see what every run makes of it, and its feedback"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new PadView(focus, parent); }};
}

}  // namespace lfp
