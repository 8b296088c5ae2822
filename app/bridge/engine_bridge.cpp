#include "app/bridge/engine_bridge.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <variant>

namespace lfp {

namespace {

constexpr int milliseconds_per_frame = 16;
/// How often the answer to a command is looked for, and for how long.
constexpr int milliseconds_per_look = 2;
constexpr qint64 patience_in_milliseconds = 100;

/// Qt moves the docks below the current tab out of the window and still calls them visible.
bool is_on_screen(const View& view) {
  const QRect place(view.mapTo(view.window(), QPoint(0, 0)), view.size());
  return view.isVisible() && view.window()->rect().intersects(place);
}

}  // namespace

EngineBridge::EngineBridge(QObject* parent) : QObject(parent) {
  timer_.setTimerType(Qt::PreciseTimer);
  timer_.setInterval(milliseconds_per_frame);
  connect(&timer_, &QTimer::timeout, this, &EngineBridge::poll);
  second_.start();
  timer_.start();
}

void EngineBridge::watch(View& view) {
  std::erase_if(views_, [](const QPointer<View>& known) { return known.isNull(); });
  views_.emplace_back(&view);
  connect(&view, &View::command_issued, this, &EngineBridge::send);
  if (snapshot_) view.set_snapshot(snapshot_);
}

void EngineBridge::send(const Command& command) {
  if (may_send_ && !may_send_(command)) return;
  emit command_sent(command);
  if (const auto* speed = std::get_if<command::SetSpeed>(&command)) speed_ = *speed;
  if (const auto* load = std::get_if<command::Load>(&command))
    start(*load);
  else if (const auto* reset = std::get_if<command::Reset>(&command))
    start(*reset);
  else
    engine_.send(command);
  since_command_.start();
  timer_.setInterval(milliseconds_per_look);
}

std::optional<double> EngineBridge::parameter(std::size_t run, const InspectedItem& item) const {
  if (!snapshot_ || run >= snapshot_->runs.size() || !item.input) return std::nullopt;
  const bool is_bias = *item.input < 0;
  const std::string name = "layer" + std::to_string(item.layer + 1) + (is_bias ? ".bias" : ".weight");
  for (const NamedArray& array : engine_.weights(run)) {
    if (array.name != name || array.shape.empty() || array.shape.front() == 0) continue;
    const auto width = static_cast<std::int64_t>(array.values.size()) / array.shape.front();
    const std::int64_t at = is_bias ? item.unit : item.unit * width + *item.input;
    if (at < 0 || at >= static_cast<std::int64_t>(array.values.size())) return std::nullopt;
    return array.values[static_cast<std::size_t>(at)];
  }
  return std::nullopt;
}

template <class LoadOrReset>
void EngineBridge::start(LoadOrReset command) {
  command.progress = std::make_shared<Progress>();
  emit loading_started(command.progress);
  engine_.send(std::move(command));
}

void EngineBridge::poll() {
  const std::string error = engine_.take_error();
  if (!error.empty()) emit failed(QString::fromStdString(error));
  if (engine_.take_cancelled()) emit cancelled();

  QStringList notes;
  for (const std::string& note : engine_.take_notes()) notes += QString::fromStdString(note);
  if (!notes.isEmpty()) emit noted(notes);

  const SnapshotPointer newest = engine_.newest();
  const bool is_new = newest != snapshot_;
  if (is_new) {
    snapshot_ = newest;
    emit snapshot_changed();
  }
  // While training runs, a new snapshot may be older than the command.
  const bool is_answered = is_new && snapshot_ && !snapshot_->running;
  if (is_answered || since_command_.hasExpired(patience_in_milliseconds))
    timer_.setInterval(milliseconds_per_frame);
  hand_on();
  count_frame(is_new);

  // Visibility changes in too many ways (docks, tabs, settings) for signals, and asking is cheap.
  Interest interest = wanted();
  if (interest != sent_interest_) {
    sent_interest_ = interest;
    engine_.send(command::SetInterest{std::move(interest)});
  }
  engine_.want_snapshot();
}

void EngineBridge::hand_on() {
  if (!snapshot_) return;
  turns_.begin_frame(needs_every_core());
  const std::size_t count = views_.size();
  const std::size_t first = next_turn_;
  for (std::size_t turn = 0; turn < count; ++turn) {
    const std::size_t index = (first + turn) % count;
    const QPointer<View>& view = views_[index];
    if (!view || view->snapshot() == snapshot_) continue;
    if (!view->isVisible()) {
      view->set_snapshot(snapshot_);
      continue;
    }
    // Tabs below others count as visible for Qt; while training runs, they wait until they are on top.
    if (snapshot_->running && !is_on_screen(*view)) continue;
    // What was asked for just now, by a click or by opening a view, is shown as soon as it is there.
    const bool is_answer = !view->snapshot() || view->snapshot()->interest != snapshot_->interest;
    if (!is_answer && !turns_.take()) continue;
    next_turn_ = index + 1;
    view->set_snapshot(snapshot_);
  }
}

/// Whether the window's work takes time from training. Two processors are often halves of one core.
bool EngineBridge::needs_every_core() const {
  const unsigned cores = (std::thread::hardware_concurrency() + 1) / 2;
  if (!snapshot_->running || snapshot_->runs.size() < cores) return false;
  constexpr double as_asked = 0.9;
  const bool is_too_fast = !speed_.phases && snapshot_->steps_per_second < as_asked * speed_.per_second;
  return speed_.per_second <= 0 || is_too_fast;
}

Interest EngineBridge::wanted() const {
  Interest interest;
  for (const QPointer<View>& view : views_) {
    if (view && (view == attended_ || is_on_screen(*view))) view->add_interest(interest);
  }
  std::vector<int>& layers = interest.weight_layers;
  std::sort(layers.begin(), layers.end());
  layers.erase(std::unique(layers.begin(), layers.end()), layers.end());
  return interest;
}

void EngineBridge::count_frame(bool is_new) {
  frames_ += is_new ? 1 : 0;
  const qint64 elapsed = second_.elapsed();
  if (elapsed < 1000) return;
  frames_per_second_ = static_cast<int>((frames_ * 1000 + elapsed / 2) / elapsed);
  frames_ = 0;
  second_.restart();
}

}  // namespace lfp
