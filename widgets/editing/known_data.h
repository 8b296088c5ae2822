#pragma once

#include "core/engine/command.h"
#include "core/experiment/experiment.h"
#include "widgets/editing/data_facts.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace lfp {

/// The known facts about the data that experiments name: those of toy data at once, those of files once they
/// have been read.
class KnownData {
 public:
  /// Nothing for data from files other than those that were read last.
  std::optional<DataFacts> facts_of(const Choice& dataset) const;
  /// The experiment's data where they are those that were read last; or null.
  std::shared_ptr<const Dataset> data_of(const Experiment& experiment) const;
  /// Notes that these are the data of `experiment`.
  void set(const Experiment& experiment, const std::shared_ptr<const Dataset>& data);
  const std::shared_ptr<const Dataset>& newest() const { return data_; }

 private:
  Choice choice_;
  std::uint64_t seed_ = 0;
  std::filesystem::path folder_;
  std::shared_ptr<const Dataset> data_;
  Choice file_choice_;  // the data from files that file_facts_ describe
  std::optional<DataFacts> file_facts_;
};

}  // namespace lfp
