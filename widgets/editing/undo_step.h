#pragma once

#include <QUndoCommand>

namespace lfp {

/// What a person did, in the experiment's undo stack.
class UndoStep : public QUndoCommand {
 public:
  using QUndoCommand::QUndoCommand;
  /// Whether doing it, or undoing it, makes training start on something else: not while it runs.
  virtual bool restarts() const { return false; }
  virtual bool undoing_restarts() const { return false; }
};

}  // namespace lfp
