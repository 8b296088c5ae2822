#include "app/window/main_window.h"

#include "app/docks/docks.h"
#include "app/docks/layouts.h"
#include "app/docks/perspective_switch.h"
#include "app/documents/dropped_file.h"
#include "app/documents/examples.h"
#include "app/documents/experiment_files.h"
#include "app/documents/recovered_dialog.h"
#include "app/documents/session_keeper.h"
#include "app/documents/start_weights.h"
#include "app/documents/study_desk.h"
#include "app/figures/export_actions.h"
#include "app/window/appearance.h"
#include "app/window/clicker_keys.h"
#include "app/window/drawn_data.h"
#include "app/window/enter_key.h"
#include "app/window/menus.h"
#include "app/window/phase_row.h"
#include "app/window/status_line.h"
#include "app/window/view_keys.h"
#include "core/base/error.h"
#include "widgets/controls/work_dialog.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/network_edits.h"
#include "widgets/panels/setup/setup_panel.h"
#include "widgets/panels/study/study_bar.h"
#include "widgets/panels/study/study_panel.h"
#include "widgets/panels/transport/diverged_bar.h"
#include "widgets/panels/transport/time_bar.h"
#include "widgets/panels/transport/transport_bar.h"
#include "widgets/style/icons.h"
#include "widgets/views/names/score.h"
#include "widgets/views/runs/run_chooser.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QLayout>
#include <QMessageBox>
#include <QMimeData>
#include <QMouseEvent>
#include <QScreen>
#include <QSettings>
#include <QStyle>
#include <QToolBar>
#include <algorithm>
#include <utility>

namespace lfp {

namespace {

const auto geometry_key = QLatin1String("window/geometry");
const auto speed_key = QLatin1String("run/speed");
const auto phases_key = QLatin1String("run/speed_in_phases");
// Slow enough to see the first example learnt, in about ten seconds.
constexpr double first_speed = 60;
constexpr QSize preferred_size(1600, 1000);
constexpr int saved_message_milliseconds = 6000;

Experiment first_example() {
  return open_experiment("example:" + examples().front().name.toStdString());
}

Renderer renderer_of(RendererChoice choice) {
  switch (choice) {
    case RendererChoice::automatic:
      break;
    case RendererChoice::raster:
      return Renderer::raster;
    case RendererChoice::opengl:
      return Renderer::opengl;
  }
  return Renderer::automatic;
}

/// A new file does not displace what the last session left.
std::optional<SessionSlot> slot_for(const WindowOptions& options) {
  if (!options.keeps_session) return std::nullopt;
  return SessionSlot(SessionSlot::standard_folder(),
                     options.file ? SessionSlot::Wanted::free : SessionSlot::Wanted::last);
}

}  // namespace

MainWindow::MainWindow(const WindowOptions& options)
    : appearance_(new Appearance(options.theme, this)),
      slot_(slot_for(options)),
      last_(slot_ && !options.file ? last_session(*slot_) : LastSession{}),
      editor_(new ExperimentEditor(last_.opened ? last_.opened->experiment : first_example(), this)),
      questions_(bridge_, *editor_, *this),
      way_on_(bridge_, *editor_, *this),
      files_(new ExperimentFiles(*editor_, *this)),
      docks_(new Docks(*this, bridge_, focus_, renderer_of(options.renderer))),
      perspectives_(new PerspectiveSwitch(*this, *docks_)),
      exports_(new ExportActions(bridge_, *docks_, *this)),
      transport_(new TransportBar(*editor_, this)),
      phases_(new PhaseRow(this)),
      diverged_(new DivergedBar(*editor_, this)),
      diverged_row_(new QToolBar(tr("Divergence"), this)),
      setup_(new SetupPanel(*editor_)),
      time_(new TimeBar(*editor_)),
      study_panel_(new StudyPanel(*editor_)),
      study_bar_(new StudyBar(this)),
      studies_(new StudyDesk(
          {.focus = focus_.study(), .panel = *study_panel_, .bar = *study_bar_, .window = *this})),
      status_(new StatusLine(*time_, this)) {
  setDockNestingEnabled(true);
  setAnimated(false);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  // No control has the keyboard focus before a person gives it to one.
  setFocus();
  setAcceptDrops(true);
  new EnterKey(this);
  new ViewKeys(*this, bridge_, *docks_, focus_);
  new ClickerKeys(*this, bridge_, *docks_, *perspectives_);
  QApplication::setWindowIcon(application_icon());  // of dialogs and floating docks, too
  setContextMenuPolicy(Qt::NoContextMenu);
  make_panels();
  start_weights_ = new StartWeights(
      bridge_, *editor_, [this] { return keeper_->take_state(false); }, *this);
  menus_ = new Menus({.window = *this,
                      .appearance = *appearance_,
                      .bridge = bridge_,
                      .editor = *editor_,
                      .files = *files_,
                      .docks = *docks_,
                      .perspectives = *perspectives_,
                      .exports = *exports_,
                      .transport = *transport_,
                      .time = *time_,
                      .studies = *studies_,
                      .study_bar = *study_bar_,
                      .open_recovered = [this] { open_recovered(); },
                      .start_from_weights = [this] { start_weights_->ask(appearance_->theme()); },
                      .continue_as_new = [this] { start_weights_->continue_as_new(); }});
  connect_parts();
  connect_studies();
  keep_session();
  set_theme();
  set_title();
  restore_geometry();

  restore_speed();
  bridge_.send(time_->past_limit());
  start(options.file ? QString::fromStdString(*options.file) : QString());
  last_.opened.reset();
}

/// Opens the named document. Data files are offered once the window is shown, on top of the experiment that
/// it starts with.
void MainWindow::start(const QString& name) {
  const auto kind = name.isEmpty() ? Dropped::Kind::unknown : classify_dropped(name).kind;
  if (kind == Dropped::Kind::study) {
    keeper_->start(last_);
    // Done once the window is shown.
    QTimer::singleShot(0, this, [this, name] { studies_->open(name); });
    return;
  }
  const bool is_data = kind == Dropped::Kind::data;
  if (!name.isEmpty() && !is_data && files_->open(name)) {
    editor_->undo_stack().clear();
    return;
  }
  keeper_->start(last_);
  if (is_data) QTimer::singleShot(0, this, [this, name] { take_file(name); });
}

/// While all of it is whole: an entry that loses the keyboard is taken as one.
MainWindow::~MainWindow() {
  hide();
}

void MainWindow::make_panels() {
  addToolBar(transport_);
  addToolBar(study_bar_);
  study_bar_->hide();
  transport_->add_back(*time_->back_action());
  addToolBarBreak();
  addToolBar(diverged_row_);
  diverged_row_->setObjectName(QStringLiteral("bar.diverged"));
  diverged_row_->setMovable(false);
  diverged_row_->setStyleSheet(QStringLiteral("QToolBar { padding: 0; border: none; }"));
  // The strip is as wide as the window, whatever its size hint: a tool bar hides what does not fit.
  diverged_->setMinimumWidth(1);
  diverged_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  // A tool bar keeps hidden what was hidden at first; from now on the row decides.
  diverged_row_->addWidget(diverged_)->setVisible(true);
  diverged_row_->hide();
  addToolBarBreak();
  addToolBar(phases_);
  setStatusBar(status_);
  docks_->add_panel(QStringLiteral("dock.setup"), tr("Set-up"), *setup_, setup_->title_actions());
  docks_->add_panel(QStringLiteral("dock.study"), tr("Study"), *study_panel_, {});
}

void MainWindow::connect_parts() {
  connect(editor_, &ExperimentEditor::command_issued, &bridge_, &EngineBridge::send);
  connect(docks_, &Docks::edited, editor_, &ExperimentEditor::note_view_edit);
  connect(transport_, &TransportBar::command_issued, &bridge_, &EngineBridge::send);
  connect(diverged_, &DivergedBar::command_issued, &bridge_, &EngineBridge::send);
  connect(time_, &TimeBar::command_issued, &bridge_, &EngineBridge::send);
  connect(time_, &TimeBar::hovered, &focus_, &Focus::set_step);
  connect(&focus_, &Focus::step_changed, time_, [this] { time_->set_cross_hair(focus_.step()); });
  bridge_.set_may_send([this](const Command& command) { return way_on_.may_send(command); });
  connect(&bridge_, &EngineBridge::command_sent, phases_, &PhaseRow::note);
  connect(&bridge_, &EngineBridge::command_sent, this, &MainWindow::note_command);
  connect(transport_, &TransportBar::health_clicked, this,
          [this](int run, int layer) { show_ledger(run, layer); });
  connect(&focus_, &Focus::samples_asked, this, [this] { answer(ViewTopic::samples); });
  connect(&focus_, &Focus::inspection_asked, this, [this] { answer(ViewTopic::item); });
  connect(editor_, &ExperimentEditor::experiment_changed, this, &MainWindow::set_title);
  connect(editor_, &ExperimentEditor::training_problem_changed, this, [this] {
    status_->show_problem(editor_->training_problem());
    if (const SnapshotPointer& snapshot = bridge_.snapshot())
      status_->show_snapshot(*snapshot, editor_->experiment().stop, bridge_.frames_per_second());
  });
  new DrawnData(*docks_, *editor_, this);
  connect(files_, &ExperimentFiles::file_chosen, this, [this](const QString& file) {
    // A file of unknown kind is read as an experiment: the error then names the place.
    if (classify_dropped(file).kind == Dropped::Kind::unknown)
      files_->open(file);
    else
      take_file(file);
  });
  connect(&bridge_, &EngineBridge::snapshot_changed, this, &MainWindow::take_snapshot);
  connect(&bridge_, &EngineBridge::failed, this, [this](const QString& message) {
    show_problem(message, {});
    take_back();
  });
  connect(&bridge_, &EngineBridge::cancelled, this, &MainWindow::take_back);
  connect(&bridge_, &EngineBridge::loading_started, this, [this](const std::weak_ptr<Progress>& loading) {
    watch_work(*this, tr("Getting ready…"), loading, Qt::WindowModal);
  });
  connect(files_, &ExperimentFiles::view_wanted, this, [this](ViewTopic view) {
    wanted_view_ = {.view = view, .since = bridge_.snapshot() ? bridge_.snapshot()->generation : 0};
  });
  connect(files_, &ExperimentFiles::failed, this, &MainWindow::show_error);
  connect(start_weights_, &StartWeights::failed, this, &MainWindow::show_error);
  connect(exports_, &ExportActions::failed, this, &MainWindow::show_error);
  connect(exports_, &ExportActions::done, this,
          [this](const QString& message) { status_->showMessage(message, saved_message_milliseconds); });
  connect(appearance_, &Appearance::theme_changed, this, &MainWindow::set_theme);
  connect(perspectives_, &PerspectiveSwitch::current_changed, this, [this](int current) {
    const Perspective& shown = lfp::perspectives()[static_cast<std::size_t>(current)];
    const bool is_microscope = shown.name == QLatin1String("microscope");
    phases_->set_perspective(is_microscope);
    focus_.set_close_up(is_microscope);
  });
  connect(phases_, &PhaseRow::shown_changed, this, [this] { fit_timer_.start(); });
  fit_timer_.setSingleShot(true);
  connect(&fit_timer_, &QTimer::timeout, perspectives_, &PerspectiveSwitch::fit);
}

/// After connect_parts(): the keeper looks at a snapshot when the window has taken it.
void MainWindow::keep_session() {
  const SessionKeeper::Parts parts{.bridge = bridge_,
                                   .editor = *editor_,
                                   .files = *files_,
                                   .focus = focus_,
                                   .perspectives = *perspectives_,
                                   .window = *this};
  keeper_ = std::make_unique<SessionKeeper>(parts, std::exchange(slot_, std::nullopt));
  editor_->set_take_state([this](bool starts_anew) { return keeper_->take_state(starts_anew); });
  editor_->set_may_start([this](const Experiment& next) { return questions_.may_start(next); });
  const auto show_message = [this](const QString& text) {
    status_->showMessage(text, saved_message_milliseconds);
  };
  connect(keeper_.get(), &SessionKeeper::message, this, show_message);
  connect(files_, &ExperimentFiles::message, this, show_message);
  connect(keeper_.get(), &SessionKeeper::failed, this, &MainWindow::show_error);
  connect(keeper_.get(), &SessionKeeper::modified_changed, this, &MainWindow::set_title);
  connect(files_, &ExperimentFiles::file_changed, this, &MainWindow::set_title);
  connect(keeper_.get(), &SessionKeeper::partly_opened, this,
          [this](const QString& file, const QStringList& problems) {
            const QString name = file.isEmpty() ? tr("The last session") : QDir::toNativeSeparators(file);
            show_problem(tr("%1 could only be opened in part.").arg(name), problems.join(QLatin1Char('\n')));
          });
  if (!last_.message.isEmpty()) show_message(last_.message);
  if (!last_.problem.isEmpty()) show_problem(last_.problem, {});
}

void MainWindow::show_ledger(int run, int layer) {
  const QDockWidget* dock = answer(ViewTopic::conservation);
  if (layer == 0) return;
  for (View* view : docks_->views())
    if (docks_->dock_of(*view) == dock && view->run_chooser() != nullptr)
      view->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = static_cast<std::size_t>(run)});
  focus_.set_layer(layer - 1);
}

QDockWidget* MainWindow::answer(ViewTopic topic) {
  perspectives_->leave_maximised();
  QDockWidget* dock = docks_->answering(topic);
  if (dock->isHidden()) docks_->open(*dock);
  dock->raise();
  return dock;
}

void MainWindow::take_snapshot() {
  const SnapshotPointer& snapshot = bridge_.snapshot();
  // Once it has reached the step it was hurried to, training goes at its own speed again.
  if (hurried_ && snapshot->generation != *hurried_ && snapshot->position.step > 0 && !snapshot->running) {
    hurried_.reset();
    bridge_.send(transport_->speed());
  }
  choose_layer(*snapshot);
  // A drawing has the shape of these data.
  if (std::exchange(seen_dataset_, snapshot->dataset) != snapshot->dataset) focus_.set_drawing(std::nullopt);
  perspectives_->set_traits(
      traits_of(snapshot->dataset->shape, snapshot->dataset->is_regression(), *snapshot->experiment));
  // Once the docks are those of the new data.
  if (wanted_view_ && snapshot->generation != wanted_view_->since)
    answer(std::exchange(wanted_view_, std::nullopt)->view);
  editor_->set_snapshot(snapshot);
  transport_->set_snapshot(snapshot);
  phases_->set_snapshot(snapshot, transport_->speed());
  diverged_->set_snapshot(snapshot);
  time_->set_snapshot(snapshot);
  diverged_row_->setVisible(!diverged_->isHidden());
  status_->show_snapshot(*snapshot, editor_->experiment().stop, bridge_.frames_per_second());
}

/// In a new network the views look at the layer where there is most to see.
void MainWindow::choose_layer(const Snapshot& snapshot) {
  if (snapshot.experiment->network == seen_network_ || snapshot.runs.empty()) return;
  seen_network_ = snapshot.experiment->network;
  const std::vector<LayerSnapshot>& layers = snapshot.runs.front().layers;
  const auto largest = std::ranges::max_element(layers, {}, &LayerSnapshot::parameters);
  focus_.set_layer(static_cast<int>(largest - layers.begin()));
}

/// What a person does to the runs themselves can be undone like changes of the experiment.
void MainWindow::note_command(const Command& command) {
  if (editor_->is_undoing()) return;
  if (const auto* set = std::get_if<command::SetParameter>(&command)) {
    const auto before = bridge_.parameter(set->run, set->edit.parameter);
    if (before) editor_->note_parameter(*set, *before);
  }
  const QString what = std::holds_alternative<command::Prune>(command)              ? tr("Prune")
                       : std::holds_alternative<command::Teach>(command)            ? tr("Human feedback")
                       : std::holds_alternative<command::TakeBackTeaching>(command) ? tr("Take back feedback")
                                                                                    : QString();
  if (!what.isEmpty()) editor_->note_intervention(what, [this] { return bridge_.state(); });
  const bool has_trained = bridge_.snapshot() && bridge_.snapshot()->position.step > 0;
  if (std::holds_alternative<command::Reset>(command) && has_trained) editor_->note_reset();
}

void MainWindow::open_recovered() {
  auto* dialog = new RecoveredDialog(SessionSlot::standard_folder(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &RecoveredDialog::chosen, this, [this](const QString& file) { keeper_->open_kept(file); });
  dialog->open();
}

/// The engine could not carry out the experiment and continues with the previous one: so does the editor.
void MainWindow::take_back() {
  const SnapshotPointer& snapshot = bridge_.snapshot();
  // The work of the last session cannot be used either, or was not wanted.
  if (!snapshot) return editor_->replace(first_example(), tr("Start with an example"));
  editor_->take_back(*snapshot->experiment);
}

void MainWindow::show_error(const Error& error) {
  show_problem(QString::fromStdString(error.place() + ": " + error.problem() + "."),
               QString::fromStdString(error.remedy()) + u'.');
}

void MainWindow::show_problem(const QString& problem, const QString& details) {
  auto* box = new QMessageBox(QMessageBox::Warning, tr("That did not work"), problem, QMessageBox::Ok, this);
  box->setInformativeText(details);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

void MainWindow::set_theme() {
  const Theme& theme = appearance_->theme();
  menus_->set_theme(theme);
  docks_->set_theme(theme);
  apply_theme(*this, theme);
  perspectives_->set_zoom(theme.zoom);
  fit_timer_.start();
}

void MainWindow::set_title() {
  const QString name = QString::fromStdString(editor_->experiment().name);
  const QString file = QFileInfo(files_->file()).fileName();
  const QString title = !file.isEmpty() ? file : name.isEmpty() ? tr("Untitled") : name;
  setWindowTitle(tr("%1[*] — LFP Lab").arg(title));
  setWindowModified(keeper_->is_modified());
  menus_->set_experiment_name(name);
}

void MainWindow::restore_geometry() {
  if (restoreGeometry(QSettings().value(geometry_key).toByteArray())) return;
  // The window's title bar has to be on the screen, too.
  const QSize title(0, style()->pixelMetric(QStyle::PM_TitleBarHeight));
  resize(preferred_size.boundedTo(screen()->availableSize() - title));
}

void MainWindow::restore_speed() {
  const QSettings settings;
  transport_->set_speed({.per_second = settings.value(speed_key, first_speed).toDouble(),
                         .phases = settings.value(phases_key, false).toBool()});
  bridge_.send(transport_->speed());
}

bool MainWindow::event(QEvent* event) {
  // Where no child lies, docks meet: a person is moving a separator. Elsewhere the event is one that a child
  // has left alone.
  if (event->type() == QEvent::MouseButtonPress)
    is_moving_separator_ = childAt(static_cast<QMouseEvent*>(event)->position().toPoint()) == nullptr;
  if (event->type() == QEvent::MouseButtonRelease && std::exchange(is_moving_separator_, false))
    perspectives_->mark_changed();
  return QMainWindow::event(event);
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (perspectives_->is_restored()) return;
  // Before the engine has loaded the data, only toy data are known.
  const std::optional<DataFacts>& facts = editor_->data_facts();
  if (facts) perspectives_->set_traits(traits_of(facts->shape, facts->classes == 0, editor_->experiment()));
  perspectives_->restore();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  fit_timer_.start();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  bridge_.send(command::Pause{});
  if (!keeper_->finish()) return event->ignore();
  studies_->pause();
  appearance_->stop_presenting();
  perspectives_->save();
  QSettings settings;
  settings.setValue(geometry_key, saveGeometry());
  settings.setValue(speed_key, transport_->speed().per_second);
  settings.setValue(phases_key, transport_->speed().phases);
  QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!dropped_name(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const QString name = dropped_name(*event->mimeData());
  if (name.isEmpty()) return;
  event->acceptProposedAction();
  take_file(name);
}

void MainWindow::take_file(const QString& name) {
  const Dropped dropped = classify_dropped(name);
  switch (dropped.kind) {
    case Dropped::Kind::study:
      studies_->open(name);
      return;
    case Dropped::Kind::document:
      files_->open(name);
      return;
    case Dropped::Kind::data:
      if (editor_->is_running())
        show_problem(tr("Pause to change the data: it starts training anew"), {});
      else
        setup_->offer(dropped.dataset);
      return;
    case Dropped::Kind::weights:
      show_problem(
          tr("%1 holds only weights, which are of no use without their network.").arg(name),
          tr("Open the session or the experiment that they were trained with. `lfplab convert` writes "
             "them in another format."));
      return;
    case Dropped::Kind::unknown:
      show_problem(
          tr("%1 is not a file that can be used here.").arg(name),
          tr("Drop an experiment, a session, a study, a table (CSV), IDX files or a folder of images."));
      return;
  }
}

}  // namespace lfp
