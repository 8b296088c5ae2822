#pragma once

#include "app/window/key_sheet.h"
#include "widgets/style/theme.h"

#include <QList>
#include <QObject>
#include <functional>

class QAction;
class QMainWindow;
class QMenu;

namespace lfp {

class Appearance;
class Docks;
class ExperimentEditor;
class ExperimentFiles;
class ExportActions;
class PerspectiveSwitch;
class StudyBar;
class StudyDesk;
class EngineBridge;
class TimeBar;
class TransportBar;
class View;

/// What the menus act on.
struct MenuTargets {
  QMainWindow& window;
  Appearance& appearance;
  EngineBridge& bridge;
  ExperimentEditor& editor;
  ExperimentFiles& files;
  Docks& docks;
  PerspectiveSwitch& perspectives;
  ExportActions& exports;
  TransportBar& transport;
  TimeBar& time;
  StudyDesk& studies;
  StudyBar& study_bar;
  std::function<void()> open_recovered;
  std::function<void()> start_from_weights;
  std::function<void()> continue_as_new;
};

/// The menu bar with all its actions, and the perspective tabs in its right corner.
class Menus : public QObject {
  Q_OBJECT

 public:
  explicit Menus(const MenuTargets& targets);

  void set_theme(const Theme& theme);
  /// The name in muted letters behind the menus.
  void set_experiment_name(const QString& name);
  /// Every action with keys, menu by menu.
  QList<KeyGroup> key_groups() const;

 private:
  void add_file_menu();
  void add_edit_menu();
  void add_view_menu();
  void add_run_menu();
  void add_study_menu();
  void add_study_results(QMenu& menu, QAction& save);
  void add_shipped_studies(QMenu& menu);
  View& map_view() const;
  void add_help_menu();
  void add_corner();
  void add_examples(QMenu& menu);
  void add_panels(QMenu& menu);
  void add_sizes(QMenu& menu);
  void add_themes(QMenu& menu);
  void add_scales(QMenu& menu);
  void fill_recent(QMenu& menu);
  void fill_weights(QMenu& menu);
  void present(bool on);
  void show_keys();

  MenuTargets to_;
  QList<QMenu*> menus_;
  QList<QAction*> perspective_actions_;
  QAction* presenter_ = nullptr;
  QAction* theme_ = nullptr;
  QAction* keys_ = nullptr;
  QAction* name_ = nullptr;
  Qt::WindowStates states_before_presenting_;
};

}  // namespace lfp
