#pragma once

#include "widgets/editing/undo_step.h"
#include "widgets/editing/view_edit.h"

#include <QElapsedTimer>

namespace lfp {

/// An edit of a view in the undo stack.
class ViewEditStep final : public UndoStep {
 public:
  explicit ViewEditStep(ViewEdit edit);

  void undo() override;
  void redo() override;
  bool is_void() const override { return !edit_.is_there(); }
  int id() const override;
  bool mergeWith(const QUndoCommand* other) override;

 private:
  ViewEdit edit_;
  QElapsedTimer age_;
  bool is_done_ = true;
};

}  // namespace lfp
