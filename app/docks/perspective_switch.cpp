#include "app/docks/perspective_switch.h"

#include "app/docks/docks.h"

#include <QDataStream>
#include <QDockWidget>
#include <QIODevice>
#include <QLayout>
#include <QMainWindow>
#include <QMap>
#include <QMenuBar>
#include <QScopedValueRollback>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>
#include <utility>

namespace lfp {

namespace {

constexpr int train_perspective = 1;
// It is raised whenever docks are added, removed or renamed, so that older settings are not taken for a
// layout.
constexpr int layout_version = 3;
// A built-in layout rearranges itself where the window gets too small for it, so it must not hold the window
// open.
constexpr QSize smallest_window(640, 480);
constexpr quint32 layout_magic = 0x6c667031;
constexpr auto stream_version = QDataStream::Qt_6_4;
const auto current_key = QLatin1String("layout/perspective");

QString key(int index, const char* what) {
  return QStringLiteral("layout/%1/%2")
      .arg(perspectives()[static_cast<std::size_t>(index)].name, QLatin1String(what));
}

}  // namespace

PerspectiveSwitch::PerspectiveSwitch(QMainWindow& window, Docks& docks)
    : QObject(&window),
      window_(window),
      docks_(docks),
      kept_(perspectives().size()),
      current_(train_perspective) {
  connect(&docks, &Docks::rearranged, this, &PerspectiveSwitch::mark_changed);
  connect(&docks, &Docks::maximise_wanted, this, &PerspectiveSwitch::toggle_maximised);
}

void PerspectiveSwitch::show(int index) {
  keep_current();
  current_ = index;
  apply();
  emit current_changed(index);
}

void PerspectiveSwitch::reset() {
  leave_maximised();
  kept() = {};
  apply();
}

void PerspectiveSwitch::set_traits(const DataTraits& traits) {
  if (std::exchange(knows_traits_, true) && traits_ == traits) return;
  traits_ = traits;
  fit();
  if (is_restored_ && kept().is_changed) follow_data();
  emit traits_changed();
}

void PerspectiveSwitch::set_zoom(double zoom) {
  zoom_ = zoom;
}

bool PerspectiveSwitch::shows_phases() const {
  return perspectives()[static_cast<std::size_t>(current_)].shows_phases;
}

void PerspectiveSwitch::present(bool on) {
  if (is_presenting_ == on || !is_restored_) return;
  keep_current();
  is_presenting_ = on;
  if (on) {
    size_before_ = window_.size();
    presented_.assign(kept_.size(), {});
    for (std::size_t index = 0; index < kept_.size(); ++index)
      presented_[index].view_options = kept_[index].view_options;
  }
  apply();
}

void PerspectiveSwitch::toggle_maximised(QDockWidget& dock) {
  if (!state_below_.isEmpty()) {
    leave_maximised();
    return fit();
  }
  const QScopedValueRollback guard(is_applying_, true);
  state_below_ = window_.saveState(layout_version);
  for (auto* other : window_.findChildren<QDockWidget*>())
    if (other != &dock && !other->isFloating()) other->hide();
}

void PerspectiveSwitch::leave_maximised() {
  if (state_below_.isEmpty()) return;
  const QScopedValueRollback guard(is_applying_, true);
  window_.restoreState(std::exchange(state_below_, {}), layout_version);
}

/// In a layout that a person has changed, a view with nothing to show for new data gives its place to the one
/// that the built-in layout opens for them.
void PerspectiveSwitch::follow_data() {
  if (!knows_traits_) return;
  const QScopedValueRollback guard(is_applying_, true);
  std::vector<QDockWidget*> wanted;
  const QStringList open = open_docks(builtin());
  // Views made for such data come first: there may be fewer places than views.
  for (const bool is_for_such_data : {true, false})
    for (const ViewEntry& entry : view_entries()) {
      QDockWidget* dock = docks_.find(entry.dock_name());
      const bool is_wanted = open.contains(entry.dock_name()) && dock->isHidden();
      if (is_wanted && (entry.shows != nullptr) == is_for_such_data) wanted.push_back(dock);
    }
  for (const ViewEntry& entry : view_entries()) {
    QDockWidget* dock = docks_.find(entry.dock_name());
    const bool is_blank = entry.shows != nullptr && !entry.shows(traits_);
    if (!is_blank || dock->isHidden() || dock->isFloating() || wanted.empty()) continue;
    window_.tabifyDockWidget(dock, wanted.front());
    wanted.front()->show();
    dock->hide();
    wanted.erase(wanted.begin());
  }
}

void PerspectiveSwitch::mark_changed() {
  if (is_applying_ || !state_below_.isEmpty()) return;
  kept().is_changed = true;
  if (!is_presenting_) size_before_ = {};
  limit_size();
}

void PerspectiveSwitch::keep_current() {
  leave_maximised();
  Kept& current = kept();
  current.view_options = docks_.view_options();
  if (!current.is_changed) return;
  current.state = window_.saveState(layout_version);
  current.duplicates = docks_.duplicates();
}

void PerspectiveSwitch::apply() {
  const QScopedValueRollback guard(is_applying_, true);
  window_.setUpdatesEnabled(false);
  state_below_.clear();
  Kept& current = kept();
  docks_.remove_duplicates();
  docks_.restore_duplicates(current.duplicates);
  if (!current.is_changed || !window_.restoreState(current.state, layout_version)) {
    current = {.is_changed = false, .state = {}, .duplicates = {}, .view_options = current.view_options};
    docks_.remove_duplicates();
    apply_builtin();
  } else {
    follow_data();
  }
  docks_.set_view_options(current.view_options);
  limit_size();
  window_.setUpdatesEnabled(true);
}

void PerspectiveSwitch::limit_size() {
  // A layout that a person has changed may not push the window beyond the screen either.
  const QSize least = window_.layout()->minimumSize().boundedTo(window_.screen()->availableSize());
  window_.setMinimumSize(kept().is_changed ? least : smallest_window);
}

void PerspectiveSwitch::apply_builtin() {
  placed_ = builtin();
  place_docks(window_, placed_);
  size_docks(window_, placed_, area(), zoom_);
}

void PerspectiveSwitch::fit() {
  if (!is_restored_ || !state_below_.isEmpty()) return;
  if (!is_presenting_ && size_before_.isValid()) {
    // The docks have their places again once the window has its size, which may take the system a while.
    if (window_.size() == size_before_) size_before_ = {};
    kept().view_options = docks_.view_options();
    return apply();
  }
  if (kept().is_changed) return;
  const Block wanted = builtin();
  if (!are_alike(wanted, placed_)) {
    keep_current();
    return apply();
  }
  const QScopedValueRollback guard(is_applying_, true);
  size_docks(window_, wanted, area(), zoom_);
}

Block PerspectiveSwitch::builtin() const {
  return perspectives()[static_cast<std::size_t>(current_)].layout(
      {.traits = traits_, .size = area() / zoom_});
}

QSize PerspectiveSwitch::area() const {
  int bars = window_.menuBar()->height() + window_.statusBar()->height();
  for (const QToolBar* bar : window_.findChildren<QToolBar*>(Qt::FindDirectChildrenOnly)) {
    if (!bar->isHidden()) bars += bar->height();
  }
  return window_.size() - QSize(0, bars);
}

void PerspectiveSwitch::restore() {
  const QSettings settings;
  for (int index = 0; index < static_cast<int>(kept_.size()); ++index) {
    Kept& kept = kept_[static_cast<std::size_t>(index)];
    kept.state = settings.value(key(index, "state")).toByteArray();
    kept.duplicates = settings.value(key(index, "duplicates")).toStringList();
    kept.view_options = settings.value(key(index, "views")).toMap();
    kept.is_changed = !kept.state.isEmpty();
  }
  const int index = settings.value(current_key, train_perspective).toInt();
  current_ = index >= 0 && index < static_cast<int>(kept_.size()) ? index : train_perspective;
  is_restored_ = true;
  apply();
  emit current_changed(current_);
  set_layout(std::exchange(waiting_layout_, {}));
}

void PerspectiveSwitch::save() {
  if (!is_presenting_) keep_current();
  QSettings settings;
  settings.setValue(current_key, current_);
  for (int index = 0; index < static_cast<int>(kept_.size()); ++index) {
    const Kept& kept = kept_[static_cast<std::size_t>(index)];
    settings.setValue(key(index, "state"), kept.is_changed ? kept.state : QByteArray());
    settings.setValue(key(index, "duplicates"), kept.is_changed ? kept.duplicates : QStringList());
    settings.setValue(key(index, "views"), kept.view_options);
  }
}

QByteArray PerspectiveSwitch::layout() {
  if (!is_presenting_) keep_current();
  QByteArray bytes;
  QDataStream stream(&bytes, QIODevice::WriteOnly);
  stream.setVersion(stream_version);
  stream << layout_magic << perspectives()[static_cast<std::size_t>(current_)].name;
  QMap<QString, QPair<QByteArray, QStringList>> changed;
  for (std::size_t index = 0; index < kept_.size(); ++index) {
    if (kept_[index].is_changed)
      changed.insert(perspectives()[index].name, {kept_[index].state, kept_[index].duplicates});
  }
  QVariantMap options;
  for (std::size_t index = 0; index < kept_.size(); ++index)
    if (!kept_[index].view_options.isEmpty())
      options.insert(perspectives()[index].name, kept_[index].view_options);
  stream << changed << options;
  return bytes;
}

void PerspectiveSwitch::set_layout(const QByteArray& layout) {
  if (!is_restored_) {
    waiting_layout_ = layout;
    return;
  }
  QDataStream stream(layout);
  stream.setVersion(stream_version);
  quint32 magic = 0;
  QString current;
  QMap<QString, QPair<QByteArray, QStringList>> changed;
  stream >> magic >> current >> changed;
  if (stream.status() != QDataStream::Ok || magic != layout_magic) return;
  // Layouts in older files end here.
  QVariantMap options;
  if (!stream.atEnd()) stream >> options;
  for (std::size_t index = 0; index < kept_.size(); ++index) {
    const QString& name = perspectives()[index].name;
    if (name == current) current_ = static_cast<int>(index);
    kept_[index].view_options = options.value(name).toMap();
    if (!changed.contains(name)) continue;
    kept_[index].is_changed = true;
    kept_[index].state = changed[name].first;
    kept_[index].duplicates = changed[name].second;
  }
  apply();
  emit current_changed(current_);
}

}  // namespace lfp
