#pragma once

namespace lfp {

/// Marks a view that shows one neuron or parameter: it can be pinned to it, whatever is chosen elsewhere.
class OneItem {
 public:
  virtual ~OneItem() = default;
};

}  // namespace lfp
