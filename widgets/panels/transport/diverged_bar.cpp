#include "widgets/panels/transport/diverged_bar.h"

#include "widgets/controls/elided_label.h"
#include "widgets/controls/run_badge.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {
namespace {

constexpr std::int64_t remedy_steps = 10;

}  // namespace

DivergedBar::DivergedBar(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      theme_(Theme::make(Theme::Kind::light)),
      icon_(new QLabel(this)),
      where_(new ElidedLabel(this)),
      cause_(new ElidedLabel(this)),
      restore_(new QPushButton(tr("Restore last finite state"), this)),
      back_(new QPushButton(tr("Back %1 steps").arg(remedy_steps), this)),
      remedies_{{RemedyKind::clip, new QPushButton(tr("Clip to 1"), this)},
                {RemedyKind::raise_epsilon, new QPushButton(tr("Raise ε tenfold"), this)},
                {RemedyKind::bounded_rule, new QPushButton(tr("Use z+z−"), this)},
                {RemedyKind::lower_rate, new QPushButton(tr("Learning rate ÷ 10"), this)}} {
  auto* row = new QHBoxLayout(this);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(where_);
  words->addWidget(cause_);
  row->addWidget(icon_);
  row->addLayout(words, 1);
  for (QPushButton* button : {restore_, back_}) {
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(button);
  }
  for (const auto& [kind, button] : remedies_) {
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, chosen = kind] { apply(chosen); });
  }
  connect(restore_, &QPushButton::clicked, this, [this] { restore(0); });
  connect(back_, &QPushButton::clicked, this, [this] { restore(remedy_steps); });
  set_theme(theme_);
  hide();
}

void DivergedBar::set_snapshot(const SnapshotPointer& snapshot) {
  const auto& runs = editor_.experiment().runs;
  if (snapshot) {
    for (std::size_t run = 0; run < std::min(snapshot->runs.size(), runs.size()); ++run)
      if (snapshot->runs[run].divergence) return show_divergence(run, snapshot->runs[run]);
  }
  hide();
}

void DivergedBar::show_divergence(std::size_t run, const RunSnapshot& snapshot) {
  const Divergence& divergence = *snapshot.divergence;
  run_ = run;
  const QString letter = run_letter(static_cast<int>(run));
  where_->setText(
      tr("Diverged: run %1, layer %2, step %3 · %4: %5")
          .arg(letter)
          .arg(divergence.layer)
          .arg(count_text(divergence.step))
          .arg(QString::fromStdString(divergence.quantity), QString::fromStdString(divergence.term)));
  const QString cause = QString::fromStdString(divergence.cause);
  const QString remedy = snapshot.are_remedies_tried ? QString::fromStdString(divergence.remedy)
                                                     : tr("Remedies are being tried on a copy…");
  cause_->setText(cause);
  cause_->setToolTip(QStringLiteral("%1<br>%2").arg(cause.toHtmlEscaped(), remedy.toHtmlEscaped()));
  restore_->setToolTip(
      tr("Run %1 goes on from the last step at which it was finite; the others stay where they are")
          .arg(letter));
  back_->setToolTip(tr("Run %1 goes on from %2 steps before that; the others stay where they are")
                        .arg(letter)
                        .arg(remedy_steps));
  show_remedies(snapshot.remedies);
  show();
}

/// Shows only remedies that kept a copy of the run finite, best first; all if none could be tried.
void DivergedBar::show_remedies(const std::vector<TriedRemedy>& tried) {
  tried_ = tried;
  const QString letter = run_letter(static_cast<int>(run_));
  auto* row = static_cast<QHBoxLayout*>(layout());
  for (const auto& [kind, button] : remedies_) button->hide();
  for (const TriedRemedy& remedy : tried) {
    QPushButton* button = remedies_.at(remedy.kind);
    row->removeWidget(button);
    row->addWidget(button);
    const QString found = remedy.steps == 0
                              ? tr("it was not tried before, as the memory does not suffice for a copy")
                              : tr("a copy has stayed finite for %1 steps, with a loss of %2")
                                    .arg(count_text(remedy.steps), number_text(remedy.loss, 3));
    button->setToolTip(tr("Run %1 goes on from %2 steps back with it and catches up; %3")
                           .arg(letter)
                           .arg(remedy_steps)
                           .arg(found));
    button->show();
  }
}

void DivergedBar::apply(RemedyKind kind) {
  const auto remedy = std::ranges::find(tried_, kind, &TriedRemedy::kind);
  if (remedy != tried_.end()) change_run(remedies_.at(kind)->text(), remedy->spec);
}

/// Goes back some steps first, because the last finite state is often beyond repair; then applies the change,
/// because the steps repeated on the way back have to use the old settings.
void DivergedBar::change_run(const QString& undo_text, const RunSpec& next) {
  restore(remedy_steps);
  Experiment experiment = editor_.experiment();
  experiment.runs[run_] = next;
  editor_.edit(undo_text, std::move(experiment));
}

void DivergedBar::restore(std::int64_t steps_back) {
  emit command_issued(command::Revive{.run = run_, .steps_back = steps_back});
}

void DivergedBar::set_theme(const Theme& theme) {
  theme_ = theme;
  icon_->setPixmap(icon("error", theme.error).pixmap(QSize(theme.px(16), theme.px(16))));
  where_->setFont(theme.bold());
  QPalette colours = where_->palette();
  colours.setColor(QPalette::WindowText, theme.error);
  where_->setPalette(colours);
  layout()->setSpacing(theme.px(8));
  layout()->setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6));
  update();
}

void DivergedBar::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.base);
  painter.fillRect(QRect(0, height() - theme_.px(2), width(), theme_.px(2)), theme_.error);
}

}  // namespace lfp
