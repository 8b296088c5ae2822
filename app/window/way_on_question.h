#pragma once

#include "core/engine/command.h"
#include "core/snapshot/snapshot.h"

#include <QPointer>
#include <QWidget>
#include <cstddef>
#include <vector>

namespace lfp {

class EngineBridge;
class ExperimentEditor;

/// Asks before something that was trained is forgotten: after going back, what trains a run another way than
/// before, teaches or edits it, either goes on as a fork, which keeps the rest, or replaces what lies ahead.
/// Training that repeats the way to the bit is not asked about.
class WayOnQuestion {
 public:
  WayOnQuestion(EngineBridge& bridge, ExperimentEditor& editor, QWidget& window);

  /// False where a person is asked first; the command is then sent with the answer.
  bool may_send(const Command& command);

 private:
  void ask(const Command& command, const Snapshot& now, const std::vector<std::size_t>& runs);
  void send(const Command& command);
  void send_to_forks(Command command, const Snapshot& now, const std::vector<std::size_t>& runs);

  EngineBridge& bridge_;
  ExperimentEditor& editor_;
  QWidget& window_;
  QPointer<QWidget> question_;  // while it is asked
  bool is_answered_ = false;
};

}  // namespace lfp
