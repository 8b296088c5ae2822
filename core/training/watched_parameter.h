#pragma once

#include "core/network/network.h"
#include "core/snapshot/inspection.h"
#include "core/snapshot/timeline.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lfp {

/// The past of one parameter from when it was first watched. Noting a step does not allocate.
class WatchedParameter {
 public:
  WatchedParameter(const InspectedItem& item, const Network& network, std::int64_t step);
  /// As if it had been watched since step `since`: `values` are those after each step up to now.
  WatchedParameter(const InspectedItem& item, const Network& network, std::int64_t since,
                   std::span<const Scalar> values, std::span<const std::int64_t> flips);

  const InspectedItem& item() const { return item_; }
  /// After each step.
  void note(const Network& network, std::int64_t step);
  /// Notes that a person has given it another value, between two steps.
  void note_change(const Network& network, std::int64_t step);
  std::int64_t since() const { return since_; }
  const Timeline& values() const { return values_; }
  const std::vector<std::int64_t>& flips() const { return flips_; }

 private:
  void push(Scalar value);
  void note_sign(Scalar value, std::int64_t step);

  InspectedItem item_;
  std::int64_t since_;
  Timeline values_;
  std::vector<std::int64_t> flips_;
  Scalar last_sign_;  // the last one that was not zero
};

}  // namespace lfp
