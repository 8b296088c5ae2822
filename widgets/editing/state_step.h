#pragma once

#include "core/engine/command.h"
#include "widgets/editing/undo_step.h"

#include <QElapsedTimer>
#include <functional>
#include <memory>

namespace lfp {

/// What a person did to the runs by hand: weights removed, feedback given. Undoing it brings back what
/// training had reached before, to the bit; redoing it, what it had reached when it was undone.
class StateStep final : public UndoStep {
 public:
  using State = std::shared_ptr<const LockstepState>;
  /// The way to training.
  struct Door {
    std::function<State()> take;
    std::function<bool(const LockstepState&)> fits;  ///< whether it belongs to the experiment that is trained
    std::function<void(const Command&)> send;
  };

  /// The command has been sent already, or is about to be; `before` is what training had reached.
  StateStep(const QString& text, State before, Door door);

  void undo() override;
  void redo() override;
  bool restarts() const override { return true; }
  bool undoing_restarts() const override { return true; }
  bool is_void() const override { return is_undone_ ? !is_of_use(after_) : !is_of_use(before_); }
  void count(StateBytes& bytes) const override;
  void let_go_of_states() override;
  /// The same was done once more: within a moment this is still one step.
  bool takes_in(const QString& text);

 private:
  bool is_of_use(const State& state) const { return state && door_.fits(*state); }
  void bring_back(const State& state) const;

  State before_;
  State after_;
  Door door_;
  QElapsedTimer age_;
  bool is_undone_ = false;
  bool is_done_ = true;
};

}  // namespace lfp
