#include "widgets/editing/state_step.h"

#include <utility>

namespace lfp {
namespace {

constexpr qint64 one_state_step_milliseconds = 1000;

}  // namespace

StateStep::StateStep(const QString& text, State before, Door door)
    : UndoStep(text), before_(std::move(before)), door_(std::move(door)) {
  age_.start();
}

void StateStep::undo() {
  if (is_void()) return;
  after_ = door_.take();
  is_undone_ = true;
  bring_back(before_);
}

void StateStep::redo() {
  if (std::exchange(is_done_, false) || is_void()) return;
  is_undone_ = false;
  bring_back(after_);
}

void StateStep::bring_back(const State& state) const {
  door_.send(command::Restore{state});
}

void StateStep::count(StateBytes& bytes) const {
  bytes.add(before_);
  bytes.add(after_);
}

void StateStep::let_go_of_states() {
  before_.reset();
  after_.reset();
}

bool StateStep::takes_in(const QString& text) {
  if (text != this->text() || age_.hasExpired(one_state_step_milliseconds)) return false;
  age_.restart();
  return true;
}

}  // namespace lfp
