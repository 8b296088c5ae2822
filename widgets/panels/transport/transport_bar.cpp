#include "widgets/panels/transport/transport_bar.h"

#include "widgets/controls/line.h"
#include "widgets/controls/lock.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/transport/big_number.h"
#include "widgets/panels/transport/speed_control.h"
#include "widgets/panels/transport/training_health.h"
#include "widgets/panels/transport/twin_readout.h"
#include "widgets/panels/transport/until_control.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/score.h"

#include <QAbstractSlider>
#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QResizeEvent>
#include <QToolButton>
#include <algorithm>
#include <array>
#include <utility>

namespace lfp {
namespace {

constexpr int refresh_milliseconds = 100;
constexpr int warning_milliseconds = 2000;
/// From this step on, a reset asks for confirmation because work would be lost.
constexpr std::int64_t worth_asking = 100;
/// Levels of shortening: from full words to none, then without controls that the Run menu has too.
// Maps the bar's level to that of the runs' read-out: run names are shortened before any controls.
constexpr std::array twin_levels = {0, 0, 1, 2, 2, 3, 3, 4, 4};
constexpr int without_until = 6;
constexpr int without_speed = 8;
constexpr int shortest_words = without_speed;

/// Takes the available width; its parts are fitted into it.
class BarContent : public QWidget {
 public:
  using QWidget::QWidget;
  QSize minimumSizeHint() const override { return {1, QWidget::minimumSizeHint().height()}; }
};

}  // namespace

TransportBar::TransportBar(ExperimentEditor& editor, QWidget* parent)
    : QToolBar(parent),
      editor_(editor),
      theme_(Theme::make(Theme::Kind::light)),
      content_(new BarContent(this)),
      run_button_(new QPushButton(content_)),
      speed_(new SpeedControl(content_)),
      until_(new UntilControl(editor, content_)),
      step_number_(new BigNumber(tr("Step"), 5, content_)),
      epoch_number_(new BigNumber(tr("Epoch"), 3, content_)),
      twin_(new TwinReadout(content_)),
      chip_(new HealthChip(content_)) {
  setObjectName(QStringLiteral("bar.transport"));
  setWindowTitle(tr("Transport"));
  setMovable(false);
  setFloatable(false);
  setContextMenuPolicy(Qt::PreventContextMenu);
  content_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  make_actions();
  make_controls();
  addWidget(content_);
  refresh_timer_.setSingleShot(true);
  connect(&refresh_timer_, &QTimer::timeout, this, &TransportBar::show_snapshot);
  connect(&editor_, &ExperimentEditor::training_problem_changed, this, &TransportBar::show_problem);
  show_running(false);
  show_problem();
  apply_theme(*this, theme_);
  qApp->installEventFilter(this);
}

void TransportBar::make_actions() {
  const auto make = [this](const char* name, const QString& text, const QKeySequence& key,
                           const QString& tooltip) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WindowShortcut);
    action->setToolTip(QStringLiteral("<b>%1</b> (%2)<br>%3")
                           .arg(text, key.toString(QKeySequence::NativeText).toHtmlEscaped(), tooltip));
    return action;
  };
  run_ = make("run", tr("Run"), Qt::Key_Space, tr("Train, or pause"));
  phase_ = make("phase", tr("Phase"), Qt::Key_Period,
                tr("One phase: forward, output feedback, a layer's shares, update"));
  sample_ = make("sample", tr("Sample"), Qt::Key_Semicolon,
                 tr("The next sample of the batch, with its feedback all the way down"));
  batch_ = make("batch", tr("Batch"), Qt::Key_Slash, tr("To the end of this step, or one whole step"));
  epoch_ = make("epoch", tr("Epoch"), Qt::Key_E, tr("To the end of this epoch"));
  reset_ = make("reset", tr("Reset"), Qt::Key_Home, tr("Back to step 0, with the same initial weights"));
  slower_ = make("slower", tr("Slower"), Qt::Key_BracketLeft, tr("The next lower speed"));
  faster_ = make("faster", tr("Faster"), Qt::Key_BracketRight, tr("The next higher speed"));
  connect(run_, &QAction::triggered, this, &TransportBar::run_or_pause);
  connect(phase_, &QAction::triggered, this, [this] { emit command_issued(command::NextPhase{}); });
  connect(sample_, &QAction::triggered, this, [this] { emit command_issued(command::NextSample{}); });
  connect(batch_, &QAction::triggered, this, [this] { emit command_issued(command::NextBatch{}); });
  connect(epoch_, &QAction::triggered, this, [this] { emit command_issued(command::NextEpoch{}); });
  connect(reset_, &QAction::triggered, this, &TransportBar::reset);
  connect(slower_, &QAction::triggered, this, [this] { speed_->step_by(-1); });
  connect(faster_, &QAction::triggered, this, [this] { speed_->step_by(1); });
  const auto separator = [this] {
    auto* action = new QAction(this);
    action->setSeparator(true);
    return action;
  };
  menu_actions_ = {run_,        separator(), phase_,  sample_,     batch_, epoch_,
                   separator(), slower_,     faster_, separator(), reset_};
  // Added to the bar too, so that the shortcuts work in a window without a menu.
  for (QAction* action : menu_actions_)
    if (!action->isSeparator()) content_->addAction(action);
}

void TransportBar::make_controls() {
  auto* row = new QHBoxLayout(content_);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(make_button(reset_));
  row->addWidget(make_separator());
  for (QAction* action : {phase_, sample_, batch_, epoch_}) row->addWidget(make_button(action));
  run_button_->setProperty("primary", true);
  run_button_->setFocusPolicy(Qt::TabFocus);
  row->addWidget(run_button_);
  speed_separator_ = make_separator();
  row->addWidget(speed_separator_);
  row->addWidget(speed_);
  until_separator_ = make_separator();
  row->addWidget(until_separator_);
  row->addWidget(until_);
  row->addStretch(1);
  for (QWidget* part : std::initializer_list<QWidget*>{step_number_, epoch_number_}) row->addWidget(part);
  row->addWidget(make_separator());
  row->addWidget(twin_);
  row->addWidget(make_separator());
  row->addWidget(chip_);
  connect(run_button_, &QPushButton::clicked, run_, &QAction::trigger);
  connect(speed_, &SpeedControl::speed_chosen, this,
          [this](const command::SetSpeed& speed) { emit command_issued(speed); });
  connect(until_, &UntilControl::changed, this, [this] {
    if (snapshot_ && snapshot_->running) start();
  });
  connect(chip_, &HealthChip::clicked, this,
          [this] { emit health_clicked(shown_health_.run, shown_health_.layer); });
}

void TransportBar::add_back(QAction& action) {
  auto* row = static_cast<QHBoxLayout*>(content_->layout());
  row->insertWidget(1, make_button(&action));
  wordless_ = &action;
}

void TransportBar::set_has_space(bool has_space) {
  run_->setShortcut(has_space ? QKeySequence(Qt::Key_Space) : QKeySequence());
}

QToolButton* TransportBar::make_button(QAction* action) {
  auto* button = new QToolButton(content_);
  button->setDefaultAction(action);
  button->setAccessibleName(action->text());
  button->setFocusPolicy(Qt::TabFocus);
  buttons_.append(button);
  return button;
}

QWidget* TransportBar::make_separator() {
  auto* line = new Line(&Theme::separator, content_);
  separators_.append(line);
  return line;
}

void TransportBar::set_snapshot(const SnapshotPointer& snapshot) {
  const bool is_other_training = !snapshot_ || !snapshot || snapshot_->generation != snapshot->generation;
  snapshot_ = snapshot;
  if (!snapshot_) return;
  const qint64 waited = since_refresh_.isValid() ? since_refresh_.elapsed() : refresh_milliseconds;
  const bool is_due =
      waited >= refresh_milliseconds || !snapshot_->running || !shown_running_ || is_other_training;
  if (is_due)
    show_snapshot();
  else if (!refresh_timer_.isActive())
    refresh_timer_.start(refresh_milliseconds - static_cast<int>(waited));
}

void TransportBar::show_snapshot() {
  refresh_timer_.stop();
  since_refresh_.start();
  show_running(snapshot_->running);
  step_number_->set_value(snapshot_->position.step);
  epoch_number_->set_value(snapshot_->position.epoch);
  const int wanted = twin_->sizeHint().width();
  twin_->set_snapshot(*snapshot_);
  show_health();
  if (twin_->sizeHint().width() != wanted) fit_words();
}

void TransportBar::show_health() {
  if (!snapshot_) return;
  HealthReport report = health_of(*snapshot_);
  // Growth fluctuates from step to step, so a warning is kept long enough to be read.
  if (report.health == Health::warning) {
    warning_ = report;
    since_warning_.start();
  } else if (report.health == Health::stable && snapshot_->running && since_warning_.isValid() &&
             !since_warning_.hasExpired(warning_milliseconds)) {
    report = warning_;
  }
  chip_->set_health(report.health, word_level_ == 0 ? report.text : report.short_text);
  chip_->setToolTip(report.details);
  shown_health_ = report;
}

void TransportBar::show_running(bool running) {
  shown_running_ = running;
  run_->setText(running ? tr("Pause") : tr("Run"));
  run_button_->setText(run_->text());
  run_button_->setToolTip(run_->toolTip());
  const QString name = running ? QStringLiteral("pause") : QStringLiteral("run");
  run_->setIcon(icon(name, theme_));
  run_button_->setIcon(icon_on_accent(name, theme_));
  show_problem();
}

/// A network that does not fit its data cannot be trained, but running training can be paused.
void TransportBar::show_problem() {
  const QString& problem = editor_.training_problem();
  const bool is_fit = problem.isEmpty();
  for (QAction* action : {phase_, sample_, batch_, epoch_}) set_lock(*action, problem);
  set_lock(*run_, shown_running_ ? QString() : problem);
  run_button_->setEnabled(run_->isEnabled());
  run_button_->setToolTip(is_fit ? run_->toolTip() : problem);
}

void TransportBar::run_or_pause() {
  if (snapshot_ && snapshot_->running)
    emit command_issued(command::Pause{});
  else
    start();
}

void TransportBar::start() {
  emit command_issued(until_->run_command(snapshot_.get()));
}

void TransportBar::reset() {
  if (!snapshot_ || snapshot_->position.step <= worth_asking) {
    emit command_issued(command::Reset{});
    return;
  }
  auto* question = new QMessageBox(QMessageBox::Question, tr("Reset"), tr("Go back to step 0?"),
                                   QMessageBox::Reset | QMessageBox::Cancel, this);
  question->setInformativeText(
      tr("Undo brings back the %1 steps trained so far.").arg(count_text(snapshot_->position.step)));
  question->setDefaultButton(QMessageBox::Reset);
  question->setAttribute(Qt::WA_DeleteOnClose);
  connect(question, &QMessageBox::buttonClicked, this, [this, question](QAbstractButton* button) {
    if (question->standardButton(button) == QMessageBox::Reset) emit command_issued(command::Reset{});
  });
  question->open();
}

command::SetSpeed TransportBar::speed() const {
  return speed_->speed();
}

void TransportBar::set_speed(const command::SetSpeed& speed) {
  speed_->set_speed(speed);
}

void TransportBar::set_theme(const Theme& theme) {
  theme_ = theme;
  for (const auto& [action, name] : {std::pair{reset_, "reset"},
                                     {phase_, "phase"},
                                     {sample_, "sample"},
                                     {batch_, "batch"},
                                     {epoch_, "epoch"}})
    action->setIcon(icon(name, theme));
  for (QToolButton* button : buttons_) button->setIconSize(QSize(theme.px(16), theme.px(16)));
  run_button_->setIconSize(QSize(theme.px(16), theme.px(16)));
  content_->layout()->setContentsMargins(theme.px(10), 0, theme.px(10), 0);
  for (QWidget* line : separators_) line->setFixedSize(theme.px(1), theme.px(30));
  show_running(shown_running_);
  fit_words();
}

void TransportBar::resizeEvent(QResizeEvent* event) {
  QToolBar::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) fit_words();
}

void TransportBar::changeEvent(QEvent* event) {
  QToolBar::changeEvent(event);
  if (event->type() == QEvent::StyleChange) fit_words();
}

/// In a slider with keyboard focus, Home moves to the slider's start instead of resetting training.
bool TransportBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const bool is_home = static_cast<QKeyEvent*>(event)->key() == Qt::Key_Home;
    if (is_home && qobject_cast<QAbstractSlider*>(watched) != nullptr) {
      event->accept();
      return true;
    }
  }
  return QToolBar::eventFilter(watched, event);
}

/// Chooses the longest words that fit.
void TransportBar::fit_words() {
  // Otherwise the style would add the same margin on all sides.
  layout()->setContentsMargins(0, 0, 0, 0);
  const int room = width();
  for (int level = 0; level <= shortest_words; ++level) {
    set_words(level);
    // Nested parts would update their size hints only later.
    for (QWidget* part : std::initializer_list<QWidget*>{speed_, until_}) {
      part->layout()->invalidate();
      part->updateGeometry();
    }
    content_->layout()->activate();
    if (content_->sizeHint().width() <= room) return;
  }
}

void TransportBar::set_words(int level) {
  word_level_ = level;
  setFixedHeight(theme_.px(level == 0 ? 52 : 46));
  // Smaller gaps leave room for words on small screens.
  content_->layout()->setSpacing(theme_.px(level == 0 ? 8 : level == 3 ? 4 : 6));
  for (QToolButton* button : buttons_) {
    const QAction* action = button->defaultAction();
    // The least used steps lose their words first.
    const bool has_word = action != reset_ && action != wordless_ && level < (action == sample_ ? 2 : 4);
    button->setToolButtonStyle(has_word ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
  }
  const QFontMetrics metrics(theme_.bold());
  const int words = std::max(metrics.horizontalAdvance(tr("Run")), metrics.horizontalAdvance(tr("Pause")));
  run_button_->setFixedWidth(words + theme_.px(level == 0 ? 60 : 42));
  speed_->set_short(level >= 1, level < 2);
  until_->set_short(level >= 1);
  for (QWidget* part : std::initializer_list<QWidget*>{until_separator_, until_})
    part->setVisible(level < without_until);
  for (QWidget* part : std::initializer_list<QWidget*>{speed_separator_, speed_})
    part->setVisible(level < without_speed);
  step_number_->set_short(level >= 1);
  epoch_number_->set_short(level >= 1);
  chip_->set_room_for(health_texts(level > 0));
  show_health();
  twin_->set_short(twin_levels[static_cast<std::size_t>(level)]);
}

}  // namespace lfp
