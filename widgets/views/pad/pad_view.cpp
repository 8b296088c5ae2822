#include "widgets/views/pad/pad_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/score.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/pad/pad_input.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>
#include <numeric>

namespace lfp {

namespace {

constexpr int badge_side = 18;
constexpr int least_row = 13;
constexpr int button_height = 22;
constexpr double pen_widths[] = {14, 22, 34};  // in pixels of the ink image

}  // namespace

PadView::PadView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &PadView::runs_chosen);
  QWidget* shelf = title_shelf(*this);
  pens_ = new QComboBox(shelf);
  pens_->setAccessibleName(tr("Pen"));
  pens_->setToolTip(tr("Width of the pen (+ and −)"));
  pens_->addItems({tr("Thin"), tr("Medium"), tr("Thick")});
  pens_->setCurrentIndex(1);
  labels_ = new QComboBox(shelf);
  labels_->setAccessibleName(tr("Label of the drawing"));
  labels_->setToolTip(tr("With a label the feedback to the drawing is shown"));
  undo_ = new QToolButton(this);
  undo_->setToolTip(tr("Take back the last stroke (Backspace)"));
  undo_->setAccessibleName(tr("Undo stroke"));
  clear_ = new QToolButton(this);
  clear_->setText(tr("Clear"));
  clear_->setToolTip(tr("Clear the pad (Delete)"));
  as_sample_ = new QToolButton(this);
  as_sample_->setText(tr("As sample"));
  as_sample_->setCheckable(true);
  as_sample_->setFocusPolicy(Qt::TabFocus);
  as_sample_->setToolTip(
      tr("<b>As sample</b><br>Network, Inspector, Ledger, Maps and Human feedback show the drawing in place "
         "of a "
         "sample of the data, until another one is chosen"));
  connect(as_sample_, &QToolButton::toggled, this, &PadView::hand_on_drawing);
  connect(&this->focus(), &Focus::sample_changed, this, &PadView::follow_sample);
  connect(undo_, &QToolButton::clicked, this, &PadView::undo);
  connect(clear_, &QToolButton::clicked, this, &PadView::clear);
  connect(labels_, &QComboBox::activated, this, [this](int index) { choose_label(index - 1); });
}

void PadView::use_theme() {
  undo_->setIcon(quiet_icon(QStringLiteral("undo"), theme()));
  undo_->setIconSize(QSize(theme().px(14), theme().px(14)));
  for (QToolButton* button : {as_sample_, clear_}) button->setFont(theme().small());
  place_buttons();
}

void PadView::add_interest(Interest& interest) const {
  if (!input_) return;
  interest.drawn = input_;
  interest.drawn_label = label();
}

QList<QWidget*> PadView::title_controls() {
  return {pens_, labels_};
}

void PadView::runs_chosen() {
  hide_cell_tip();
  range_.reset();
  update();
}

bool PadView::is_difference() const {
  return snapshot() && runs_.is_difference();
}

/// Returns one answer per column; runs that have not answered yet are left out.
std::vector<PadView::Answer> PadView::answers() const {
  const auto& runs = snapshot()->runs;
  std::vector<Answer> result;
  for (const std::size_t run : runs_.shown()) {
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
  return tr("Classification of images only. Choose digits under Data");
}

std::int32_t PadView::label() const {
  return std::max(-1, labels_->currentIndex() - 1);
}

void PadView::choose_label(std::int32_t label) {
  labels_->setCurrentIndex(label + 1);
  if (as_sample_->isChecked()) hand_on_drawing();
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
  place_buttons();
  update();
}

PadView::Places PadView::places(const QRect& area, const Theme& theme) const {
  const int margin = theme.px(10);
  const int button = theme.px(button_height + 4);
  const int runs = snapshot() ? std::max(1, static_cast<int>(runs_.shown().size())) : 1;
  Places result;
  const QRect inside = area.adjusted(margin, margin, -margin, -margin);
  const int side = std::max(theme.px(40), std::min(inside.height() - button, inside.width() * 9 / 20));
  result.canvas = QRect(inside.left(), inside.top(), side, side);
  QRect rest = inside;
  rest.setLeft(result.canvas.right() + theme.px(14));
  const auto classes = snapshot() && snapshot()->dataset ? snapshot()->dataset->classes : 1;
  // The pictures of the network's input shrink to leave room for the classes.
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
  ink_.begin(dot_at(at, pressure));
  take_drawing();
}

PadInk::Dot PadView::dot_at(const QPointF& at, double pressure) const {
  const QRect canvas = canvas_area();
  return {(at - canvas.topLeft()) * PadInk::side / std::max(1, canvas.width()), pen_width() * pressure};
}

void PadView::go_on(const QPointF& at, double pressure) {
  ink_.go_on(dot_at(at, pressure));
  take_drawing();
}

void PadView::take_drawing() {
  const bool is_sample = as_sample_->isChecked();
  std::vector<float> input =
      can_draw() ? input_of_drawing(ink_.image(), *snapshot()->dataset) : std::vector<float>();
  input_ = input.empty() ? nullptr : std::make_shared<const std::vector<float>>(std::move(input));
  undo_->setEnabled(!ink_.is_empty());
  clear_->setEnabled(!ink_.is_empty());
  as_sample_->setEnabled(input_ != nullptr);
  if (is_sample) hand_on_drawing();
  update();
}

/// Uses the drawing in place of the sample in all views, or stops doing so.
void PadView::hand_on_drawing() {
  std::optional<Drawing> drawing;
  if (as_sample_->isChecked() && input_) drawing = Drawing{.input = input_, .label = label()};
  focus().set_drawing(std::move(drawing));
}

void PadView::follow_sample() {
  const QSignalBlocker blocker(as_sample_);
  as_sample_->setChecked(input_ && focus().drawing() && focus().drawing()->input == input_);
}

/// Places the buttons below the canvas because the title of a small dock has no room for them.
void PadView::place_buttons() {
  const QRect canvas = canvas_area();
  QPoint place(canvas.left(), canvas.bottom() + theme().px(4));
  for (QToolButton* button : {as_sample_, undo_, clear_}) {
    button->setFixedSize(button->sizeHint().width(), theme().px(button_height));
    button->move(place);
    button->setVisible(can_draw());
    place.rx() += button->width() + theme().px(4);
  }
}

void PadView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  place_buttons();
}

void PadView::clear() {
  ink_.clear();
  take_drawing();
}

void PadView::undo() {
  ink_.undo();
  take_drawing();
}

/// Returns all classes, or as many as fit: those most likely according to the first run.
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
    paint_pad(painter, places(rect(), theme()), theme(), range_);
  } else {
    paint_empty(painter, rect(), theme(), empty_sentence());
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
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
          .title = PadView::tr("Drawing pad"),
          .summary = PadView::tr("Draw an image and see what every run makes of it, and its feedback"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new PadView(focus, parent); },
          .home = Region::data,
          .shows = [](const DataTraits& traits) { return traits.are_images && traits.have_classes; },
          .needs = PadView::tr("Needs images of classes"),
          .without_window =
              [](const Snapshot&) { return PadView::tr("nothing is drawn on it without a window"); },
          .key = Qt::Key_P};
}

}  // namespace lfp
