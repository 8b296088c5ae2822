#include "app/window/status_line.h"

#include "core/experiment/stop.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QStringList>
#include <QToolButton>
#include <algorithm>
#include <optional>

#include <unistd.h>

namespace lfp {

namespace {

constexpr qint64 milliseconds_between_updates = 100;
constexpr int state_width = 250;
constexpr qint64 bytes_per_megabyte = 1 << 20;

/// Memory in use by the program, in megabytes; none where the system does not tell.
std::optional<qint64> resident_megabytes() {
  QFile file(QStringLiteral("/proc/self/statm"));
  if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
  const QList<QByteArray> pages = file.readAll().split(' ');
  if (pages.size() < 2) return std::nullopt;
  return pages[1].toLongLong() * sysconf(_SC_PAGESIZE) / bytes_per_megabyte;
}

QString phase_text(const Phase& phase) {
  switch (phase.kind) {
    case PhaseKind::forward:
      return StatusLine::tr("forward");
    case PhaseKind::output_feedback:
      return StatusLine::tr("output feedback");
    case PhaseKind::distribute:
      return StatusLine::tr("distribute %1").arg(phase.layer + 1);
    case PhaseKind::update:
      return StatusLine::tr("update");
  }
  return {};
}

/// "A", "A, C"; empty where none has diverged.
QString diverged_runs(const Snapshot& snapshot) {
  QStringList letters;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run)
    if (snapshot.runs[run].divergence) letters << run_letter(static_cast<int>(run));
  return letters.join(QStringLiteral(", "));
}

bool have_all_diverged(const Snapshot& snapshot) {
  const auto has_diverged = [](const RunSnapshot& run) { return run.divergence.has_value(); };
  return !snapshot.runs.empty() && std::ranges::all_of(snapshot.runs, has_diverged);
}

bool has_reached(const Position& position, const StopSpec& stop) {
  const auto last = last_step(stop, position.batches_per_epoch);
  return last && position.step >= *last;
}

QString progress_text(const Snapshot& snapshot, const StopSpec& stop) {
  const Position& position = snapshot.position;
  if (snapshot.time && snapshot.time->target)
    return StatusLine::tr("Going to step %1 · now at %2")
        .arg(count_text(*snapshot.time->target), count_text(position.step));
  if (snapshot.running) {
    return StatusLine::tr("Running · batch %1 of %2").arg(position.batch + 1).arg(position.batches_per_epoch);
  }
  if (snapshot.batch_cursor) {
    return StatusLine::tr("In step %1 · sample %2 of %3")
        .arg(count_text(position.step + 1))
        .arg(*snapshot.batch_cursor + 1)
        .arg(snapshot.batch.size());
  }
  if (position.next_phase != Phase{}) {
    return StatusLine::tr("Paused in step %1 · next: %2")
        .arg(count_text(position.step + 1), phase_text(position.next_phase));
  }
  if (has_reached(position, stop))
    return StatusLine::tr("Finished at step %1").arg(count_text(position.step));
  if (position.step == 0) return StatusLine::tr("Ready at step 0");
  return StatusLine::tr("Paused at step %1").arg(count_text(position.step));
}

QString numbers_text(const Snapshot& snapshot, int frames_per_second) {
  QStringList parts;
  if (snapshot.running) {
    const double speed = snapshot.steps_per_second;
    const QString steps = speed < 10 ? number_text(speed, 1) : count_text(static_cast<qint64>(speed));
    parts << StatusLine::tr("%1 steps/s").arg(steps) << StatusLine::tr("%1 frames/s").arg(frames_per_second);
  }
  if (const auto memory = resident_megabytes()) parts << StatusLine::tr("%1 MB").arg(count_text(*memory));
  return parts.join(QStringLiteral(" · "));
}

}  // namespace

StatusLine::StatusLine(QWidget& time, QWidget* parent)
    : QStatusBar(parent),
      time_(time),
      state_(new QLabel(this)),
      signature_(new QToolButton(this)),
      numbers_(new QLabel(this)) {
  setSizeGripEnabled(false);
  state_->setAccessibleName(tr("State of training"));
  numbers_->setAccessibleName(tr("Speed and memory"));
  numbers_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  signature_->setAutoRaise(true);
  signature_->setFocusPolicy(Qt::TabFocus);
  signature_->setAccessibleName(tr("Signature of the parameters"));
  connect(signature_, &QToolButton::clicked, this, &StatusLine::copy_signature);
  addWidget(state_);
  addWidget(&time_, 1);
  addPermanentWidget(signature_);
  addPermanentWidget(numbers_);
  state_->installEventFilter(this);
  time_.installEventFilter(this);
  // The track beside it keeps its length when the signature comes and goes.
  QSizePolicy policy = signature_->sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  signature_->setSizePolicy(policy);
  signature_->hide();
}

QString StatusLine::state_text(const Snapshot& snapshot, const StopSpec& stop) {
  if (have_all_diverged(snapshot)) {
    const Divergence& divergence = *snapshot.runs.front().divergence;
    return tr("Diverged: layer %1, step %2").arg(divergence.layer).arg(count_text(divergence.step));
  }
  const QString diverged = diverged_runs(snapshot);
  const QString progress = progress_text(snapshot, stop);
  return diverged.isEmpty() ? progress : tr("%1 diverged · %2").arg(diverged, progress);
}

void StatusLine::show_snapshot(const Snapshot& snapshot, const StopSpec& stop, int frames_per_second) {
  const bool is_too_soon = snapshot.running && was_running_ && since_update_.isValid() &&
                           since_update_.elapsed() < milliseconds_between_updates;
  if (is_too_soon) return;
  since_update_.restart();
  was_running_ = snapshot.running;
  if (problem_.isEmpty()) show_state(state_text(snapshot, stop), !diverged_runs(snapshot).isEmpty());
  numbers_->setText(numbers_text(snapshot, frames_per_second));
  show_signature(snapshot);
}

void StatusLine::show_problem(const QString& problem) {
  problem_ = problem;
  show_state(problem, true);
  state_->setToolTip(problem);
}

void StatusLine::show_state(const QString& text, bool is_error) {
  state_->setText(state_->fontMetrics().elidedText(text, Qt::ElideRight, state_->width()));
  QPalette colours = palette();
  if (is_error) colours.setColor(QPalette::WindowText, theme_.error);
  state_->setPalette(colours);
}

void StatusLine::show_signature(const Snapshot& snapshot) {
  const QString signature = QString::fromStdString(snapshot.signature);
  signature_->setVisible(!signature.isEmpty());
  if (signature.isEmpty()) return;
  signature_->setProperty("signature", signature);
  signature_->setText(signature == copied_from_ ? tr("signature copied") : tr("signature %1").arg(signature));
  signature_->setToolTip(snapshot.repeatable ? tr("<b>Signature</b><br>A hash of the parameters of all runs. "
                                                  "The same experiment, trained as far by "
                                                  "<i>lfplab train</i>, has the same.<br>Click to copy.")
                                             : tr("<b>Signature</b><br>A hash of the parameters of all runs. "
                                                  "A run was changed after step 0, so the "
                                                  "experiment alone does not lead here.<br>Click to copy."));
}

void StatusLine::showEvent(QShowEvent* event) {
  QStatusBar::showEvent(event);
  hideOrShow();
}

/// What is shown again while there is a message, for example with a new layout, would lie over it.
bool StatusLine::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Show && !currentMessage().isEmpty())
    QMetaObject::invokeMethod(
        this, [this] { hideOrShow(); }, Qt::QueuedConnection);
  return QStatusBar::eventFilter(watched, event);
}

void StatusLine::copy_signature() {
  copied_from_ = signature_->property("signature").toString();
  QApplication::clipboard()->setText(copied_from_);
  signature_->setText(tr("signature copied"));
}

void StatusLine::set_theme(const Theme& theme) {
  theme_ = theme;
  setFixedHeight(theme.px(30));
  setContentsMargins(theme.px(6), 0, theme.px(6), 0);
  signature_->setFont(theme.small());
  signature_->setFixedWidth(
      QFontMetrics(theme.small())
          .horizontalAdvance(tr("signature %1").arg(QStringLiteral("8888888888888888"))) +
      theme.px(12));
  numbers_->setFont(theme.small());
  state_->setFixedWidth(theme.px(state_width));
  // Room for the widest text, so that nothing moves while numbers change.
  const QFontMetrics metrics(theme.small());
  numbers_->setMinimumWidth(metrics.horizontalAdvance(
      tr("%1 steps/s").arg(count_text(100000)) + tr(" · %1 frames/s · %2 MB").arg(60).arg(count_text(1000))));
}

}  // namespace lfp
