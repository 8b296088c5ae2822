#include "app/docks/docks.h"

#include "app/bridge/engine_bridge.h"
#include "app/docks/focus_link.h"
#include "app/docks/view_options.h"
#include "widgets/controls/dock_title.h"
#include "widgets/controls/lock.h"
#include "widgets/style/icons.h"
#include "widgets/style/themed.h"
#include "widgets/views/focus.h"
#include "widgets/views/heat/heat_range.h"

#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QLayout>
#include <QMainWindow>
#include <QMenu>
#include <QStyle>
#include <algorithm>
#include <memory>

namespace lfp {

namespace {

constexpr QChar duplicate_mark = QLatin1Char('#');

const ViewEntry* entry_of(const QString& object_name) {
  const QString original = object_name.section(duplicate_mark, 0, 0);
  const auto& entries = view_entries();
  const auto found = std::ranges::find(entries, original, &ViewEntry::dock_name);
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

Docks::Docks(QMainWindow& window, EngineBridge& bridge, Focus& focus, Renderer renderer)
    : QObject(&window),
      window_(window),
      bridge_(bridge),
      focus_(focus),
      renderer_(renderer),
      theme_(Theme::make(Theme::Kind::light)),
      shared_ranges_(new SharedRanges(this)) {
  for (const ViewEntry& entry : view_entries()) add_view(entry, entry.dock_name(), entry.title);
  qApp->installEventFilter(this);
  connect(&bridge_, &EngineBridge::snapshot_changed, this, [this] {
    for (const Placed& placed : placed_)
      if (placed.options != nullptr) placed.options->pin().check();
  });
}

QDockWidget* Docks::add_panel(const QString& object_name, const QString& title, QWidget& panel,
                              const QList<QAction*>& actions) {
  QDockWidget* dock = add_dock(object_name, title, panel);
  placed_.back().title->set_actions(actions);
  fill_menu(placed_.back());
  std::rotate(placed_.begin(), std::prev(placed_.end()), placed_.end());
  return dock;
}

QDockWidget* Docks::add_dock(const QString& object_name, const QString& title, QWidget& content) {
  auto* dock = new QDockWidget(title, &window_);
  dock->setObjectName(object_name);
  dock->setAccessibleName(title);
  dock->setWidget(&content);
  auto* bar = new DockTitle(dock);
  dock->setTitleBarWidget(bar);
  dock->installEventFilter(this);
  placed_.push_back({.dock = dock, .title = bar, .view = nullptr, .options = nullptr});
  connect(dock, &QDockWidget::topLevelChanged, this, &Docks::rearranged);
  connect(dock, &QDockWidget::dockLocationChanged, this, &Docks::rearranged);
  connect(dock->toggleViewAction(), &QAction::triggered, this, &Docks::rearranged);
  // A dock that opens as a tab comes to the top.
  connect(dock->toggleViewAction(), &QAction::triggered, dock, [dock](bool opened) {
    if (opened) dock->raise();
  });
  connect(bar, &DockTitle::maximise_asked, dock, [this, dock] {
    if (dock->isFloating())
      dock->setFloating(false);
    else
      emit maximise_wanted(*dock);
  });
  dock->hide();
  return dock;
}

QDockWidget* Docks::add_view(const ViewEntry& entry, const QString& object_name, const QString& title) {
  auto own_focus = std::make_unique<Focus>();
  own_focus->share_study(focus_);
  View* view = entry.make(*own_focus, nullptr);
  own_focus->setParent(view);
  Focus& own = *own_focus.release();
  auto* link = new FocusLink(focus_, own, view);
  view->setWindowTitle(title);
  view->setAccessibleName(title);
  view->setAccessibleDescription(entry.summary);
  view->set_renderer(renderer_);
  QDockWidget* dock = add_dock(object_name, title, *view);
  dock->toggleViewAction()->setToolTip(entry.summary);
  if (object_name == entry.dock_name()) dock->toggleViewAction()->setShortcut(entry.key);
  Placed& placed = placed_.back();
  placed.view = view;
  placed.title->set_controls(view->title_controls());
  placed.options = new ViewOptions({.bridge = bridge_,
                                    .entry = entry,
                                    .view = *view,
                                    .own_focus = own,
                                    .link = *link,
                                    .title = *placed.title,
                                    .shared = *shared_ranges_});
  fill_menu(placed);
  apply_theme(*dock, theme_);
  bridge_.watch(*view);
  connect(view, &View::edited, this, &Docks::edited);
  // A view may say what it shows at the moment; the menu keeps its name.
  connect(view, &QWidget::windowTitleChanged, dock, [dock, title](const QString& shown) {
    dock->setWindowTitle(shown);
    dock->toggleViewAction()->setText(title);
  });
  emit view_added(*view);
  return dock;
}

void Docks::fill_menu(Placed& placed) {
  QMenu* menu = placed.title->menu();
  QDockWidget* dock = placed.dock;
  QAction* floating = menu->addAction(tr("Float"));
  floating->setCheckable(true);
  connect(floating, &QAction::triggered, dock, &QDockWidget::setFloating);
  connect(dock, &QDockWidget::topLevelChanged, floating, &QAction::setChecked);
  menu->addAction(tr("Whole window or back"), this, [this, dock] { emit maximise_wanted(*dock); });
  menu->addAction(tr("Close"), dock, &QDockWidget::close);
  if (placed.view == nullptr) return;

  View* view = placed.view;
  menu->addAction(tr("Duplicate"), this, [this, dock] { duplicate(*dock); });
  menu->addSeparator();
  placed.options->add_to(*menu);
  menu->addSeparator();
  menu->addAction(tr("Copy image"), this, [this, view] { emit image_wanted(*view); });
  QAction* copy_data = menu->addAction(tr("Copy data"), this, [this, view] { emit data_wanted(*view); });
  QAction* save_data =
      menu->addAction(tr("Data as CSV…"), this, [this, view] { emit data_file_wanted(*view); });
  menu->addAction(tr("Export figure…"), this, [this, view] { emit figure_wanted(*view); });
  connect(menu, &QMenu::aboutToShow, view, [view, copy_data, save_data] {
    const bool has_data = view->snapshot() != nullptr && view->table() != nullptr;
    const QString reason = has_data ? QString() : tr("This view has no numbers yet");
    set_lock(*copy_data, reason);
    set_lock(*save_data, reason);
  });
}

QDockWidget* Docks::duplicate(const QDockWidget& dock) {
  const ViewEntry* entry = entry_of(dock.objectName());
  if (entry == nullptr) return nullptr;
  int number = 2;
  const auto name = [&] { return entry->dock_name() + duplicate_mark + QString::number(number); };
  while (find(name()) != nullptr) ++number;
  QDockWidget* copy = add_duplicate(*entry, name());
  place_beside(*find(dock.objectName()), *copy);
  emit rearranged();
  return copy;
}

/// Whether there is room for another dock like `original` beside or below it. The original is measured, as a
/// new one shows nothing yet.
bool Docks::has_room_for_another(const QDockWidget& original, Qt::Orientation orientation) const {
  const auto along = [orientation](const QSize& size) {
    return orientation == Qt::Horizontal ? size.width() : size.height();
  };
  const int least = along(original.minimumSizeHint());
  const int separator = window_.style()->pixelMetric(QStyle::PM_DockWidgetSeparatorExtent, nullptr, &window_);
  return along(original.size()) >= 2 * least + separator ||
         along(window_.size()) >= along(window_.layout()->minimumSize()) + least + separator;
}

/// Where there is no room the copy becomes a tab, because the window must not outgrow the screen. The copy of
/// a tab is one too, because a dock among tabs cannot be split.
void Docks::place_beside(QDockWidget& original, QDockWidget& copy) {
  const bool is_wide = original.width() > original.height();
  const auto first = is_wide ? Qt::Horizontal : Qt::Vertical;
  const auto second = is_wide ? Qt::Vertical : Qt::Horizontal;
  const bool is_tab = std::ranges::any_of(window_.tabifiedDockWidgets(&original),
                                          [](const QDockWidget* other) { return !other->isHidden(); });
  if (original.isFloating())
    window_.addDockWidget(Qt::RightDockWidgetArea, &copy);
  else if (is_tab)
    window_.tabifyDockWidget(&original, &copy);
  else if (has_room_for_another(original, first))
    window_.splitDockWidget(&original, &copy, first);
  else if (has_room_for_another(original, second))
    window_.splitDockWidget(&original, &copy, second);
  else
    window_.tabifyDockWidget(&original, &copy);
  copy.show();
  copy.raise();
}

QDockWidget* Docks::add_duplicate(const ViewEntry& entry, const QString& object_name) {
  const QString number = object_name.section(duplicate_mark, 1);
  QDockWidget* dock = add_view(entry, object_name, QStringLiteral("%1 (%2)").arg(entry.title, number));
  dock->setAttribute(Qt::WA_DeleteOnClose);
  connect(dock, &QObject::destroyed, this, [this, dock] { forget(dock); });
  return dock;
}

void Docks::forget(QDockWidget* dock) {
  std::erase_if(placed_, [&](const Placed& placed) {
    if (placed.dock != dock) return false;
    if (active_ == placed.view) active_ = nullptr;
    return true;
  });
}

QStringList Docks::duplicates() const {
  QStringList names;
  for (const Placed& placed : placed_) {
    if (placed.dock->objectName().contains(duplicate_mark)) names.append(placed.dock->objectName());
  }
  return names;
}

void Docks::restore_duplicates(const QStringList& object_names) {
  for (const QString& name : object_names) {
    const ViewEntry* entry = entry_of(name);
    if (entry != nullptr && find(name) == nullptr) add_duplicate(*entry, name);
  }
}

void Docks::remove_duplicates() {
  for (const QString& name : duplicates()) delete find(name);
}

std::vector<QDockWidget*> Docks::permanent() const {
  std::vector<QDockWidget*> docks;
  for (const Placed& placed : placed_) {
    if (!placed.dock->objectName().contains(duplicate_mark)) docks.push_back(placed.dock);
  }
  return docks;
}

QDockWidget* Docks::find(const QString& object_name) const {
  for (const Placed& placed : placed_) {
    if (placed.dock->objectName() == object_name) return placed.dock;
  }
  return nullptr;
}

QDockWidget* Docks::answering(ViewTopic topic) {
  const auto& entries = view_entries();
  const auto entry = std::ranges::find(entries, std::optional(topic), &ViewEntry::answers);
  Q_ASSERT(entry != entries.end());
  for (const Placed& placed : placed_) {
    const QString original = placed.dock->objectName().section(duplicate_mark, 0, 0);
    if (original == entry->dock_name() && !placed.options->pin().is_to_item()) return placed.dock;
  }
  return duplicate(*find(entry->dock_name()));
}

void Docks::open(QDockWidget& dock) {
  dock.show();
  emit rearranged();
}

QDockWidget* Docks::dock_of(const View& view) const {
  for (const Placed& placed : placed_) {
    if (placed.view == &view) return placed.dock;
  }
  return nullptr;
}

std::vector<View*> Docks::views() const {
  std::vector<View*> views;
  for (const Placed& placed : placed_) {
    if (placed.view != nullptr) views.push_back(placed.view);
  }
  return views;
}

View* Docks::active_view() const {
  // Docks below the current tab count as visible, though nothing of them is seen.
  const auto is_seen = [](const View* view) { return !view->visibleRegion().isEmpty(); };
  if (active_ != nullptr && is_seen(active_)) return active_;
  const std::vector<View*> all = views();
  const auto seen = std::ranges::find_if(all, is_seen);
  if (seen != all.end()) return *seen;
  return active_ != nullptr ? active_ : all.front();
}

QVariantMap Docks::view_options() const {
  QVariantMap options;
  for (const Placed& placed : placed_) {
    if (placed.options == nullptr) continue;
    const QVariantMap state = placed.options->state();
    if (!state.isEmpty()) options.insert(placed.dock->objectName(), state);
  }
  return options;
}

void Docks::set_view_options(const QVariantMap& options) {
  for (const Placed& placed : placed_)
    if (placed.options != nullptr)
      placed.options->set_state(options.value(placed.dock->objectName()).toMap());
}

void Docks::set_theme(const Theme& theme) {
  theme_ = theme;
}

bool Docks::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Close && qobject_cast<QDockWidget*>(watched) != nullptr) emit rearranged();
  if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::FocusIn) {
    for (QObject* object = watched; object != nullptr; object = object->parent()) {
      if (auto* dock = qobject_cast<QDockWidget*>(object)) {
        if (auto* view = qobject_cast<View*>(dock->widget())) active_ = view;
        break;
      }
    }
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace lfp
