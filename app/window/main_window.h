#pragma once

#include "app/bridge/engine_bridge.h"
#include "app/documents/session_keeper.h"
#include "app/documents/start_questions.h"
#include "app/window/run_window.h"
#include "app/window/way_on_question.h"
#include "widgets/views/focus.h"
#include "widgets/views/view_entry.h"

#include <QMainWindow>
#include <QTimer>
#include <cstdint>
#include <memory>
#include <optional>

namespace lfp {

class Appearance;
class DivergedBar;
class Docks;
class Error;
class ExperimentEditor;
class ExperimentFiles;
class ExportActions;
class Menus;
class PerspectiveSwitch;
class PhaseRow;
class SetupPanel;
class StartWeights;
class StatusLine;
class StudyBar;
class StudyDesk;
class StudyPanel;
class TimeBar;
class TransportBar;

/// The window: menus, transport bar, docks and status bar around one experiment and its session.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(const WindowOptions& options);
  ~MainWindow() override;

  EngineBridge& bridge() { return bridge_; }
  Focus& focus() { return focus_; }
  ExperimentEditor& editor() { return *editor_; }
  ExperimentFiles& files() { return *files_; }
  ExportActions& exports() { return *exports_; }
  Docks& docks() { return *docks_; }
  PerspectiveSwitch& perspectives() { return *perspectives_; }
  SessionKeeper& keeper() { return *keeper_; }
  StudyDesk& studies() { return *studies_; }
  Appearance& appearance() { return *appearance_; }

 protected:
  bool event(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void make_panels();
  void connect_parts();
  void connect_studies();
  void keep_session();
  /// Shows the view that answers it.
  QDockWidget* answer(ViewTopic topic);
  /// Chooses that run and that layer (from 1) first; 0 leaves the choice as it is.
  void show_ledger(int run, int layer);
  void take_snapshot();
  void choose_layer(const Snapshot& snapshot);
  void note_command(const Command& command);
  void open_recovered();
  /// Shows the perspective of that name.
  void show_perspective(const char* name);
  /// In the workbench, trained up to where it diverged, if it has.
  void open_cell(const Experiment& experiment, std::optional<std::int64_t> diverged_step);
  void start(const QString& name);
  void take_file(const QString& name);
  void take_back();
  void show_error(const Error& error);
  void show_problem(const QString& problem, const QString& details);
  void set_theme();
  void set_title();
  void restore_geometry();
  void restore_speed();

  EngineBridge bridge_;
  Focus focus_;
  Appearance* appearance_;
  std::optional<SessionSlot> slot_;  // until the session keeper has it
  LastSession last_;
  ExperimentEditor* editor_;
  StartQuestions questions_;
  WayOnQuestion way_on_;
  ExperimentFiles* files_;
  Docks* docks_;
  PerspectiveSwitch* perspectives_;
  ExportActions* exports_;
  StartWeights* start_weights_ = nullptr;
  TransportBar* transport_;
  PhaseRow* phases_;
  DivergedBar* diverged_;
  QToolBar* diverged_row_;
  SetupPanel* setup_;
  TimeBar* time_;
  StudyPanel* study_panel_;
  StudyBar* study_bar_;
  StudyDesk* studies_;
  std::unique_ptr<SessionKeeper> keeper_;  // destroyed before the bridge
  StatusLine* status_;
  Menus* menus_;
  QTimer fit_timer_;
  NetworkSpec seen_network_;
  std::shared_ptr<const Dataset> seen_dataset_;
  bool is_moving_separator_ = false;
  /// The dock to bring to the front once there is a snapshot of another generation.
  struct WantedView {
    ViewTopic view{};
    std::uint64_t since = 0;
  };
  std::optional<WantedView> wanted_view_;
  std::optional<std::uint64_t> hurried_;  // the generation that is trained fast to where it diverged
};

}  // namespace lfp
