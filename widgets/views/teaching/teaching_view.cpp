#include "widgets/views/teaching/teaching_view.h"

#include "core/files/csv_text.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/controls/slider_field.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/score.h"
#include "widgets/views/pictures/input_image.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {
namespace {

constexpr double picture_side = 48;
constexpr double log_height = 104;
/// Largest fraction of the height of a low dock that the log may take.
constexpr double log_share = 0.17;

SettingInfo strength_setting() {
  return real_setting("strength", "Strength", "The feedback that one press gives", 1.0, 0.01, 10.0, true);
}

}  // namespace

namespace {

QStringList letters_of(const std::vector<std::size_t>& runs) {
  QStringList letters;
  for (const std::size_t run : runs) letters << run_letter(static_cast<int>(run));
  return letters;
}

/// Joins names: "A, C and D".
QString enumerated(QStringList letters) {
  const QString last = letters.takeLast();
  return TeachingView::tr("%1 and %2").arg(letters.join(QStringLiteral(", ")), last);
}

}  // namespace

TeachingView::TeachingView(Focus& focus, QWidget* parent)
    : View(focus, parent),
      taught_(new SegmentedControl({}, title_shelf(*this))),
      content_(new QWidget(this)),
      picture_(new QLabel(content_)),
      caption_(new QLabel(content_)),
      learners_(new QLabel(content_)),
      previous_(new QToolButton(content_)),
      next_(new QToolButton(content_)),
      strength_(new SliderField(strength_setting(), content_)),
      scroll_(new QScrollArea(content_)),
      log_(new QListWidget(content_)),
      log_title_(new QLabel(tr("Feedback given"), content_)),
      take_back_(new QToolButton(content_)) {
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &TeachingView::runs_chosen);
  connect(taught_, &SegmentedControl::current_changed, this, &TeachingView::runs_chosen);
  setAccessibleName(tr("Human feedback"));
  setAccessibleDescription(
      tr("Rewards and punishes the outputs for one sample; the runs learn from it at once."));
  build();
}

void TeachingView::build() {
  auto* rows = new QWidget;
  row_layout_ = new QVBoxLayout(rows);
  row_layout_->setContentsMargins(0, 0, 0, 0);
  row_layout_->setSpacing(0);
  row_layout_->addStretch(1);
  scroll_->setWidget(rows);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setFocusPolicy(Qt::NoFocus);
  log_->setSelectionMode(QAbstractItemView::NoSelection);
  log_->setFocusPolicy(Qt::TabFocus);
  log_->setAccessibleName(tr("Feedback given so far"));
  picture_->setAccessibleName(tr("The sample"));
  caption_->setWordWrap(true);
  caption_->setAccessibleName(tr("Which sample"));
  learners_->setWordWrap(true);
  learners_->setAccessibleName(tr("Which runs learn"));
  previous_->setAccessibleName(tr("Previous sample"));
  previous_->setToolTip(tr("<b>Previous sample</b> (Left)"));
  next_->setAccessibleName(tr("Next sample"));
  next_->setToolTip(tr("<b>Next sample</b> (Right)"));
  take_back_->setText(tr("Undo"));
  take_back_->setToolTip(
      tr("<b>Undo</b> (Backspace)<br>To before the last feedback that was given, to the bit; "
         "what was trained since is forgotten"));
  for (QToolButton* button : {previous_, next_, take_back_}) button->setFocusPolicy(Qt::TabFocus);
  connect(previous_, &QToolButton::clicked, this, [this] { change_sample(-1); });
  connect(next_, &QToolButton::clicked, this, [this] { change_sample(1); });
  connect(take_back_, &QToolButton::clicked, this,
          [this] { emit command_issued(command::TakeBackTeaching{}); });

  auto* head = new QHBoxLayout;
  head->addWidget(picture_);
  head->addWidget(caption_, 1);
  head->addWidget(strength_, 1);
  head->addWidget(previous_);
  head->addWidget(next_);
  auto* log_head = new QHBoxLayout;
  log_head->addWidget(log_title_, 1);
  log_head->addWidget(take_back_);
  auto* column = new QVBoxLayout(content_);
  column->addLayout(head);
  column->addWidget(learners_);
  column->addWidget(scroll_, 1);
  column->addLayout(log_head);
  column->addWidget(log_);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(content_);
  content_->hide();
}

void TeachingView::runs_chosen() {
  if (snapshot()) refresh();
}

QList<QWidget*> TeachingView::title_controls() {
  return {taught_};
}

void TeachingView::add_interest(Interest& interest) const {
  interest.sample = true;
  focus().name_sample(interest);
}

void TeachingView::use_theme() {
  setPalette(theme().palette());
  for (const auto& [button, name] : {std::pair{previous_, "previous"}, {next_, "next"}}) {
    button->setIcon(icon(name, theme()));
    button->setIconSize(QSize(theme().px(14), theme().px(14)));
  }
  caption_->setFont(theme().body());
  learners_->setFont(theme().small());
  scroll_->setMinimumHeight(theme().px(24));
  log_title_->setFont(theme().bold());
  log_->setFont(theme().small());
  fit_log();
  const int edge = theme().px(10);
  content_->layout()->setContentsMargins(edge, edge, edge, edge);
  content_->layout()->setSpacing(theme().px(6));
}

void TeachingView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  fit_log();
}

void TeachingView::fit_log() {
  const int one_line = theme().px(26);
  log_->setFixedHeight(std::clamp(static_cast<int>(height() * log_share), one_line, theme().px(log_height)));
}

const SampleSnapshot* TeachingView::sample() const {
  if (!snapshot() || snapshot()->runs.empty() || !snapshot()->runs.front().sample) return nullptr;
  return &*snapshot()->runs.front().sample;
}

QString TeachingView::sentence_if_empty() const {
  if (!snapshot()) return tr("No experiment yet");
  const bool has_lfp =
      std::ranges::any_of(snapshot()->runs, [](const RunSnapshot& run) { return run.method == Method::lfp; });
  return has_lfp ? QString() : tr("Only for runs that learn by LFP. Choose a rule in the Set-up");
}

QString TeachingView::reason_not_to() const {
  if (snapshot()->running) return tr("Pause to give feedback");
  if (snapshot()->position.next_phase != Phase{})
    return tr("Let the step end to give feedback: press the Batch button");
  return {};
}

QString TeachingView::output_name(std::size_t output) const {
  const Dataset& dataset = *snapshot()->dataset;
  if (!learns_values(*snapshot()) && output < dataset.class_names.size())
    return QString::fromStdString(dataset.class_names[output]);
  return tr("Output %1").arg(output + 1);
}

void TeachingView::refresh() {
  const bool is_empty = !sentence_if_empty().isEmpty() || sample() == nullptr;
  content_->setVisible(!is_empty);
  update();
  if (is_empty) return;
  fill_runs();
  fill_rows();
  fill_log();
}

void TeachingView::fill_runs() {
  std::vector<std::size_t> found;
  for (std::size_t run = 0; run < snapshot()->runs.size(); ++run)
    if (snapshot()->runs[run].method == Method::lfp) found.push_back(run);
  taught_->setVisible(found.size() > 1);
  if (found == lfp_runs_) return;
  lfp_runs_ = found;
  QStringList labels;
  for (const std::size_t run : found) labels << run_letter(static_cast<int>(run));
  if (found.size() > 1) labels << tr("All");
  taught_->set_labels(labels);
  taught_->set_current(static_cast<int>(labels.size()) - 1);
}

std::vector<std::size_t> TeachingView::taught_runs() const {
  const int current = taught_->current();
  if (lfp_runs_.size() > 1 && current >= 0 && current < static_cast<int>(lfp_runs_.size()))
    return {lfp_runs_[static_cast<std::size_t>(current)]};
  return lfp_runs_;
}

/// Returns "A and C learn from it. B learns by gradient, which has no place for feedback given by hand."
QString TeachingView::learners_text() const {
  const QStringList taught = letters_of(taught_runs());
  QString text = taught.size() == 1 ? tr("%1 learns from it.").arg(taught.front())
                                    : tr("%1 learn from it.").arg(enumerated(taught));
  std::vector<std::size_t> others;
  for (std::size_t run = 0; run < snapshot()->runs.size(); ++run)
    if (snapshot()->runs[run].method != Method::lfp) others.push_back(run);
  const QStringList untaught = letters_of(others);
  if (untaught.size() == 1)
    text +=
        tr(" %1 learns by gradient, which has no place for feedback given by hand.").arg(untaught.front());
  else if (!untaught.isEmpty())
    text +=
        tr(" %1 learn by gradient, which has no place for feedback given by hand.").arg(enumerated(untaught));
  return text;
}

void TeachingView::fill_rows() {
  const SampleSnapshot& shown = *sample();
  const Dataset& dataset = *snapshot()->dataset;
  const bool of_values = learns_values(*snapshot());
  const QString split = shown.from_test ? tr("Test sample") : tr("Training sample");
  const std::int64_t count = (shown.from_test ? dataset.test : dataset.train).count();
  QString caption = shown.index < 0
                        ? tr("<b>Drawing</b>")
                        : tr("<b>%1 %2</b> of %3").arg(split, count_text(shown.index + 1), count_text(count));
  if (!of_values && shown.label >= 0)
    caption += tr("<br>label: %1").arg(output_name(static_cast<std::size_t>(shown.label)).toHtmlEscaped());
  caption_->setText(caption);
  learners_->setText(learners_text());
  picture_->setVisible(dataset.shape.is_image());
  if (dataset.shape.is_image()) {
    const int side = theme().px(picture_side);
    picture_->setPixmap(
        QPixmap::fromImage(sample_image(dataset, shown.input, theme())
                               .scaled(side, side, Qt::KeepAspectRatio, Qt::FastTransformation)));
  }
  const std::size_t outputs = shown.outputs.size();
  while (rows_.size() > outputs) {
    delete rows_.back();
    rows_.pop_back();
  }
  while (rows_.size() < outputs) {
    const auto output = static_cast<int>(rows_.size());
    auto* row = new TeachingRow(output);
    row->set_theme(theme());
    connect(row, &TeachingRow::given, this, [this, output](double value) {
      choose(output);
      give(output, value);
    });
    row_layout_->insertWidget(output, row);
    rows_.push_back(row);
  }
  chosen_ = std::clamp(chosen_, 0, static_cast<int>(outputs) - 1);
  const QString reason = reason_not_to();
  for (std::size_t output = 0; output < outputs; ++output) {
    rows_[output]->show_answers(
        output_name(output), !of_values && shown.label == static_cast<std::int32_t>(output), answers(output));
    rows_[output]->set_usable(reason.isEmpty(), reason);
    rows_[output]->set_chosen(static_cast<int>(output) == chosen_);
  }
}

std::vector<TeachingRow::Answer> TeachingView::answers(std::size_t output) const {
  const auto answer_of = [&](std::size_t run) -> std::optional<TeachingRow::Answer> {
    const auto& says = snapshot()->runs[run].sample;
    if (!says || output >= says->outputs.size()) return std::nullopt;
    TeachingRow::Answer answer{.run = static_cast<int>(run), .output = says->outputs[output]};
    if (says->probabilities.size() == says->outputs.size()) answer.probability = says->probabilities[output];
    return answer;
  };
  std::vector<TeachingRow::Answer> found;
  for (const std::size_t run : runs_.shown())
    if (const auto answer = answer_of(run)) found.push_back(*answer);
  if (!runs_.is_difference() || found.empty()) return found;
  const auto other = answer_of(1);
  if (!other) return {};
  TeachingRow::Answer& difference = found.front();
  difference.is_difference = true;
  difference.output -= other->output;
  if (difference.probability && other->probability) *difference.probability -= *other->probability;
  return found;
}

QString TeachingView::note(const Intervention& given) const {
  const auto& teaching = std::get<Teaching>(given.what);
  QStringList values;
  for (std::size_t output = 0; output < teaching.feedback.size(); ++output)
    if (teaching.feedback[output] != 0)
      values << tr("%1: %2").arg(output_name(output), signed_text(teaching.feedback[output], 2));
  const QString sample = teaching.sample < 0
                             ? tr("drawing")
                             : (teaching.from_test ? tr("test sample %1") : tr("training sample %1"))
                                   .arg(count_text(teaching.sample + 1));
  return tr("step %1 · %2 · %3 · R %4")
      .arg(count_text(given.step), run_letter(static_cast<int>(given.run)), sample,
           values.join(QStringLiteral(", ")));
}

void TeachingView::fill_log() {
  const std::vector<Intervention>& taught = snapshot()->time ? snapshot()->time->taught : shown_;
  const bool is_grown = taught.size() >= static_cast<std::size_t>(log_->count());
  if (!is_grown) log_->clear();
  for (auto index = static_cast<std::size_t>(log_->count()); index < taught.size(); ++index)
    log_->addItem(note(taught[index]));
  if (taught.size() != shown_.size()) log_->scrollToBottom();
  // An empty list would take the room of an output.
  log_->setVisible(log_->count() > 0);
  shown_ = taught;
  take_back_->setEnabled(!taught.empty() && reason_not_to().isEmpty());
}

void TeachingView::choose(int output) {
  if (rows_.empty()) return;
  chosen_ = std::clamp(output, 0, static_cast<int>(rows_.size()) - 1);
  for (std::size_t row = 0; row < rows_.size(); ++row)
    rows_[row]->set_chosen(static_cast<int>(row) == chosen_);
  scroll_->ensureWidgetVisible(rows_[static_cast<std::size_t>(chosen_)]);
}

void TeachingView::change_sample(int direction) {
  const SampleSnapshot* shown = sample();
  if (shown == nullptr) return;
  const Samples& samples = shown->from_test ? snapshot()->dataset->test : snapshot()->dataset->train;
  focus().set_sample(std::clamp<std::int64_t>(focus().sample() + direction, 0, samples.count() - 1));
}

/// LFP strengthens the contributions to an output whose sign equals that of R: to raise a negative output, R
/// has to be negative too.
void TeachingView::give(int output, double value) {
  const SampleSnapshot* shown = sample();
  if (shown == nullptr || !reason_not_to().isEmpty()) return;
  for (const std::size_t run : taught_runs()) {
    const auto& own = snapshot()->runs[run].sample;
    if (!own) continue;
    const auto index = static_cast<std::size_t>(output);
    Teaching teaching{.from_test = own->from_test, .sample = own->index, .feedback = {}};
    if (own->index < 0) teaching.input = own->input;
    teaching.feedback.assign(own->outputs.size(), 0.0);
    teaching.feedback[index] = value * strength_->value() * (own->outputs[index] < 0 ? -1.0 : 1.0);
    emit command_issued(command::Teach{.runs = {run}, .teaching = std::move(teaching)});
  }
}

void TeachingView::keyPressEvent(QKeyEvent* event) {
  const double factor = (event->modifiers() & Qt::ShiftModifier) != 0 ? 10.0 : 1.0;
  switch (event->key()) {
    case Qt::Key_Up:
      return choose(chosen_ - 1);
    case Qt::Key_Down:
      return choose(chosen_ + 1);
    case Qt::Key_Left:
      return change_sample(-1);
    case Qt::Key_Right:
      return change_sample(1);
    case Qt::Key_Plus:
      return give(chosen_, 1);
    case Qt::Key_Minus:
      return give(chosen_, -factor);
    case Qt::Key_Backspace:
      return take_back_->click();
    default:
      if (!snapshot() || !runs_.choose_by_key(event->key())) View::keyPressEvent(event);
  }
}

void TeachingView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  const QString sentence = sentence_if_empty();
  if (!sentence.isEmpty()) paint_empty(painter, rect(), theme(), sentence);
}

void TeachingView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (!snapshot() || !snapshot()->time || snapshot()->time->taught.empty())
    return paint_empty(painter, area, theme, tr("No feedback given by hand yet"));
  painter.fillRect(area, theme.base);
  const int line = theme.px(18);
  QRect place(area.left() + theme.px(10), area.top() + theme.px(8), area.width() - theme.px(20), line);
  painter.setPen(theme.text);
  painter.setFont(theme.bold());
  painter.drawText(place, Qt::AlignVCenter, tr("Feedback given by hand"));
  painter.setFont(theme.small());
  for (const Intervention& given : snapshot()->time->taught) {
    place.translate(0, line);
    if (place.bottom() > area.bottom()) return;
    painter.drawText(place, Qt::AlignVCenter, note(given));
  }
}

ExportWork TeachingView::table() const {
  if (!snapshot() || !snapshot()->time || snapshot()->time->taught.empty()) return {};
  QString text = QStringLiteral("step,run,split,sample,output,feedback\n");
  for (const Intervention& given : snapshot()->time->taught) {
    const auto& teaching = std::get<Teaching>(given.what);
    for (std::size_t output = 0; output < teaching.feedback.size(); ++output) {
      if (teaching.feedback[output] == 0) continue;
      text += QStringLiteral("%1,%2,%3,%4,%5,%6\n")
                  .arg(given.step)
                  .arg(QString::fromStdString(csv_field(snapshot()->runs[given.run].name)),
                       teaching.sample < 0  ? QStringLiteral("drawing")
                       : teaching.from_test ? QStringLiteral("test")
                                            : QStringLiteral("train"))
                  .arg(teaching.sample < 0 ? QString() : QString::number(teaching.sample))
                  .arg(QString::fromStdString(csv_field(output_name(output).toStdString())))
                  .arg(teaching.feedback[output]);
    }
  }
  return finished(text);
}

ViewEntry teaching_view_entry() {
  return {.name = QStringLiteral("teaching"),
          .title = TeachingView::tr("Human feedback"),
          .summary = TeachingView::tr("Reward and punish the outputs for one sample by hand."),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new TeachingView(focus, parent); },
          .places = {{PerspectiveKind::compare, Region::history}},
          .without_window =
              [](const Snapshot& snapshot) {
                const bool is_taught = snapshot.time && !snapshot.time->taught.empty();
                return is_taught ? QString() : TeachingView::tr("no feedback was given by hand");
              }};
}

}  // namespace lfp
