#pragma once

#include "core/snapshot/layer_snapshot.h"

#include <QElapsedTimer>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lfp {

/// Remembers which weights of one layer of one run were just seen to flip: their mark fades within 1.5 s.
class FlipFades {
 public:
  static constexpr qint64 duration = 1500;  ///< milliseconds

  /// A newer state of the same weights. Returns true if some flipped since the one before.
  bool observe(const LayerWeights& weights, std::int64_t step);
  /// Other weights, or a step back: nothing is just now.
  void forget();
  /// 1 right after the flip, 0 from the end of the fade on.
  double strength(std::size_t index) const;
  bool is_active() const;

 private:
  std::vector<qint64> seen_;  // time of the flip + 1; 0: none
  std::int64_t step_ = -1;    // of the state observed last; -1: none
  qint64 newest_ = 0;
  QElapsedTimer clock_;
};

}  // namespace lfp
