#pragma once

#include "core/base/scalar.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// Room that one layer works in on its way up and down, so that a step does not allocate; sized on first use.
struct Workspace {
  Matrix quotient;     ///< q_j = R_j / s(z_j), [rows x outputs]
  Matrix normaliser;   ///< sum of a share's normaliser passes
  Matrix pass_output;  ///< one pass's part of it
  Matrix pass_input;   ///< one pass's feedback to the inputs
  Matrix masked_input, masked_weight, weight_side;
  Vector masked_bias, bias_side;
  Matrix columns;      ///< a convolution's windows of one sample, unrolled
  Matrix column_side;  ///< what goes back to them
  Matrix turned_weight_side;
};

/// What one layer keeps of one pass up and down, all [rows x features]. Rows are samples, or for layers in
/// time the samples of the first step, then those of the second, and so on.
struct LayerTrace {
  Matrix output;
  /// What leaves the layer at its input on the way down (feedback, or the gradient baseline's delta). Empty
  /// for layers that hand it on unchanged.
  Matrix feedback;
  bool is_training = false;          ///< batch statistics and dropout are at work
  std::vector<Matrix> kept;          ///< what else this kind of layer needs; see its own file
  std::vector<std::int32_t> places;  ///< max pooling: where each output was found
  const Matrix* skipped = nullptr;   ///< a residual sum's second input, set on the way up
  Matrix skip_feedback;              ///< and what goes back to it
  Workspace workspace;
  Workspace skip_workspace;  ///< and where a residual sum's projection works
};

/// What a network keeps of one forward pass over one batch, and of the distribution that follows. Its sizes
/// are fixed when it is made (Network::make_trace), so that passes do not allocate.
struct Trace {
  Matrix input;
  std::vector<LayerTrace> layers;
  Matrix logits;           ///< sums over the time steps; empty where the last layer's output is the logits
  Matrix output_feedback;  ///< what starts the way down
};

/// What a trace is for.
struct TraceUse {
  bool training = false;  ///< batch statistics and dropout are at work
  bool downward = true;   ///< there is room for the way down
  bool to_input = false;  ///< and for what arrives at the network's input
};

}  // namespace lfp
