#include "app/window/way_on_question.h"

#include "app/bridge/engine_bridge.h"
#include "widgets/controls/run_badge.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/run_names.h"
#include "widgets/style/number_text.h"
#include "widgets/views/known_steps.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>
#include <algorithm>
#include <utility>
#include <variant>

namespace lfp {
namespace {

struct WayOnWords {
  Q_DECLARE_TR_FUNCTIONS(WayOnQuestion)
};

template <class... Kinds>
bool is_one_of(const Command& command) {
  return (std::holds_alternative<Kinds>(command) || ...);
}

/// The runs that a person teaches, edits or prunes by this command.
std::vector<std::size_t> changed_runs(const Command& command) {
  if (const auto* set = std::get_if<command::SetParameter>(&command)) return {set->run};
  if (const auto* teach = std::get_if<command::Teach>(&command)) return teach->runs;
  if (const auto* prune = std::get_if<command::Prune>(&command)) return prune->runs;
  return {};
}

/// Those of which this command would have something forgotten, in order.
std::vector<std::size_t> departing_runs(const Command& command, const Snapshot& now) {
  const bool trains = is_one_of<command::Run, command::NextPhase, command::NextSample, command::NextBatch,
                                command::NextEpoch>(command);
  const std::vector<std::size_t> changed = changed_runs(command);
  std::vector<std::size_t> runs;
  if (!trains && changed.empty()) return runs;
  for (const Departure& departure : now.time->departures) runs.push_back(departure.run);
  for (const std::size_t run : changed)
    if (run < now.runs.size() && now.runs[run].ahead) runs.push_back(run);
  std::ranges::sort(runs);
  const auto doubled = std::ranges::unique(runs);
  runs.erase(doubled.begin(), doubled.end());
  return runs;
}

QString names_of(const std::vector<std::size_t>& runs, const Snapshot& now) {
  QStringList names;
  for (const std::size_t run : runs)
    names << WayOnWords::tr("%1 (%2)").arg(run_letter(static_cast<int>(run)),
                                           QString::fromStdString(now.runs[run].name));
  return names.join(WayOnWords::tr(" and "));
}

/// Why the rest cannot be kept beside a fork; empty where it can.
QString fork_problem(const std::vector<std::size_t>& runs, const Snapshot& now, std::size_t runs_now) {
  if (runs_now + runs.size() > most_runs)
    return WayOnWords::tr("There is room for %1 runs, so a fork needs another one to be removed first.")
        .arg(most_runs);
  for (const Departure& departure : now.time->departures)
    if (departure.was_changed_ahead)
      return WayOnWords::tr(
                 "Later on, run %1 was set otherwise, edited or taught by hand. A fork cannot keep that.")
          .arg(run_letter(static_cast<int>(departure.run)));
  return {};
}

}  // namespace

WayOnQuestion::WayOnQuestion(EngineBridge& bridge, ExperimentEditor& editor, QWidget& window)
    : bridge_(bridge), editor_(editor), window_(window) {}

bool WayOnQuestion::may_send(const Command& command) {
  const SnapshotPointer now = bridge_.snapshot();
  if (is_answered_ || !now || !now->time || now->running || now->position.next_phase != Phase{}) return true;
  const std::vector<std::size_t> runs = departing_runs(command, *now);
  if (runs.empty()) return true;
  // A slider asks on and on; one question is enough.
  if (!question_) ask(command, *now, runs);
  return false;
}

void WayOnQuestion::ask(const Command& command, const Snapshot& now, const std::vector<std::size_t>& runs) {
  const QString step = count_text(now.position.step);
  auto* box = new QMessageBox(
      QMessageBox::NoIcon, WayOnWords::tr("Go on from step %1").arg(step),
      WayOnWords::tr("Steps %1 to %2 of %3 lie ahead.")
          .arg(count_text(now.position.step + 1), count_text(known_steps(now)), names_of(runs, now)),
      QMessageBox::Cancel, &window_);
  question_ = box;
  box->setObjectName(QStringLiteral("way_on_question"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  const QString problem = fork_problem(runs, now, editor_.experiment().runs.size());
  box->setInformativeText(
      problem.isEmpty()
          ? WayOnWords::tr(
                "A fork goes its own way from step %1 and keeps them; otherwise they are replaced.")
                .arg(step)
          : problem);
  auto* fork = box->addButton(WayOnWords::tr("Go on as a fork"), QMessageBox::AcceptRole);
  auto* replace = box->addButton(WayOnWords::tr("Replace"), QMessageBox::DestructiveRole);
  fork->setEnabled(problem.isEmpty());
  if (problem.isEmpty())
    box->setDefaultButton(fork);
  else
    box->setDefaultButton(QMessageBox::Cancel);
  QObject::connect(fork, &QPushButton::clicked, box,
                   [this, command, now = bridge_.snapshot(), runs] { send_to_forks(command, *now, runs); });
  QObject::connect(replace, &QPushButton::clicked, box, [this, command] { send(command); });
  box->open();
}

void WayOnQuestion::send(const Command& command) {
  is_answered_ = true;
  bridge_.send(command);
  is_answered_ = false;
}

/// What was meant for a run is done to its fork.
void WayOnQuestion::send_to_forks(Command command, const Snapshot& now,
                                  const std::vector<std::size_t>& runs) {
  const auto fork_of = [&, first = editor_.experiment().runs.size()](std::size_t run) {
    const auto place = std::ranges::find(runs, run);
    return place == runs.end() ? run : first + static_cast<std::size_t>(place - runs.begin());
  };
  for (const std::size_t run : runs) editor_.fork_run(run, now);
  if (auto* set = std::get_if<command::SetParameter>(&command)) set->run = fork_of(set->run);
  if (auto* teach = std::get_if<command::Teach>(&command))
    for (std::size_t& run : teach->runs) run = fork_of(run);
  if (auto* prune = std::get_if<command::Prune>(&command))
    for (std::size_t& run : prune->runs) run = fork_of(run);
  send(command);
}

}  // namespace lfp
