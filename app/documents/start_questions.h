#pragma once

#include "core/experiment/experiment.h"

#include <cstdint>

class QWidget;

namespace lfp {

class EngineBridge;
class ExperimentEditor;

/// What has to be asked before training starts on another experiment: whether it is to take more than half of
/// the free memory, and whether what training has reached may be lost where undo could not keep it.
class StartQuestions {
 public:
  StartQuestions(const EngineBridge& bridge, const ExperimentEditor& editor, QWidget& window);

  /// False if a person would rather stay.
  bool may_start(const Experiment& next);

 private:
  bool may_take(std::uint64_t bytes, std::uint64_t free);
  bool may_lose(std::uint64_t bytes);

  const EngineBridge& bridge_;
  const ExperimentEditor& editor_;
  QWidget& window_;
  std::uint64_t accepted_bytes_ = 0;  // a person has agreed to as much
};

}  // namespace lfp
