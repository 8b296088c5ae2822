#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"

namespace lfp {

/// How a network does on a set of samples it is not trained on meanwhile.
struct Evaluation {
  double accuracy = 0;  ///< 0..1
  double loss = 0;      ///< mean cross-entropy
  Matrix confusion;     ///< [label x predicted]
};

/// Tests networks of one architecture; keeps the room it needs between calls.
class Evaluator {
 public:
  explicit Evaluator(const Network& network);

  /// An empty set gives zeros.
  Evaluation evaluate(const Network& network, const Samples& samples);

 private:
  Trace chunk_;
  Trace rest_;
};

/// Copies samples `first` .. of `samples` into the rows of `input`.
void copy_rows(const Samples& samples, std::int64_t first, Matrix& input);

}  // namespace lfp
