#pragma once

#include "core/engine/command.h"
#include "widgets/editing/undo_step.h"

#include <QElapsedTimer>
#include <functional>

namespace lfp {

/// A weight or bias that a person has set by hand: undoing it gives the parameter its old value, wherever
/// training stands by then. Values that follow one another within a moment are one step.
class ParameterStep final : public UndoStep {
 public:
  using Send = std::function<void(const Command&)>;

  /// The engine has been sent `set` already; `before` is the value that the parameter had.
  ParameterStep(const command::SetParameter& set, double before, Send send);

  void undo() override;
  void redo() override;
  int id() const override;
  bool mergeWith(const QUndoCommand* other) override;

 private:
  command::SetParameter set_;
  double before_;
  Send send_;
  QElapsedTimer age_;
  bool is_done_ = true;
};

}  // namespace lfp
