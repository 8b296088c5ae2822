#pragma once

#include "core/engine/command.h"
#include "core/files/named_array.h"
#include "core/snapshot/snapshot.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lfp {

struct LockstepState;

/// The narrow door between training and the window: commands in, snapshots out. Training runs on the engine's
/// own threads; no call here waits for it longer than a moment.
class Engine {
 public:
  Engine();
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  Engine(Engine&&) = delete;
  Engine& operator=(Engine&&) = delete;

  /// Queues a command; commands are carried out in order, between two steps or phases. Any thread.
  void send(Command command);
  /// Asks for a fresh snapshot; it is there a moment later. Call it once per frame. Any thread.
  void want_snapshot();
  /// The newest snapshot, or null before the first experiment is loaded. Any thread.
  SnapshotPointer newest() const;
  /// A message about the last command that could not be carried out (an Error's text), then forgotten;
  /// "" if there is none. Any thread.
  std::string take_error();
  /// Whether a Load or Reset was cancelled since this was asked last. Any thread.
  bool take_cancelled();
  /// The parts of the last loaded session that could not be read, a sentence each; they are then forgotten.
  /// Any thread.
  std::vector<std::string> take_notes();
  /// The parameters of a run as they are between two steps ("layer1.weight", "layer1.bias", ...). Waits for
  /// the current step to end.
  NamedArrays weights(std::size_t run) const;
  /// All that training has changed, as it is between two steps; null before the first experiment is loaded.
  /// Waits for the current step to end; training goes on while one works with the copy. Any thread.
  std::shared_ptr<const LockstepState> state() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace lfp
