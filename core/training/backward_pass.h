#pragma once

#include "core/network/network.h"
#include "core/training/experiment.h"

#include <cstdint>
#include <memory>
#include <span>

namespace lfp {

/// The way down of one method: what starts it at the outputs, and how it passes each parameter layer. LFP and
/// the gradient baseline differ in this alone. Holds settings and room to work in, no state of training.
class BackwardPass {
 public:
  virtual ~BackwardPass() = default;

  /// Fills trace.output_feedback from the logits: the feedback function's reward, or the negative derivative
  /// of the loss with respect to each logit.
  virtual void start(const Network& network, Trace& trace, std::span<const std::int32_t> labels) = 0;

  /// Passes parameter layer l, whose activation comes first: writes what moves its parameters, summed over
  /// the batch, to `parameter_feedback` (unless null), and with `to_input` what arrives at its input to the
  /// trace.
  virtual void distribute(const Network& network, std::size_t parameter_layer, Trace& trace, bool to_input,
                          Parameters* parameter_feedback) = 0;

  /// The feedback that arrived at the units of parameter layer l, [batch x units], once the layer is passed.
  /// For the gradient baseline it is z times the negative derivative of the loss, so that both methods share
  /// a unit. Valid until the next call.
  virtual const Matrix& unit_feedback(const Network& network, const Trace& trace,
                                      std::size_t parameter_layer) = 0;
  /// What arrived at the network's inputs, [batch x inputs]; layer 0 must have been passed with `to_input`.
  virtual const Matrix& input_feedback(const Network& network, const Trace& trace) = 0;
};

/// The pass that a run asks for. Throws Error at `place` ("runs[0]") for settings that do not fit `network`.
std::unique_ptr<BackwardPass> make_backward_pass(const RunSpec& run, const Network& network,
                                                 const std::string& place);

std::unique_ptr<BackwardPass> make_lfp_pass(const RunSpec& run, const Network& network,
                                            const std::string& place);
std::unique_ptr<BackwardPass> make_gradient_pass();

}  // namespace lfp
