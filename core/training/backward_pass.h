#pragma once

#include "core/experiment/experiment.h"
#include "core/feedback/feedback_function.h"
#include "core/layers/linear_layer.h"
#include "core/network/network.h"
#include "core/training/task.h"

#include <memory>
#include <optional>

namespace lfp {

/// The way down of one method: what starts it at the outputs, and how it passes each layer. LFP and the
/// gradient baseline differ in this alone. Holds settings and room to work in, no state of training.
class BackwardPass {
 public:
  virtual ~BackwardPass() = default;

  virtual Method method() const = 0;

  /// Fills trace.output_feedback from the outputs: the feedback function's reward, or the negative derivative
  /// of the loss with respect to each logit.
  virtual void start(const Network& network, Trace& trace, const Targets& targets) = 0;

  /// Where what start() gives one output of a single sample comes from, whose way up is in `trace`.
  virtual FeedbackOrigin origin(const Network& network, const Trace& trace, const Targets& targets,
                                Index output) const = 0;

  /// Passes block b, its activation first, and with the lowest block what codes the input: writes what moves
  /// its parameters, summed over the batch, to `parameter_feedback` (unless null), and what arrives at its
  /// input to the trace, for the lowest block only if the trace has room for it.
  void distribute(const Network& network, std::size_t block, Trace& trace, Parameters* parameter_feedback);

  /// The feedback that arrived at the units of block b, [rows x features], once the block is passed. For the
  /// gradient baseline it is z times the negative derivative of the loss, so that both methods share a unit.
  /// Valid until the next call.
  virtual const Matrix& unit_feedback(const Network& network, const Trace& trace, std::size_t block) = 0;
  /// Sum of its squares.
  virtual double unit_feedback_square(const Network& network, const Trace& trace, std::size_t block) = 0;
  /// What arrived at the network's inputs, [batch x inputs]; block 0 must have been passed in a trace with
  /// room for it.
  virtual const Matrix& input_feedback(const Network& network, const Trace& trace) = 0;

  /// Passes the layer of a block alone, to tell what becomes of what arrives there: its trace gets the shares
  /// of the feedback that the inputs get (also where training goes by derivatives), and `parameter_shares`,
  /// unless null, what goes through each parameter, with its sign: through a weight what it hands down,
  /// through a bias what it keeps. Without `with_epsilon` as if ε were 0. Not for layers that hand feedback
  /// on.
  virtual void explain(std::size_t block, const Layer& layer, const Descent& descent, bool with_epsilon,
                       Parameters* parameter_shares) = 0;
  /// The feedback at a unit with that output, from what arrives there on the way down.
  virtual Scalar feedback_from(Scalar arriving, Scalar output) const = 0;
  /// The ε of a block that hands all feedback down but what its bias and ε keep: of R it keeps R ε / (|z| +
  /// ε). Null where the rule or the kind of layer does not keep to that.
  virtual std::optional<Scalar> conserving_epsilon(std::size_t block, const Layer& layer) const = 0;
  /// Marks with 1, [rows x outputs], the units of a linear layer that have nothing to share by: every
  /// denominator is 0.
  virtual void mark_idle(std::size_t block, const LinearLayer& layer, const Descent& descent,
                         Matrix& idle) const = 0;

  /// Passes one layer of a block, whose learning layer may be another one of the same kind than the
  /// network's.
  virtual void pass(const Network& network, std::size_t block, const Layer& layer,
                    const Descent& descent) = 0;
  /// Another ε for the rule of that block; nothing for the gradient baseline.
  virtual void set_epsilon(std::size_t block, Scalar epsilon) = 0;
};

/// The pass that a run asks for. Throws Error at `place` ("runs[0]") for settings that do not fit the network
/// and its task.
std::unique_ptr<BackwardPass> make_backward_pass(const RunSpec& run, const Network& network, const Task& task,
                                                 const std::string& place);

std::unique_ptr<BackwardPass> make_lfp_pass(const RunSpec& run, const Network& network, const Task& task,
                                            const std::string& place);
std::unique_ptr<BackwardPass> make_gradient_pass(const RunSpec& run, const Task& task,
                                                 const std::string& place);

}  // namespace lfp
