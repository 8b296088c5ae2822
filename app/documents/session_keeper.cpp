#include "app/documents/session_keeper.h"

#include "app/bridge/engine_bridge.h"
#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "app/documents/kept_work.h"
#include "core/base/error.h"
#include "widgets/controls/work_dialog.h"
#include "widgets/editing/engine_changes.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QLocale>
#include <QMessageBox>
#include <QPixmap>
#include <algorithm>
#include <utility>

namespace lfp {

namespace {

constexpr int half_minute_milliseconds = 30'000;
/// Several single steps in quick succession are saved together after this delay.
constexpr int soon_milliseconds = 300;
/// The engine reports problems a moment before or after its first snapshot.
constexpr int telling_delay_milliseconds = 100;
constexpr QSize picture_size(240, 160);

QString problem_text(const QString& problem, const SessionSlot& slot) {
  const QString place = QDir::toNativeSeparators(slot.set_aside());
  return SessionKeeper::tr("The last session cannot be gone on with: %1. It is kept as %2.")
      .arg(problem, place);
}

}  // namespace

LastSession last_session(const SessionSlot& slot) {
  LastSession last;
  if (!slot.has_session()) return last;
  try {
    OpenedFile opened = open_file(slot.file().toStdString());
    const QStringList missing = missing_data_files(opened.experiment);
    if (!missing.isEmpty()) {
      last.problem =
          problem_text(SessionKeeper::tr("its data files are missing (%1)").arg(missing.join(", ")), slot);
      return last;
    }
    const QString step = count_text(opened.session->step());
    const QString time = QLocale().toString(slot.written(), QLocale::ShortFormat);
    last.message = slot.was_abandoned()
                       ? SessionKeeper::tr("Recovered: step %1, as it was on %2").arg(step, time)
                       : SessionKeeper::tr("Going on with the last session: step %1").arg(step);
    last.opened = std::move(opened);
  } catch (const Error& error) {
    last.problem = problem_text(QString::fromStdString(error.problem()), slot);
  }
  return last;
}

SessionKeeper::SessionKeeper(const Parts& parts, std::optional<SessionSlot> slot)
    : to_(parts), slot_(std::move(slot)), writer_(parts.bridge) {
  half_minute_.setParent(this);
  half_minute_.setInterval(half_minute_milliseconds);
  half_minute_.start();
  connect(&half_minute_, &QTimer::timeout, this, &SessionKeeper::keep_if_changed);
  soon_.setSingleShot(true);
  soon_.setInterval(soon_milliseconds);
  connect(&soon_, &QTimer::timeout, this, &SessionKeeper::keep_if_changed);
  connect(&to_.files, &ExperimentFiles::opening, this, &SessionKeeper::expect);
  connect(&to_.files, &ExperimentFiles::session_wanted, this, &SessionKeeper::save);
  connect(&to_.files, &ExperimentFiles::experiment_saved, this, &SessionKeeper::note_experiment_saved);
  connect(&to_.editor, &ExperimentEditor::experiment_changed, this, &SessionKeeper::update);
  connect(&to_.editor, &ExperimentEditor::exchanged, this, [this] {
    to_.files.set_file({});
    saved_.reset();
    update();
  });
  connect(&to_.bridge, &EngineBridge::snapshot_changed, this, &SessionKeeper::take_snapshot);
  connect(&to_.bridge, &EngineBridge::failed, this, &SessionKeeper::forget_expected);
  connect(&to_.bridge, &EngineBridge::cancelled, this, &SessionKeeper::forget_expected);
  connect(&to_.bridge, &EngineBridge::noted, this, [this](const QStringList& notes) { problems_ += notes; });
}

void SessionKeeper::start(const LastSession& last) {
  command::Load load = to_.editor.load_command();
  if (last.opened) {
    load.session = last.opened->session;
    const WindowLook look = parse_look(load.session->look());
    to_.files.set_file(look.file);
    expect(load.session);
    expected_->is_modified = look.is_modified;
    expected_->trained_seconds = look.trained_seconds;
    is_from_slot_ = true;
  } else {
    expect(nullptr);
  }
  to_.bridge.send(load);
}

void SessionKeeper::expect(const std::shared_ptr<const SessionFile>& session) {
  const SnapshotPointer& snapshot = to_.bridge.snapshot();
  expected_ = Expected{
      .after = snapshot ? snapshot->generation : 0, .file_before = to_.files.file(), .session = session};
  problems_.clear();
  is_from_slot_ = false;
  if (!session) return;
  for (const std::string& problem : session->problems()) problems_ += QString::fromStdString(problem);
}

/// Called when the engine could not or should not load the new work and keeps what it had.
void SessionKeeper::forget_expected() {
  if (!expected_) return;
  to_.files.set_file(expected_->file_before);
  set_slot_aside();
  expected_.reset();
  if (!to_.bridge.snapshot()) expected_ = Expected();  // an example will replace the last session
  update();
}

void SessionKeeper::take_snapshot() {
  const Snapshot& snapshot = *to_.bridge.snapshot();
  const bool is_expected = expected_ && snapshot.generation > expected_->after &&
                           !needs_restart(*snapshot.experiment, to_.editor.experiment());
  if (is_expected) settle();
  if (is_starting_ && snapshot.generation != generation_) {
    is_starting_ = false;
    opened_at_step_ = snapshot.position.step;
  }
  // Steps trained between two frames show only as a changed step, never as running.
  const bool has_moved = snapshot.generation == generation_ && snapshot.position.step != step_;
  generation_ = snapshot.generation;
  step_ = snapshot.position.step;
  count_training(snapshot.running);
  const bool has_paused = was_running_ && !snapshot.running;
  was_running_ = snapshot.running;
  if (has_paused)
    keep_if_changed();
  else if (has_moved && !snapshot.running)
    keep_soon();
  update();
}

/// Called when the opened work has arrived in a snapshot.
void SessionKeeper::settle() {
  const Expected expected = *std::move(expected_);
  expected_.reset();
  saved_.reset();
  if (!expected.is_modified) saved_ = now();
  trained_seconds_ = expected.trained_seconds;
  saves_state_ = !to_.files.file().endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
  if (!expected.session) return;
  const WindowLook look = parse_look(expected.session->look());
  const auto layers = static_cast<int>(to_.editor.experiment().network.layers.size());
  to_.focus.set_layer(std::min(look.layer, layers - 1));
  to_.focus.set_sample(
      std::min(look.sample, std::max<std::int64_t>(0, to_.bridge.snapshot()->dataset->test.count() - 1)));
  to_.perspectives.set_layout(QByteArray::fromStdString(expected.session->layout()));
  QTimer::singleShot(telling_delay_milliseconds, this, &SessionKeeper::tell_problems);
}

/// Also forgets the file, because saving would overwrite the parts that could not be opened.
void SessionKeeper::tell_problems() {
  if (problems_.isEmpty()) return;
  const QString file = to_.files.file();
  to_.files.set_file({});
  set_slot_aside();
  emit partly_opened(file, problems_);
  problems_.clear();
}

/// Keeps the last session, which could not be used in full, from being overwritten by later work.
void SessionKeeper::set_slot_aside() {
  if (std::exchange(is_from_slot_, false)) slot_->set_aside();
}

SessionKeeper::Mark SessionKeeper::now() const {
  const SnapshotPointer& snapshot = to_.bridge.snapshot();
  if (!snapshot) return {.experiment = to_.editor.experiment(), .signature = {}};
  return {.experiment = to_.editor.experiment(),
          .step = snapshot->position.step,
          .signature = snapshot->signature};
}

bool SessionKeeper::differs(const Mark& mark) const {
  const SnapshotPointer& snapshot = to_.bridge.snapshot();
  if (snapshot && snapshot->position.step != mark.step) return true;
  const bool is_same_signature = !snapshot || snapshot->running || snapshot->signature == mark.signature;
  return !is_same_signature || to_.editor.experiment() != mark.experiment;
}

void SessionKeeper::update() {
  bool is_modified = false;
  if (!expected_)
    is_modified =
        !saved_ || (saves_state_ ? differs(*saved_) : saved_->experiment != to_.editor.experiment());
  if (is_modified == is_modified_) return;
  is_modified_ = is_modified;
  emit modified_changed();
}

SessionToWrite SessionKeeper::content(const QString& file) const {
  WindowLook look{.layer = to_.focus.layer(), .sample = to_.focus.sample(), .file = {}, .picture = {}};
  if (slot_ && file == slot_->file()) {
    look.file = expected_ ? expected_->file_before : to_.files.file();
    look.is_modified = is_modified_;
    look.trained_seconds = trained_seconds_;
    look.picture = picture();
  }
  return {.file = file,
          .experiment = to_.editor.experiment(),
          .look = to_json(look),
          .layout = to_.perspectives.layout().toStdString()};
}

/// Adds up the training time: snapshots arrive at the display's rate while training runs.
void SessionKeeper::count_training(bool is_running) {
  if (was_running_ && since_snapshot_.isValid())
    trained_seconds_ += static_cast<double>(since_snapshot_.elapsed()) / 1000.0;
  since_snapshot_.start();
  if (!is_running) since_snapshot_.invalidate();
}

/// Returns a small PNG of the window for lists.
QByteArray SessionKeeper::picture() const {
  if (!to_.window.isVisible()) return {};
  const QImage small =
      to_.window.grab().toImage().scaled(picture_size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  small.save(&buffer, "PNG");
  return bytes;
}

std::shared_ptr<const LockstepState> SessionKeeper::take_state(bool starts_anew) {
  const SnapshotPointer& snapshot = to_.bridge.snapshot();
  if (!snapshot || snapshot->position.step == 0) return nullptr;
  const auto state = to_.bridge.state();
  if (!starts_anew) return state;
  const bool is_kept_elsewhere = snapshot->position.step == opened_at_step_ && !snapshot->running;
  if (can_keep() && !is_kept_elsewhere && is_worth_keeping(trained_seconds_)) leave_slot(state);
  trained_seconds_ = 0;
  is_starting_ = true;
  return state;
}

/// Leaves the work in its slot and gives the window another slot from now on.
void SessionKeeper::leave_slot(const std::shared_ptr<const LockstepState>& state) {
  SessionToWrite last = content(slot_->file());
  last.state = state;
  // The lock on the slot is held until the file is complete.
  const auto slot = std::make_shared<SessionSlot>(*std::move(slot_));
  writer_.write(
      std::move(last), [slot] {},
      [this, slot](const Error& error) {
        emit message(tr("Your work cannot be kept: %1").arg(QString::fromStdString(error.problem())));
      });
  slot_.emplace(SessionSlot::standard_folder(), SessionSlot::Wanted::free);
  kept_.reset();
}

bool SessionKeeper::open_kept(const QString& file) {
  SessionSlot slot(file);
  if (slot.file().isEmpty() || !to_.files.open_kept(file)) return false;
  const std::shared_ptr<const SessionFile> session = expected_ ? expected_->session : nullptr;
  if (!session) return false;
  const WindowLook look = parse_look(session->look());
  to_.files.set_file(look.file);
  expected_->is_modified = true;
  expected_->trained_seconds = look.trained_seconds;
  slot_.emplace(std::move(slot));
  is_from_slot_ = true;
  is_starting_ = false;
  opened_at_step_ = -1;  // -1: no other file holds this work
  return true;
}

void SessionKeeper::save(const QString& file) {
  const QString place = QDir::toNativeSeparators(file);
  emit message(tr("Saving %1").arg(place));
  const auto writing = writer_.write(
      content(file),
      [this, file, mark = now()] {
        to_.files.set_file(file);
        saved_ = mark;
        saves_state_ = true;
        emit message(tr("Saved %1").arg(QDir::toNativeSeparators(file)));
        update();
      },
      [this](const Error& error) { emit failed(error); });
  watch_work(to_.window, tr("Saving %1…").arg(QFileInfo(file).fileName()), writing, Qt::NonModal);
}

void SessionKeeper::note_experiment_saved() {
  saved_ = now();
  saves_state_ = false;
  update();
}

void SessionKeeper::keep_if_changed() {
  const bool is_expecting = expected_.has_value();
  if (is_expecting || is_finishing_ || (kept_ && !differs(*kept_))) return;
  if (writer_.is_busy()) return keep_soon();
  keep();
}

void SessionKeeper::keep_soon() {
  if (!soon_.isActive()) soon_.start();
}

bool SessionKeeper::can_keep() const {
  return slot_ && !slot_->file().isEmpty() && to_.bridge.snapshot();
}

void SessionKeeper::keep() {
  if (!can_keep()) return;
  writer_.write(
      content(slot_->file()),
      [this, mark = now()] {
        kept_ = mark;
        has_told_failure_ = false;
      },
      [this](const Error& error) {
        if (std::exchange(has_told_failure_, true)) return;
        emit message(tr("Your work cannot be kept: %1").arg(QString::fromStdString(error.problem())));
      });
}

/// Returns false if the user cancelled or decided to stay.
bool SessionKeeper::keep_now() {
  try {
    std::optional<SessionToWrite> last;
    if (can_keep()) last = content(slot_->file());
    return work_with_dialog(&to_.window, tr("Keeping your work…"), [&](Progress& progress) {
      while (!writer_.wait_a_moment()) progress.at(0, 1);
      if (last) writer_.write_now(*last, progress);
    });
  } catch (const Error& error) {
    QMessageBox box(QMessageBox::Warning, tr("Close"),
                    tr("Your work cannot be kept: %1").arg(QString::fromStdString(error.problem())),
                    QMessageBox::Close | QMessageBox::Cancel, &to_.window);
    box.setInformativeText(QString::fromStdString(error.remedy()));
    return box.exec() == QMessageBox::Close;
  }
}

bool SessionKeeper::finish() {
  if (std::exchange(is_finishing_, true)) return false;
  half_minute_.stop();
  const bool is_over = keep_now();
  is_finishing_ = false;
  if (is_over)
    slot_.reset();  // releases the slot for the next window
  else
    half_minute_.start();
  return is_over;
}

}  // namespace lfp
