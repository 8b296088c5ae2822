#include "app/window/menus.h"

#include "app/bridge/engine_bridge.h"
#include "app/docks/docks.h"
#include "app/docks/perspective_switch.h"
#include "app/docks/perspective_tabs.h"
#include "app/documents/examples.h"
#include "app/documents/experiment_files.h"
#include "app/documents/studies.h"
#include "app/documents/study_desk.h"
#include "app/figures/export_actions.h"
#include "app/window/appearance.h"
#include "app/window/help_pages.h"
#include "app/window/picture_icon.h"
#include "app/window/report_writer.h"
#include "app/window/view_keys.h"
#include "widgets/controls/lock.h"
#include "widgets/controls/run_badge.h"
#include "widgets/editing/data_facts.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/setup/dataset_picture.h"
#include "widgets/panels/study/study_bar.h"
#include "widgets/panels/transport/time_bar.h"
#include "widgets/panels/transport/transport_bar.h"
#include "widgets/style/core_text.h"
#include "widgets/style/icons.h"
#include "widgets/views/view_entry.h"

#include <QActionGroup>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPixmap>
#include <QScreen>
#include <algorithm>
#include <cstdint>

namespace lfp {

namespace {

constexpr double example_side = 28;

/// The data of an example, as its tile in the set-up shows them.
QIcon example_picture(const Example& example, int side, double ratio, const Theme& theme) {
  constexpr std::int64_t points = 120;
  const Choice data = open_experiment("example:" + example.name.toStdString()).dataset;
  QPixmap picture(QSize(side, side) * ratio);
  picture.setDevicePixelRatio(ratio);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(0, 0, side, side).adjusted(2, 2, -2, -2);
  const auto entry = std::ranges::find(dataset_entries(), data.name,
                                       [](const DatasetEntry& known) { return known.info.name; });
  if (const auto sample = toy_sample(data, points, 1))
    paint_data_picture(painter, area, *sample, theme);
  else if (entry != dataset_entries().end())
    paint_file_picture(painter, area, entry->info, theme);
  painter.end();
  return picture_icon(picture);
}

}  // namespace

Menus::Menus(const MenuTargets& targets) : QObject(&targets.window), to_(targets) {
  add_file_menu();
  add_edit_menu();
  add_view_menu();
  add_run_menu();
  add_study_menu();
  add_help_menu();
  name_ = to_.window.menuBar()->addAction(QString());
  name_->setEnabled(false);
  add_corner();
}

void Menus::add_file_menu() {
  QMenu* menu = to_.window.menuBar()->addMenu(tr("&File"));
  menus_.append(menu);
  menu->setToolTipsVisible(true);
  ExperimentFiles& files = to_.files;
  menu->addAction(tr("&New"), QKeySequence::New, &files, &ExperimentFiles::open_first_example);
  add_examples(*menu->addMenu(tr("New from e&xample")));
  menu->addAction(tr("&Open…"), QKeySequence::Open, &files, &ExperimentFiles::open_by_dialog);
  QMenu* recent = menu->addMenu(tr("Open &recent"));
  connect(recent, &QMenu::aboutToShow, this, [this, recent] { fill_recent(*recent); });
  fill_recent(*recent);
  menu->addAction(tr("Reco&vered work…"), this, [this] { to_.open_recovered(); })
      ->setToolTip(tr("Work that was kept automatically"));
  menu->addAction(tr("Open from &clipboard"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), &files,
                  &ExperimentFiles::open_from_clipboard)
      ->setToolTip(tr("A share string that somebody sent you: “lfplab:…”"));
  menu->addAction(tr("&Save"), QKeySequence::Save, &files, &ExperimentFiles::save_again);
  menu->addAction(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), &files,
                  &ExperimentFiles::save_by_dialog);
  menu->addAction(tr("Copy s&hare string"), &files, &ExperimentFiles::copy_share_string)
      ->setToolTip(tr("The experiment as one word, to be pasted into a chat"));
  menu->addSeparator();
  menu->addAction(tr("S&tart from weights…"), this, [this] { to_.start_from_weights(); })
      ->setToolTip(tr("Initial weights from a file or a session, for all layers or some"));
  QMenu* weights = menu->addMenu(tr("Export &weights"));
  connect(weights, &QMenu::aboutToShow, this, [this, weights] { fill_weights(*weights); });
  menu->addAction(tr("Export &log…"), &to_.exports, &ExportActions::ask_log);
  menu->addAction(tr("Export &figure…"), QKeySequence(Qt::CTRL | Qt::Key_E), this,
                  [this] { to_.exports.ask_figure(*to_.docks.active_view()); });
  menu->addSeparator();
  menu->addAction(tr("&Quit"), QKeySequence::Quit, &to_.window, &QWidget::close);
}

/// Each with a picture of its data, and what it is about behind its name.
void Menus::add_examples(QMenu& menu) {
  ExperimentFiles& files = to_.files;
  for (const Example& example : examples()) {
    QAction* action = menu.addAction(QStringLiteral("%1\t%2").arg(example.title, example.summary));
    action->setObjectName(QStringLiteral("example.") + example.name);
    connect(action, &QAction::triggered, &files,
            [&files, example] { files.open(QStringLiteral("example:") + example.name); });
  }
  connect(&menu, &QMenu::aboutToShow, this, [this, &menu] {
    const Theme& theme = to_.appearance.theme();
    const int side = theme.px(example_side);
    menu.setStyleSheet(QStringLiteral("QMenu { icon-size: %1px; }").arg(side));
    const auto all = examples();
    for (qsizetype at = 0; at < menu.actions().size(); ++at)
      menu.actions()[at]->setIcon(
          example_picture(all[static_cast<std::size_t>(at)], side, menu.devicePixelRatioF(), theme));
  });
}

void Menus::fill_recent(QMenu& menu) {
  menu.clear();
  for (const QString& file : ExperimentFiles::recent()) {
    QAction* action = menu.addAction(QFileInfo(file).fileName());
    action->setToolTip(QDir::toNativeSeparators(file));
    connect(action, &QAction::triggered, &to_.files, [this, file] { to_.files.open(file); });
  }
  menu.setToolTipsVisible(true);
  if (menu.isEmpty())
    set_lock(*menu.addAction(tr("None yet")), tr("Files that you open or save are listed here"));
}

void Menus::fill_weights(QMenu& menu) {
  menu.clear();
  const SnapshotPointer& snapshot = to_.bridge.snapshot();
  if (!snapshot) return;
  for (std::size_t run = 0; run < snapshot->runs.size(); ++run) {
    const QString name = QString::fromStdString(snapshot->runs[run].name);
    menu.addAction(tr("%1  %2…").arg(run_letter(static_cast<int>(run)), name), &to_.exports,
                   [this, run] { to_.exports.ask_weights(run); });
  }
  menu.addSeparator();
  menu.addAction(tr("All runs…"), &to_.exports, [this] { to_.exports.ask_weights(std::nullopt); });
}

void Menus::add_edit_menu() {
  QMenu* menu = to_.window.menuBar()->addMenu(tr("&Edit"));
  menus_.append(menu);
  menu->setToolTipsVisible(true);
  menu->addAction(to_.editor.undo_action());
  menu->addAction(to_.editor.redo_action());
  menu->addSeparator();
  QAction* image = menu->addAction(tr("Copy view &image"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                                   this, [this] { to_.exports.copy_image(*to_.docks.active_view()); });
  QAction* data = menu->addAction(tr("Copy view &data"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), this,
                                  [this] { to_.exports.copy_data(*to_.docks.active_view()); });
  connect(menu, &QMenu::aboutToShow, this, [this, image, data] {
    const QString title = to_.docks.active_view()->windowTitle();
    image->setText(tr("Copy &image of %1").arg(title));
    data->setText(tr("Copy &data of %1").arg(title));
  });
}

void Menus::add_view_menu() {
  QMenu* menu = to_.window.menuBar()->addMenu(tr("&View"));
  menus_.append(menu);
  add_panels(*menu->addMenu(tr("&Panels")));
  QMenu* perspective_menu = menu->addMenu(tr("Pers&pective"));
  perspective_menu->setToolTipsVisible(true);
  auto* group = new QActionGroup(this);
  int index = 0;
  for (const Perspective& perspective : perspectives()) {
    QAction* action = perspective_menu->addAction(perspective.label);
    action->setCheckable(true);
    action->setToolTip(perspective.summary);
    action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index)));
    connect(action, &QAction::triggered, &to_.perspectives, [this, index] { to_.perspectives.show(index); });
    group->addAction(action);
    perspective_actions_.append(action);
    ++index;
  }
  connect(&to_.perspectives, &PerspectiveSwitch::current_changed, this,
          [this](int current) { perspective_actions_[current]->setChecked(true); });
  menu->addAction(tr("&Reset layout"), &to_.perspectives, &PerspectiveSwitch::reset);
  menu->addSeparator();
  add_themes(*menu->addMenu(tr("&Theme")));
  add_scales(*menu->addMenu(tr("&Colours of numbers")));
  Appearance& appearance = to_.appearance;
  add_sizes(*menu->addMenu(tr("Te&xt size")));
  QAction* still = menu->addAction(tr("Reduce &motion"));
  still->setCheckable(true);
  still->setChecked(appearance.reduces_motion());
  still->setToolTip(tr("<b>Reduce motion</b><br>Phases and flips are shown without moving or fading"));
  connect(still, &QAction::triggered, &appearance, &Appearance::reduce_motion);
  presenter_ = menu->addAction(tr("&Presenter"));
  presenter_->setCheckable(true);
  presenter_->setShortcut(QKeySequence(Qt::Key_F11));
  presenter_->setToolTip(tr("<b>Presenter</b><br>Full screen, everything larger"));
  connect(presenter_, &QAction::triggered, this, &Menus::present);
}

/// Every dock. A view that has nothing to show of the data is grey, unless it is open, and says why.
void Menus::add_panels(QMenu& menu) {
  menu.setToolTipsVisible(true);
  for (const QDockWidget* dock : to_.docks.permanent()) menu.addAction(dock->toggleViewAction());
  const auto tell = [this] {
    const DataTraits& traits = to_.perspectives.traits();
    for (const ViewEntry& entry : view_entries()) {
      const QDockWidget* dock = to_.docks.find(entry.dock_name());
      const bool has_something = entry.shows == nullptr || entry.shows(traits);
      QAction* action = dock->toggleViewAction();
      action->setEnabled(has_something || dock->isVisible());
      action->setToolTip(has_something ? entry.summary : entry.needs);
    }
  };
  connect(&to_.perspectives, &PerspectiveSwitch::traits_changed, this, tell);
  connect(&menu, &QMenu::aboutToShow, this, tell);
}

void Menus::add_sizes(QMenu& menu) {
  Appearance& appearance = to_.appearance;
  menu.addAction(tr("Larger text"), &appearance, &Appearance::zoom_in)
      ->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
  menu.addAction(tr("Smaller text"), QKeySequence(Qt::CTRL | Qt::Key_Minus), &appearance,
                 &Appearance::zoom_out);
  menu.addAction(tr("Default text size"), QKeySequence(Qt::CTRL | Qt::Key_0), &appearance,
                 &Appearance::reset_zoom);
}

void Menus::add_themes(QMenu& menu) {
  using Wanted = Appearance::Choice;
  const std::pair<Wanted, QString> choices[] = {{Wanted::system, tr("Follow system")},
                                                {Wanted::light, tr("Light")},
                                                {Wanted::dark, tr("Dark")},
                                                {Wanted::high_contrast_light, tr("High contrast, light")},
                                                {Wanted::high_contrast_dark, tr("High contrast, dark")}};
  Appearance& appearance = to_.appearance;
  auto* group = new QActionGroup(this);
  for (const auto& [choice, label] : choices) {
    QAction* action = menu.addAction(label);
    action->setCheckable(true);
    action->setChecked(appearance.choice() == choice);
    group->addAction(action);
    connect(action, &QAction::triggered, &appearance,
            [&appearance, wanted = choice] { appearance.choose(wanted); });
    connect(&appearance, &Appearance::theme_changed, action,
            [&appearance, action, own = choice] { action->setChecked(appearance.choice() == own); });
  }
}

void Menus::add_scales(QMenu& menu) {
  using Scales = Theme::Scales;
  struct Pair {
    Scales scales;
    QString label, summary;
  };
  const Pair choices[] = {{Scales::orange_blue, tr("Orange and blue"), tr("Counts from yellow to dark blue")},
                          {Scales::green_purple, tr("Green and purple"), tr("Counts from yellow to violet")},
                          {Scales::red_cyan, tr("Red and cyan"),
                           tr("Counts in greys; the pair to choose where blue and yellow look alike")}};
  menu.setToolTipsVisible(true);
  Appearance& appearance = to_.appearance;
  auto* group = new QActionGroup(this);
  for (const Pair& choice : choices) {
    QAction* action = menu.addAction(choice.label);
    action->setToolTip(tr("<b>%1</b><br>Positive and negative. %2").arg(choice.label, choice.summary));
    action->setCheckable(true);
    action->setChecked(appearance.theme().scales == choice.scales);
    group->addAction(action);
    connect(action, &QAction::triggered, &appearance,
            [&appearance, wanted = choice.scales] { appearance.choose(wanted); });
  }
}

void Menus::add_run_menu() {
  QMenu* menu = to_.window.menuBar()->addMenu(tr("&Run"));
  menus_.append(menu);
  menu->addActions(to_.transport.menu_actions());
  menu->addSeparator();
  menu->addActions(to_.time.menu_actions());
  menu->addMenu(to_.time.memory_menu());
  menu->addSeparator();
  menu->addAction(tr("&Continue as a new experiment…"), this, [this] { to_.continue_as_new(); })
      ->setToolTip(tr("Saves the present state and starts at step 0 from its weights"));
  menu->setToolTipsVisible(true);
}

void Menus::add_study_menu() {
  QMenu* menu = to_.window.menuBar()->addMenu(tr("&Study"));
  menus_.append(menu);
  menu->setToolTipsVisible(true);
  StudyDesk& studies = to_.studies;
  menu->addAction(to_.study_bar.run_action());
  menu->addSeparator();
  QAction* back = menu->addAction(tr("&Back"), &studies, &StudyDesk::back);
  back->setToolTip(tr("To the previous map"));
  QAction* forward = menu->addAction(tr("&Forward"), &studies, &StudyDesk::forward);
  forward->setToolTip(tr("To the part again"));
  connect(menu, &QMenu::aboutToShow, this, [&studies, back, forward] {
    set_lock(*back, studies.has_back() ? QString() : tr("No part of a map has been opened yet"));
    set_lock(*forward, studies.has_forward() ? QString() : tr("There is nothing to go forward to"));
  });
  menu->addSeparator();
  add_shipped_studies(*menu->addMenu(tr("Open from the &program")));
  menu->addAction(tr("Open f&older…"), &studies, &StudyDesk::open_by_dialog)
      ->setToolTip(tr("Results of a study, also while other processes still write to them"));
  QAction* save = menu->addAction(tr("&Save study…"), &studies, &StudyDesk::save_by_dialog);
  save->setToolTip(tr("The study as a file, for `lfplab study` and for others"));
  add_study_results(*menu, *save);
}

/// What is made of a study's results; the most used of it also as buttons of the bar.
void Menus::add_study_results(QMenu& menu, QAction& save) {
  StudyDesk& studies = to_.studies;
  QAction* figure =
      menu.addAction(tr("Export &figure…"), this, [this] { to_.exports.ask_figure(map_view()); });
  QAction* table =
      menu.addAction(tr("Export &cells as CSV…"), this, [this] { to_.exports.ask_data(map_view()); });
  auto* writer = new ReportWriter(studies, to_.window, this);
  connect(writer, &ReportWriter::message, &studies, &StudyDesk::message);
  connect(writer, &ReportWriter::failed, &studies, &StudyDesk::failed);
  QAction* report = menu.addAction(tr("Write &report…"), writer, &ReportWriter::write_by_dialog);
  report->setToolTip(tr("Results in words, tables and figures, as a page and as PDF"));
  auto* figure_button = new QAction(tr("Figure"), this);
  figure_button->setToolTip(tr("<b>Figure</b><br>The map as SVG, PDF or PNG"));
  connect(figure_button, &QAction::triggered, figure, &QAction::trigger);
  auto* table_button = new QAction(tr("CSV"), this);
  table_button->setToolTip(tr("<b>CSV</b><br>All cells with the results of their seeds"));
  connect(table_button, &QAction::triggered, table, &QAction::trigger);
  auto* save_button = new QAction(tr("Save"), this);
  save_button->setToolTip(tr("<b>Save</b><br>The study as a file: for `lfplab study`, and for others"));
  connect(save_button, &QAction::triggered, &save, &QAction::trigger);
  to_.study_bar.add_actions({figure_button, table_button, save_button});
  const auto lock = [&studies, figure, table, report, figure_button, table_button] {
    const QString reason = studies.work() != nullptr ? QString() : tr("There is no map yet: press Run");
    for (QAction* action : {figure, table, report, figure_button, table_button}) set_lock(*action, reason);
  };
  connect(&studies, &StudyDesk::work_changed, this, lock);
  lock();
}

/// Each in its quick size, which takes less than a minute, and in full.
void Menus::add_shipped_studies(QMenu& menu) {
  menu.setToolTipsVisible(true);
  for (const ShippedStudy& study : shipped_studies()) {
    QMenu* sizes = menu.addMenu(core_text(study.title));
    sizes->setToolTipsVisible(true);
    for (const bool quick : {true, false}) {
      QAction* action = sizes->addAction(quick ? tr("Quick size") : tr("Full size"));
      action->setToolTip(core_text(study.question));
      connect(action, &QAction::triggered, &to_.studies,
              [this, name = study.name, quick] { to_.studies.open_shipped(name, quick); });
    }
  }
}

View& Menus::map_view() const {
  const QDockWidget* dock = to_.docks.find(QStringLiteral("dock.map"));
  for (View* view : to_.docks.views())
    if (to_.docks.dock_of(*view) == dock) return *view;
  return *to_.docks.active_view();
}

void Menus::add_help_menu() {
  QMenu* menu = to_.window.menuBar()->addMenu(tr("&Help"));
  menus_.append(menu);
  menu->addAction(tr("What is LFP?"), QKeySequence::HelpContents, this,
                  [this] { show_method_page(to_.appearance.theme(), &to_.window); });
  keys_ = menu->addAction(tr("Keys"), this, &Menus::show_keys);
  // Whether the question mark comes with Shift depends on the keyboard.
  keys_->setShortcuts({QKeySequence(Qt::Key_Question), QKeySequence(Qt::SHIFT | Qt::Key_Question)});
  keys_->setToolTip(tr("All keys"));
  menu->addSeparator();
  menu->addAction(tr("About LFP Lab"), this,
                  [this] { show_about_page(to_.appearance.theme(), &to_.window); });
}

void Menus::add_corner() {
  theme_ = new QAction(tr("Light or dark"), this);
  theme_->setToolTip(tr("<b>Theme</b><br>Light or dark"));
  connect(theme_, &QAction::triggered, &to_.appearance, &Appearance::toggle_darkness);
  auto* tabs = new PerspectiveTabs(perspective_actions_, {presenter_, theme_, keys_}, to_.window.menuBar());
  to_.window.menuBar()->setCornerWidget(tabs);
}

void Menus::set_theme(const Theme& theme) {
  presenter_->setIcon(quiet_icon(QStringLiteral("presenter"), theme));
  theme_->setIcon(quiet_icon(QStringLiteral("theme"), theme));
  keys_->setIcon(quiet_icon(QStringLiteral("help"), theme));
  QMenuBar* bar = to_.window.menuBar();
  // The experiment's name is no command, but it has to be readable.
  bar->setStyleSheet(QStringLiteral("QMenuBar::item:disabled { color: %1; }").arg(theme.muted_text.name()));
}

void Menus::set_experiment_name(const QString& name) {
  name_->setText(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")));
}

void Menus::present(bool on) {
  if (on) states_before_presenting_ = to_.window.windowState();
  if (on) {
    to_.perspectives.present(true);
    to_.appearance.start_presenting(to_.window.screen()->size());
  } else {
    to_.appearance.stop_presenting();
    to_.perspectives.present(false);
  }
  to_.window.setWindowState(on ? to_.window.windowState() | Qt::WindowFullScreen : states_before_presenting_);
}

QList<KeyGroup> Menus::key_groups() const {
  QList<KeyGroup> groups;
  for (const QMenu* menu : menus_) {
    KeyGroup group{.title = menu->title().remove(QLatin1Char('&')), .rows = {}};
    QList<QAction*> waiting = menu->actions();
    while (!waiting.isEmpty()) {
      QAction* action = waiting.takeFirst();
      if (action->menu() != nullptr) waiting = action->menu()->actions() + waiting;
      if (action->shortcut().isEmpty()) continue;
      // As in the menu, without what a menu adds to a name.
      group.rows.append({action->text().remove(QLatin1Char('&')).remove(QStringLiteral("…")),
                         action->shortcut().toString(QKeySequence::NativeText)});
    }
    if (!group.rows.isEmpty()) groups.append(group);
  }
  groups.append(ViewKeys::group());
  return groups;
}

void Menus::show_keys() {
  auto* sheet = new KeySheet(key_groups(), to_.appearance.theme(), &to_.window);
  sheet->setAttribute(Qt::WA_DeleteOnClose);
  sheet->show();
}

}  // namespace lfp
