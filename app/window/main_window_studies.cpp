#include "app/bridge/engine_bridge.h"
#include "app/docks/layouts.h"
#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "app/documents/study_desk.h"
#include "app/window/main_window.h"
#include "app/window/status_line.h"
#include "widgets/panels/setup/setup_panel.h"
#include "widgets/panels/study/study_bar.h"
#include "widgets/panels/study/study_panel.h"
#include "widgets/panels/transport/transport_bar.h"

#include <algorithm>

namespace lfp {
namespace {

constexpr int study_message_milliseconds = 6000;

}  // namespace

void MainWindow::connect_studies() {
  connect(perspectives_, &PerspectiveSwitch::current_changed, this, [this](int current) {
    const bool explores =
        lfp::perspectives()[static_cast<std::size_t>(current)].name == QLatin1String("explore");
    transport_->setVisible(!explores);
    transport_->set_has_space(!explores);
    study_bar_->setVisible(explores);
    study_bar_->set_has_keys(explores);
    if (explores) studies_->open_last();
    fit_timer_.start();
  });
  connect(study_bar_, &StudyBar::run_asked, this, [this] { show_perspective("explore"); });
  connect(studies_, &StudyDesk::opened, this, [this] { show_perspective("explore"); });
  connect(studies_, &StudyDesk::failed, this, &MainWindow::show_error);
  connect(studies_, &StudyDesk::message, this,
          [this](const QString& text) { status_->showMessage(text, study_message_milliseconds); });
  // Training and the study would both want all cores.
  connect(studies_, &StudyDesk::started, this, [this] {
    bridge_.send(command::Pause{});
    status_->showMessage(tr("Study started · results kept after every cell"), study_message_milliseconds);
  });
  connect(studies_, &StudyDesk::cell_wanted, this, &MainWindow::open_cell);
  connect(setup_, &SetupPanel::study_asked, this, [this](const std::string& path) {
    show_perspective("explore");
    study_panel_->start_with(path);
  });
}

void MainWindow::show_perspective(const char* name) {
  const auto& all = lfp::perspectives();
  const auto wanted = std::ranges::find(all, QString::fromLatin1(name), &Perspective::name);
  const int index = static_cast<int>(wanted - all.begin());
  if (perspectives_->current() != index || !perspectives_->is_restored()) perspectives_->show(index);
}

void MainWindow::open_cell(const Experiment& experiment, std::optional<std::int64_t> diverged_step) {
  studies_->pause();
  if (!files_->open_experiment(experiment)) return;
  show_perspective("train");
  if (!diverged_step) return;
  bridge_.send(command::SetSpeed{});
  bridge_.send(command::Run{.until_step = *diverged_step + 1,
                            .until_epoch = {},
                            .until_test_accuracy = {},
                            .until_divergence = true});
  hurried_ = bridge_.snapshot() ? bridge_.snapshot()->generation : 0;
}

}  // namespace lfp
