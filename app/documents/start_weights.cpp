#include "app/documents/start_weights.h"

#include "app/bridge/engine_bridge.h"
#include "app/documents/open_file.h"
#include "app/documents/start_weights_dialog.h"
#include "core/base/error.h"
#include "core/experiment/experiment_paths.h"
#include "core/sessions/load_materials.h"
#include "core/sessions/session_file.h"
#include "core/training/run_state.h"
#include "widgets/controls/work_dialog.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/files/save_dialog.h"
#include "widgets/files/to_path.h"

#include <optional>
#include <utility>

namespace lfp {

StartWeights::StartWeights(const EngineBridge& bridge, ExperimentEditor& editor, TakeState take_state,
                           QWidget& window)
    : QObject(&window),
      bridge_(bridge),
      editor_(editor),
      take_state_(std::move(take_state)),
      window_(window) {}

void StartWeights::ask(const Theme& theme) {
  if (!bridge_.snapshot()) return;
  const auto dataset = bridge_.snapshot()->dataset;
  std::shared_ptr<const Network> network;
  try {
    network = std::make_shared<const Network>(
        make_initial_network(editor_.experiment(), *dataset, nullptr, nullptr));
  } catch (const Error& error) {
    emit failed(error);
    return;
  }
  const auto load = [this, dataset](const Experiment& wanted) {
    std::shared_ptr<const KnownWeights> known;
    work_with_dialog(&window_, tr("Reading the weights…"), [&](Progress& progress) {
      known = load_known_weights(wanted, dataset, &progress).weights.front();
    });
    return known;
  };
  auto* dialog = new StartWeightsDialog(editor_.experiment(), network, load, theme, &window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &StartWeightsDialog::chosen, this, [this](const std::optional<WeightsSource>& source) {
    Experiment next = editor_.experiment();
    next.network.weights = source;
    editor_.edit(source ? tr("Start from weights") : tr("Draw all weights"), std::move(next));
  });
  dialog->open();
}

void StartWeights::continue_as_new() {
  const auto where = ask_where_to_save(
      &window_, tr("Save where training stands"), QString::fromStdString(editor_.experiment().name),
      {{.title = tr("Session: weights and history too"), .ending = QStringLiteral("lfplab")}});
  if (!where || !save(where->file)) return;
  Experiment next = editor_.experiment();
  next.network.weights.emplace();
  next.network.weights->file = where->file.toStdString();
  next.network.prune.reset();
  next.name += tr(", continued").toStdString();
  editor_.replace(std::move(next), tr("Continue as a new experiment"));
}

bool StartWeights::save(const QString& file) {
  try {
    const auto state = take_state_();
    if (!state)
      throw Error("Continue as a new experiment", "nothing is trained yet", "Train first: press Space");
    const SessionContent content{
        .experiment = with_absolute_paths(editor_.experiment()), .state = state, .program = program_name()};
    return work_with_dialog(&window_, tr("Saving…"),
                            [&](Progress& progress) { save_session(content, to_path(file), &progress); });
  } catch (const Error& error) {
    emit failed(error);
    return false;
  }
}

}  // namespace lfp
