#pragma once

#include "core/experiment/experiment.h"

#include <cstdint>

class QWidget;

namespace lfp {

class EngineBridge;
class ExperimentEditor;

/// Asks the user before training starts on another experiment: whether it may take more than half of the free
/// memory, and whether a training state that is too large for undo may be lost.
class StartQuestions {
 public:
  StartQuestions(const EngineBridge& bridge, const ExperimentEditor& editor, QWidget& window);

  /// Returns false if the user decides against starting.
  bool may_start(const Experiment& next);

 private:
  bool may_take(std::uint64_t bytes, std::uint64_t free);
  bool may_lose(std::uint64_t bytes);

  const EngineBridge& bridge_;
  const ExperimentEditor& editor_;
  QWidget& window_;
  std::uint64_t accepted_bytes_ = 0;  // the user has already agreed to this much
};

}  // namespace lfp
