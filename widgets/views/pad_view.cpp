#include "widgets/views/pad_view.h"

#include "core/exchange/csv_text.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/views/confusion_picture.h"
#include "widgets/views/focus.h"
#include "widgets/views/heat_words.h"
#include "widgets/views/network_input_image.h"
#include "widgets/views/pad_input.h"
#include "widgets/views/score.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QTabletEvent>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace lfp {

namespace {

constexpr int ink_side = 280;
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
  pens_->addItems({tr("Thin pen"), tr("Medium pen"), tr("Thick pen")});
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
  const auto runs = snapshot() ? static_cast<int>(snapshot()->runs.size()) : 1;
  Places result;
  const QRect inside = area.adjusted(margin, margin, -margin, -margin);
  const int side = std::max(theme.px(40), std::min(inside.height() - hint, inside.width() * 9 / 20));
  result.canvas = QRect(inside.left(), inside.top(), side, side);
  QRect rest = inside;
  rest.setLeft(result.canvas.right() + theme.px(14));
  const int seen = std::clamp(rest.height() / 4, theme.px(28), theme.px(84));
  const int width = std::min(seen, rest.width() / std::max(1, runs) - theme.px(8));
  result.seen = QRect(rest.left(), rest.top(), rest.width(), width);
  result.classes = rest.adjusted(0, width + theme.px(8), 0, 0);
  const auto classes = snapshot() && snapshot()->dataset ? snapshot()->dataset->classes : 1;
  result.row_height =
      std::clamp(result.classes.height() / std::max<int>(1, classes), theme.px(14), theme.px(26));
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

void PadView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  for (const std::int32_t label : shown_classes(places(rect(), theme())))
    if (class_area(label).contains(event->position().toPoint()))
      return choose_label(label == this->label() ? -1 : label);
  begin_stroke(event->position(), 1.0);
}

void PadView::mouseMoveEvent(QMouseEvent* event) {
  if (is_drawing_) return go_on(event->position(), 1.0);
  const QPoint point = event->position().toPoint();
  setCursor(can_draw() && canvas_area().contains(point) ? Qt::CrossCursor : Qt::ArrowCursor);
  for (const std::int32_t label : shown_classes(places(rect(), theme())))
    if (class_area(label).contains(point)) return show_tip(label);
  hide_cell_tip();
}

void PadView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) is_drawing_ = false;
}

/// A pen that knows pressure draws lines of its width.
void PadView::tabletEvent(QTabletEvent* event) {
  const double pressure = 0.4 + 0.8 * event->pressure();
  if (event->type() == QEvent::TabletPress && canvas_area().contains(event->position().toPoint())) {
    begin_stroke(event->position(), pressure);
  } else if (event->type() == QEvent::TabletMove && is_drawing_) {
    go_on(event->position(), pressure);
  } else if (event->type() == QEvent::TabletRelease && is_drawing_) {
    is_drawing_ = false;
  } else {
    return event->ignore();  // then it comes as a mouse event
  }
  event->accept();
}

void PadView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void PadView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Backspace:
      return undo();
    case Qt::Key_Delete:
      return clear();
    case Qt::Key_Plus:
      return pens_->setCurrentIndex(std::min(2, pens_->currentIndex() + 1));
    case Qt::Key_Minus:
      return pens_->setCurrentIndex(std::max(0, pens_->currentIndex() - 1));
    case Qt::Key_Down:
      return choose_label(std::min(label() + 1, labels_->count() - 2));
    case Qt::Key_Up:
      return choose_label(std::max(label() - 1, -1));
    default:
      View::keyPressEvent(event);
  }
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

void PadView::show_tip(std::int32_t label) {
  QStringList lines;
  const auto at = static_cast<std::size_t>(label);
  for (std::size_t run = 0; run < snapshot()->runs.size(); ++run) {
    const auto& drawn = snapshot()->runs[run].drawn;
    if (!input_ || !drawn || at >= drawn->probabilities.size()) continue;
    lines << tr("%1  %2").arg(run_letter(static_cast<int>(run)),
                              percent_text(static_cast<double>(drawn->probabilities[at])));
  }
  lines << tr("Click to make it the label");
  show_cell_tip(*this, class_area(label), class_names(*snapshot()).value(label), lines);
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
                         .elidedText(tr("Backspace: undo · Delete: clear"), Qt::ElideRight, hint.width()));
  }
  paint_seen(painter, shown, theme, range);
  const auto classes = shown_classes(shown);
  for (std::size_t row = 0; row < classes.size(); ++row) {
    const QRect place(shown.classes.left(), shown.classes.top() + static_cast<int>(row) * shown.row_height,
                      shown.classes.width(), shown.row_height);
    paint_class(painter, place, classes[row], theme);
  }
}

/// For each run what the network sees, with a label under the feedback that arrives there, and the answer.
void PadView::paint_seen(QPainter& painter, const Places& shown, const Theme& theme,
                         HeatRange& shared) const {
  const auto& runs = snapshot()->runs;
  std::vector<float> all;
  for (const RunSnapshot& run : runs)
    if (run.drawn) all.insert(all.end(), run.drawn->input_feedback.begin(), run.drawn->input_feedback.end());
  const float range = all.empty() ? 0.0F : shared.follow(QStringLiteral("feedback of inputs"), false, [&] {
    return symmetric_range(all);
  });
  const auto count = static_cast<int>(runs.size());
  for (int run = 0; run < count; ++run) {
    const auto& drawn = runs[static_cast<std::size_t>(run)].drawn;
    const QRect place(shown.seen.left() + shown.seen.width() * run / count, shown.seen.top(),
                      shown.seen.width() / count, shown.seen.height());
    const QRect square(place.left(), place.top(), place.height(), place.height());
    painter.setPen(theme.separator);
    painter.drawRect(square.adjusted(0, 0, -1, -1));
    const QRect words = place.adjusted(square.width() + theme.px(8), 0, 0, 0);
    const int badge = theme.px(18);
    paint_badge(painter, QRect(words.left(), words.top(), badge, badge), run, theme);
    if (!input_ || !drawn) continue;
    const QImage seen = sample_image(*snapshot()->dataset, *input_, theme);
    const bool has_feedback = label() >= 0 && !drawn->input_feedback.empty();
    painter.drawImage(square.adjusted(1, 1, -1, -1),
                      has_feedback ? input_feedback_image(snapshot()->dataset->shape, drawn->input_feedback,
                                                          range, theme, seen)
                                   : seen);
    const QString name = class_names(*snapshot()).value(drawn->prediction);
    painter.setFont(theme.large());
    painter.setPen(theme.text);
    const QRect answer = words.adjusted(0, badge + theme.px(2), -theme.px(6), 0);
    painter.drawText(answer, Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, answer.width()));
  }
}

/// The class's name, and a bar with its probability for each run.
void PadView::paint_class(QPainter& painter, const QRect& row, std::int32_t label, const Theme& theme) const {
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
  const auto runs = static_cast<int>(snapshot()->runs.size());
  const int number = metrics.horizontalAdvance(percent_text(1.0));
  const QRect rest = row.adjusted(theme.px(8) + widest + theme.px(8), 0, 0, 0);
  for (int run = 0; run < runs; ++run) {
    const auto& drawn = snapshot()->runs[static_cast<std::size_t>(run)].drawn;
    const QRect place(rest.left() + rest.width() * run / runs, rest.top(), rest.width() / runs,
                      rest.height());
    const int length = std::max(0, place.width() - number - theme.px(18));
    const int thickness = theme.px(6);
    const QRect bar(place.left(), place.center().y() - thickness / 2, length, thickness);
    painter.fillRect(bar, theme.grid_line);
    const auto at = static_cast<std::size_t>(label);
    if (!input_ || !drawn || at >= drawn->probabilities.size()) continue;
    const auto probability = static_cast<double>(drawn->probabilities[at]);
    const QColor colour = run_line_pen(run, theme).color();
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * probability, bar.height()), colour);
    QFont font = theme.small();
    font.setBold(drawn->prediction == label);
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(place.adjusted(0, 0, -theme.px(8), 0), Qt::AlignRight | Qt::AlignVCenter,
                     percent_text(probability));
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

QString PadView::csv() const {
  if (!can_draw() || !input_) return {};
  QString text = QStringLiteral("run,class,probability\n");
  const QStringList classes = class_names(*snapshot());
  bool has_any = false;
  for (const RunSnapshot& run : snapshot()->runs) {
    if (!run.drawn) continue;
    for (std::size_t label = 0; label < run.drawn->probabilities.size(); ++label) {
      has_any = true;
      text +=
          QStringLiteral("%1,%2,%3\n")
              .arg(QString::fromStdString(csv_field(run.name)),
                   QString::fromStdString(csv_field(classes.value(static_cast<int>(label)).toStdString())),
                   csv_number(run.drawn->probabilities[label]));
    }
  }
  return has_any ? text : QString();
}

ViewEntry pad_view_entry() {
  return {.name = QStringLiteral("pad"),
          .object_name = QStringLiteral("dock.pad"),
          .title = PadView::tr("Drawing pad"),
          .summary = PadView::tr("Draw an image and see what every run makes of it, and its feedback"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new PadView(focus, parent); }};
}

}  // namespace lfp
