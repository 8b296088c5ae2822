#include "widgets/panels/transport/diverged_bar.h"

#include "core/optimisers/optimiser.h"
#include "core/rules/rule.h"
#include "widgets/controls/elided_label.h"
#include "widgets/controls/run_badge.h"
#include "widgets/editing/entry_items.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace lfp {
namespace {

constexpr const char* epsilon_name = "epsilon";
constexpr const char* rate_name = "learning_rate";
constexpr const char* bounded_rule = "z_plus_z_minus";
constexpr double remedy_factor = 10.0;
constexpr double remedy_clip_norm = 1.0;
constexpr std::int64_t remedy_steps = 10;
/// What ε becomes where it was 0.
constexpr double first_epsilon = 1e-6;

/// `choice` with that setting changed, kept within its range; none where it has no such setting or cannot go
/// further.
std::optional<Choice> with_setting(const EntryInfo* info, Choice choice, const std::string& name,
                                   const std::function<double(double)>& change) {
  if (info == nullptr || !choice.settings.has(name)) return std::nullopt;
  for (const SettingInfo& setting : info->settings) {
    if (setting.name != name || setting.kind != SettingKind::real) continue;
    const double before = choice.settings.real(name);
    const double after = std::clamp(change(before), setting.minimum, setting.maximum);
    if (after == before) return std::nullopt;
    choice.settings.set(name, after);
    return choice;
  }
  return std::nullopt;
}

std::optional<Choice> with_raised_epsilon(const Choice& rule) {
  return with_setting(entry_info(rule_entries(), rule.name), rule, epsilon_name,
                      [](double epsilon) { return epsilon > 0.0 ? epsilon * remedy_factor : first_epsilon; });
}

std::optional<Choice> with_lowered_rate(const Choice& optimiser) {
  return with_setting(entry_info(optimiser_entries(), optimiser.name), optimiser, rate_name,
                      [](double rate) { return rate / remedy_factor; });
}

/// ε raised wherever the run has one: in its own rule and in those of single layers.
std::optional<RunSpec> with_raised_epsilons(RunSpec run) {
  bool is_changed = false;
  const auto raise = [&is_changed](Choice& rule) {
    const auto raised = with_raised_epsilon(rule);
    is_changed = is_changed || raised;
    if (raised) rule = *raised;
  };
  raise(run.rule);
  for (LayerRule& entry : run.composite) raise(entry.rule);
  if (run.method != Method::lfp || !is_changed) return std::nullopt;
  return run;
}

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
      clip_(new QPushButton(tr("Clip to 1"), this)),
      raise_epsilon_(new QPushButton(tr("Raise ε tenfold"), this)),
      bounded_(new QPushButton(tr("Use z+z−"), this)),
      lower_rate_(new QPushButton(tr("Learning rate ÷ 10"), this)) {
  auto* row = new QHBoxLayout(this);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(where_);
  words->addWidget(cause_);
  row->addWidget(icon_);
  row->addLayout(words, 1);
  for (QPushButton* button : {restore_, back_, clip_, raise_epsilon_, bounded_, lower_rate_}) {
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(button);
  }
  connect(restore_, &QPushButton::clicked, this, [this] { restore(0); });
  connect(back_, &QPushButton::clicked, this, [this] { restore(remedy_steps); });
  connect(clip_, &QPushButton::clicked, this, [this] {
    RunSpec next = editor_.experiment().runs[run_];
    next.clip_norm = remedy_clip_norm;
    change_run(tr("Clip to 1"), next);
  });
  connect(raise_epsilon_, &QPushButton::clicked, this, [this] {
    if (const auto next = with_raised_epsilons(editor_.experiment().runs[run_]))
      change_run(tr("Raise ε"), *next);
  });
  connect(bounded_, &QPushButton::clicked, this, [this] {
    RunSpec next = editor_.experiment().runs[run_];
    next.rule = {.name = bounded_rule, .settings = {}};
    next.composite.clear();
    change_run(tr("Use z+z−"), next);
  });
  connect(lower_rate_, &QPushButton::clicked, this, [this] {
    RunSpec next = editor_.experiment().runs[run_];
    if (const auto lowered = with_lowered_rate(next.optimiser)) {
      next.optimiser = *lowered;
      change_run(tr("Lower the learning rate"), next);
    }
  });
  set_theme(theme_);
  hide();
}

void DivergedBar::set_snapshot(const SnapshotPointer& snapshot) {
  const auto& runs = editor_.experiment().runs;
  if (snapshot) {
    for (std::size_t run = 0; run < std::min(snapshot->runs.size(), runs.size()); ++run)
      if (const auto& divergence = snapshot->runs[run].divergence) return show_divergence(run, *divergence);
  }
  hide();
}

void DivergedBar::show_divergence(std::size_t run, const Divergence& divergence) {
  run_ = run;
  const RunSpec& spec = editor_.experiment().runs[run];
  where_->setText(
      tr("Diverged: run %1, layer %2, step %3 · %4: %5")
          .arg(run_letter(static_cast<int>(run)))
          .arg(divergence.layer)
          .arg(count_text(divergence.step))
          .arg(QString::fromStdString(divergence.quantity), QString::fromStdString(divergence.term)));
  const QString cause = QString::fromStdString(divergence.cause);
  cause_->setText(cause);
  cause_->setToolTip(
      QStringLiteral("%1<br>%2")
          .arg(cause.toHtmlEscaped(), QString::fromStdString(divergence.remedy).toHtmlEscaped()));
  const QString letter = run_letter(static_cast<int>(run));
  restore_->setToolTip(tr("All runs go back to the last step at which everything was finite"));
  back_->setToolTip(tr("All runs go back %1 steps before that").arg(remedy_steps));
  clip_->setToolTip(tr("Run %1 goes on from %2 steps back with updates clipped to a norm of 1")
                        .arg(letter)
                        .arg(remedy_steps));
  raise_epsilon_->setToolTip(
      tr("Run %1 goes on from %2 steps back with ten times the ε").arg(letter).arg(remedy_steps));
  lower_rate_->setToolTip(tr("Run %1 goes on from %2 steps back with a tenth of the learning rate")
                              .arg(letter)
                              .arg(remedy_steps));
  clip_->setVisible(!spec.clip_norm || *spec.clip_norm > remedy_clip_norm);
  raise_epsilon_->setVisible(with_raised_epsilons(spec).has_value());
  bounded_->setToolTip(
      tr("Run %1 goes on from %2 steps back with the rule LFP-z+z−, whose feedback cannot grow")
          .arg(letter)
          .arg(remedy_steps));
  bounded_->setVisible(spec.method == Method::lfp &&
                       (spec.rule.name != bounded_rule || !spec.composite.empty()));
  lower_rate_->setVisible(with_lowered_rate(spec.optimiser).has_value());
  show();
}

/// Some way back, because the last finite state is often beyond help already; then the change, because what
/// is replayed on the way back must run with the old settings.
void DivergedBar::change_run(const QString& undo_text, const RunSpec& next) {
  restore(remedy_steps);
  Experiment experiment = editor_.experiment();
  experiment.runs[run_] = next;
  editor_.edit(undo_text, std::move(experiment));
}

void DivergedBar::restore(std::int64_t steps_back) {
  emit command_issued(command::Restore{steps_back});
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
