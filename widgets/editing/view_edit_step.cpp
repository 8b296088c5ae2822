#include "widgets/editing/view_edit_step.h"

#include <utility>

namespace lfp {
namespace {

constexpr qint64 one_view_edit_milliseconds = 1000;
/// Of experiments the ids are hashes, which are positive.
constexpr int view_edit_id = -3;

}  // namespace

ViewEditStep::ViewEditStep(ViewEdit edit) : UndoStep(edit.text), edit_(std::move(edit)) {
  age_.start();
}

void ViewEditStep::undo() {
  if (!is_void()) edit_.undo();
}

void ViewEditStep::redo() {
  if (!std::exchange(is_done_, false) && !is_void()) edit_.redo();
}

int ViewEditStep::id() const {
  return view_edit_id;
}

bool ViewEditStep::mergeWith(const QUndoCommand* other) {
  const auto& next = static_cast<const ViewEditStep&>(*other);
  const bool is_same = next.edit_.name == edit_.name && !is_void();
  if (!is_same || age_.hasExpired(one_view_edit_milliseconds)) return false;
  edit_.redo = next.edit_.redo;
  age_.restart();
  return true;
}

}  // namespace lfp
