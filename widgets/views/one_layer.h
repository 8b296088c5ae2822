#pragma once

namespace lfp {

/// Marks a view that shows one layer: it can be pinned to that layer, whatever is chosen elsewhere.
class OneLayer {
 public:
  virtual ~OneLayer() = default;
};

}  // namespace lfp
