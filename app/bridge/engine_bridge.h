#pragma once

#include "app/bridge/view_turns.h"
#include "core/engine/engine.h"
#include "widgets/views/view.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace lfp {

/// The bridge between the window and the engine: it takes the newest snapshot at the display rate and hands
/// it to every view, asks the engine for what the visible views need, and passes commands on.
class EngineBridge : public QObject {
  Q_OBJECT

 public:
  explicit EngineBridge(QObject* parent = nullptr);

  /// From now on the view gets every new snapshot, and its commands and needs reach the engine. Views may be
  /// deleted at any time.
  void watch(View& view);
  /// The one way to the engine, for the views' commands and the panels' alike.
  void send(const Command& command);
  /// Called before a command goes to the engine; the command is not sent if it returns false.
  using MaySend = std::function<bool(const Command&)>;
  void set_may_send(MaySend may_send) { may_send_ = std::move(may_send); }
  /// Snapshots then hold what this view needs even while it is not visible, for a figure of it. Null for no
  /// view.
  void attend(View* view) { attended_ = view; }
  /// The newest snapshot; null until the first experiment is loaded.
  const SnapshotPointer& snapshot() const { return snapshot_; }
  /// The parameters of a run as they are now; waits for the current step to end.
  NamedArrays weights(std::size_t run) const { return engine_.weights(run); }
  /// One of them, as it is now; waits likewise. Nothing where the run has no such parameter.
  std::optional<double> parameter(std::size_t run, const InspectedItem& item) const;
  /// All that training has changed, now; waits likewise. Any thread.
  std::shared_ptr<const LockstepState> state() const { return engine_.state(); }
  /// New snapshots shown in the last second.
  int frames_per_second() const { return frames_per_second_; }

 signals:
  void snapshot_changed();
  /// On its way to the engine.
  void command_sent(const lfp::Command& command);
  /// A command could not be carried out; everything is as it was before.
  void failed(const QString& message);
  /// Loading has been cancelled; everything is as it was before.
  void cancelled();
  /// Training is about to start on something else, or anew; `loading` is held until it has.
  void loading_started(std::weak_ptr<lfp::Progress> loading);
  /// The parts of the loaded session that could not be read, a sentence each.
  void noted(const QStringList& problems);

 private:
  template <class LoadOrReset>
  void start(LoadOrReset command);
  void poll();
  void hand_on();
  bool needs_every_core() const;
  Interest wanted() const;
  void count_frame(bool is_new);

  Engine engine_;
  MaySend may_send_;
  QTimer timer_;
  std::vector<QPointer<View>> views_;
  ViewTurns turns_;
  std::size_t next_turn_ = 0;  // index of the view that has waited longest
  command::SetSpeed speed_;
  QPointer<View> attended_;
  SnapshotPointer snapshot_;
  Interest sent_interest_;
  QElapsedTimer since_command_;
  QElapsedTimer second_;
  qint64 frames_ = 0;
  int frames_per_second_ = 0;
};

}  // namespace lfp
