#include "widgets/panels/transport/time_bar.h"

#include "widgets/controls/lock.h"
#include "widgets/controls/run_badge.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/run_names.h"
#include "widgets/panels/transport/time_scrubber.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QToolButton>
#include <algorithm>

namespace lfp {
namespace {

const auto memory_key = QLatin1String("run/past_megabytes");
constexpr int first_megabytes = 192;
constexpr int offered_megabytes[] = {64, 192, 512, 1024, 4096};

/// Returns the stored limit if it is among those offered; another version may have stored another value.
int remembered_megabytes() {
  const int remembered = QSettings().value(memory_key, first_megabytes).toInt();
  const bool is_offered =
      std::ranges::find(offered_megabytes, remembered) != std::ranges::end(offered_megabytes);
  return is_offered ? remembered : first_megabytes;
}

}  // namespace

TimeBar::TimeBar(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      caption_(new QLabel(tr("Time"), this)),
      scrubber_(new TimeScrubber(this)),
      fork_button_(new QToolButton(this)),
      memory_(new QMenu(tr("History &memory"), this)) {
  make_actions();
  make_memory_menu();
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(caption_);
  row->addWidget(scrubber_, 1);
  row->addWidget(fork_button_);
  // A space keeps the word off the icon.
  fork_->setIconText(QLatin1Char(' ') + fork_->text());
  fork_button_->setDefaultAction(fork_);
  fork_button_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  fork_button_->setAutoRaise(true);
  fork_button_->setFocusPolicy(Qt::TabFocus);
  fork_button_->setAccessibleName(fork_->text());
  connect(scrubber_, &TimeScrubber::step_wanted, this,
          [this](std::int64_t step) { emit command_issued(command::GoTo{step}); });
  connect(scrubber_, &TimeScrubber::hovered, this, &TimeBar::hovered);
  connect(&editor_, &ExperimentEditor::experiment_changed, this, &TimeBar::update_actions);
  set_theme(Theme::make(Theme::Kind::light));
  update_actions();
}

void TimeBar::make_actions() {
  const auto make = [this](const QString& text, const QKeySequence& key, const QString& tooltip) {
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setToolTip(QStringLiteral("<b>%1</b> (%2)<br>%3")
                           .arg(text, key.toString(QKeySequence::NativeText).toHtmlEscaped(), tooltip));
    addAction(action);
    return action;
  };
  back_ = make(tr("Step back"), Qt::Key_Comma,
               tr("Takes all runs back to before the last step, to the bit; in the middle of a step, to its "
                  "beginning"));
  fork_ = make(tr("Fork"), Qt::Key_F,
               tr("Another run that starts from where one is now: change one thing and see what would have "
                  "happened"));
  QAction* earlier =
      make(tr("One step earlier"), Qt::ALT | Qt::Key_Left, tr("The earliest step that is kept"));
  QAction* later = make(tr("One step later"), Qt::ALT | Qt::Key_Right, tr("The last step that was trained"));
  QAction* far_earlier = make(tr("One key frame earlier"), Qt::ALT | Qt::SHIFT | Qt::Key_Left,
                              tr("The earliest step that is kept"));
  QAction* far_later = make(tr("One key frame later"), Qt::ALT | Qt::SHIFT | Qt::Key_Right,
                            tr("The last step that was trained"));
  connect(back_, &QAction::triggered, this, [this] { emit command_issued(command::StepBack{}); });
  connect(fork_, &QAction::triggered, this, &TimeBar::show_forks);
  connect(earlier, &QAction::triggered, this, [this] { scrubber_->move_by_step(-1); });
  connect(later, &QAction::triggered, this, [this] { scrubber_->move_by_step(1); });
  connect(far_earlier, &QAction::triggered, this, [this] { scrubber_->move_by_key_frame(-1); });
  connect(far_later, &QAction::triggered, this, [this] { scrubber_->move_by_key_frame(1); });
  ways_ = {earlier, later, far_earlier, far_later};
  menu_actions_ = {back_, earlier, later, far_earlier, far_later, fork_};
}

void TimeBar::make_memory_menu() {
  auto* group = new QActionGroup(this);
  for (const int megabytes : offered_megabytes) {
    QAction* action = memory_->addAction(tr("%1 MB").arg(count_text(megabytes)));
    action->setCheckable(true);
    action->setChecked(megabytes == remembered_megabytes());
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, megabytes] {
      QSettings().setValue(memory_key, megabytes);
      emit command_issued(past_limit());
    });
  }
}

command::SetPastLimit TimeBar::past_limit() const {
  constexpr std::size_t bytes_per_megabyte = std::size_t(1) << 20U;
  return {.bytes = static_cast<std::size_t>(remembered_megabytes()) * bytes_per_megabyte};
}

void TimeBar::set_snapshot(const SnapshotPointer& snapshot) {
  snapshot_ = snapshot;
  scrubber_->set_snapshot(snapshot);
  update_actions();
}

void TimeBar::set_cross_hair(std::optional<std::int64_t> step) {
  scrubber_->set_cross_hair(step);
}

void TimeBar::update_actions() {
  const bool can_go_back =
      snapshot_ && snapshot_->time &&
      (snapshot_->position.step > snapshot_->time->oldest || snapshot_->position.next_phase != Phase{});
  set_lock(*back_, can_go_back ? QString() : tr("Nothing earlier is kept"));
  const bool has_way = snapshot_ && snapshot_->time && snapshot_->time->reached > snapshot_->time->oldest;
  for (QAction* action : ways_) set_lock(*action, has_way ? QString() : tr("Not trained yet"));
  const bool has_room = editor_.experiment().runs.size() < most_runs;
  const bool is_still = snapshot_ && !snapshot_->running && snapshot_->position.next_phase == Phase{};
  set_lock(*fork_, !has_room   ? tr("There is room for %1 runs: remove one first").arg(most_runs)
                   : !is_still ? tr("Pause between two steps to fork a run")
                               : QString());
}

/// Forks a single run immediately; if there are several, a menu lets the user choose.
void TimeBar::show_forks() {
  const auto& runs = editor_.experiment().runs;
  if (runs.size() == 1) return editor_.fork_run(0, *snapshot_);
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (std::size_t run = 0; run < runs.size(); ++run)
    menu->addAction(
        tr("Fork &%1  %2").arg(run_letter(static_cast<int>(run)), QString::fromStdString(runs[run].name)),
        this, [this, run, snapshot = snapshot_] { editor_.fork_run(run, *snapshot); });
  menu->setActiveAction(menu->actions().front());
  menu->popup(fork_button_->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

void TimeBar::set_theme(const Theme& theme) {
  for (const auto& [action, name] : {std::pair{back_, "back"}, {fork_, "fork"}})
    action->setIcon(icon(name, theme));
  fork_button_->setIconSize(QSize(theme.px(14), theme.px(14)));
  fork_button_->setFont(theme.small());
  caption_->setFont(theme.small());
  layout()->setSpacing(theme.px(8));
}

}  // namespace lfp
