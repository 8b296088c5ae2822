#include "app/docks/view_pin.h"

#include "app/bridge/engine_bridge.h"
#include "widgets/controls/dock_title.h"
#include "widgets/controls/lock.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/layer_names.h"
#include "widgets/views/title_controls.h"

#include <QMenu>
#include <QVariantList>
#include <algorithm>

namespace lfp {

namespace {

using Part = FocusLink::Part;

const auto layer_key = QLatin1String("layer");
const auto item_key = QLatin1String("item");

std::optional<Part> part_of(Pinnable pin) {
  switch (pin) {
    case Pinnable::layer:
      return Part::layer;
    case Pinnable::item:
      return Part::item;
    case Pinnable::nothing:
      break;
  }
  return std::nullopt;
}

/// Layer, unit and, of a parameter, its input.
QVariantList name_of(const InspectedItem& item) {
  QVariantList name{item.layer, static_cast<qlonglong>(item.unit)};
  if (item.input) name << static_cast<qlonglong>(*item.input);
  return name;
}

std::optional<InspectedItem> item_called(const QVariantList& name) {
  if (name.size() < 2 || name.size() > 3) return std::nullopt;
  InspectedItem item{.layer = name[0].toInt(), .unit = name[1].toLongLong()};
  if (name.size() == 3) item.input = name[2].toLongLong();
  const bool is_possible = item.layer >= -1 && item.unit >= 0 && item.input.value_or(-1) >= -1;
  return is_possible ? std::optional(item) : std::nullopt;
}

bool has_item(const Snapshot& snapshot, const InspectedItem& item) {
  if (item.layer < 0) return item.unit < snapshot.dataset->shape.size();
  const auto& layers = snapshot.runs.front().layers;
  const auto layer = static_cast<std::size_t>(item.layer);
  return layer < layers.size() && item.unit < layers[layer].units &&
         item.input.value_or(-1) < layers[layer].inputs;
}

}  // namespace

ViewPin::ViewPin(const EngineBridge& bridge, Pinnable pin, Focus& own_focus, FocusLink& link,
                 DockTitle& title)
    : bridge_(bridge), own_focus_(own_focus), link_(link), title_(title), part_(part_of(pin)) {
  if (!part_) return;
  title_.set_pinnable(true);
  connect(&title_, &DockTitle::pinned_changed, this, &ViewPin::hold);
  connect(&own_focus_, &Focus::item_changed, this, [this] {
    if (is_to_item() && !has_something()) title_.set_pinned(false);
  });
}

bool ViewPin::is_to_item() const {
  return title_.is_pinned() && part_ == Part::item;
}

bool ViewPin::has_something() const {
  return part_ == Part::layer || own_focus_.item();
}

void ViewPin::hold(bool pinned) {
  if (pinned && !has_something()) return title_.set_pinned(false);
  link_.hold(*part_, pinned);
}

void ViewPin::add_to(QMenu& menu) {
  if (part_ == Part::item) {
    QAction* pin = menu.addAction(tr("Keep showing this one"));
    pin->setCheckable(true);
    connect(pin, &QAction::triggered, &title_, &DockTitle::set_pinned);
    connect(&menu, &QMenu::aboutToShow, this, [this, pin] {
      set_lock(*pin, has_something() ? QString() : tr("Choose a neuron or a connection first"));
      pin->setChecked(title_.is_pinned());
    });
  } else if (part_ == Part::layer) {
    QMenu* layers = menu.addMenu(tr("Layer"));
    connect(layers, &QMenu::aboutToShow, this, [this, layers] { list_layers(*layers); });
    // Until it is opened: an empty menu would not open.
    list_layers(*layers);
  }
}

void ViewPin::list_layers(QMenu& menu) {
  menu.clear();
  QAction* follow = menu.addAction(tr("As chosen elsewhere"), this, [this] { title_.set_pinned(false); });
  follow->setCheckable(true);
  follow->setChecked(!title_.is_pinned());
  menu.addSeparator();
  if (!bridge_.snapshot() || bridge_.snapshot()->runs.empty()) return;
  const RunSnapshot& run = bridge_.snapshot()->runs.front();
  for (int layer = 0; layer < static_cast<int>(run.layers.size()); ++layer) {
    QAction* action = menu.addAction(layer_title(run, layer), this, [this, layer] { pin_to(layer); });
    action->setCheckable(true);
    action->setChecked(title_.is_pinned() && own_focus_.layer() == layer);
  }
}

void ViewPin::pin_to(int layer) {
  title_.set_pinned(true);
  own_focus_.set_layer(layer);
}

QVariantMap ViewPin::state() {
  check();
  if (is_to_item()) return {{item_key, name_of(*own_focus_.item())}};
  if (title_.is_pinned()) return {{layer_key, own_focus_.layer()}};
  return {};
}

void ViewPin::set_state(const QVariantMap& state) {
  if (bridge_.snapshot()) generation_ = bridge_.snapshot()->generation;
  title_.set_pinned(false);
  if (part_ == Part::layer && state.contains(layer_key)) pin_to(std::max(0, state.value(layer_key).toInt()));
  const auto item = item_called(state.value(item_key).toList());
  if (part_ != Part::item || !item) return;
  link_.hold(Part::item, true);
  own_focus_.set_item(item);
  title_.set_pinned(true);
}

void ViewPin::check() {
  const SnapshotPointer& snapshot = bridge_.snapshot();
  if (!snapshot || snapshot->generation == generation_) return;
  generation_ = snapshot->generation;
  if (!title_.is_pinned()) return;
  const auto& runs = snapshot->runs;
  const bool is_there =
      !runs.empty() && (is_to_item() ? has_item(*snapshot, *own_focus_.item())
                                     : own_focus_.layer() < static_cast<int>(runs.front().layers.size()));
  if (!is_there) title_.set_pinned(false);
}

}  // namespace lfp
