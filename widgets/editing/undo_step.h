#pragma once

#include "core/lockstep/lockstep_state.h"

#include <QUndoCommand>
#include <cstddef>
#include <memory>
#include <unordered_set>

namespace lfp {

/// States of training, of which those that several hold count once.
class StateBytes {
 public:
  void add(const std::shared_ptr<const LockstepState>& state) {
    if (!state || !counted_.insert(state.get()).second) return;
    for (const TrainerState& run : state->runs) bytes_ += run.bytes();
    for (const KeyFrame& frame : state->past.frames)
      for (const KeyFrame::Run& run : frame.runs)
        if (counted_.insert(run.state.get()).second) bytes_ += run.state->bytes();
  }
  std::size_t bytes() const { return bytes_; }

 private:
  std::unordered_set<const void*> counted_;
  std::size_t bytes_ = 0;
};

/// What a person did, in the experiment's undo stack.
class UndoStep : public QUndoCommand {
 public:
  using QUndoCommand::QUndoCommand;
  /// Whether doing it, or undoing it, makes training start on something else: not while it runs.
  virtual bool restarts() const { return false; }
  virtual bool undoing_restarts() const { return false; }
  /// Whether nothing is left that it could undo or redo: it is then skipped.
  virtual bool is_void() const { return false; }
  /// The trained states that it holds and can be asked to release.
  virtual void count(StateBytes& /*bytes*/) const {}
  virtual void let_go_of_states() {}
};

}  // namespace lfp
