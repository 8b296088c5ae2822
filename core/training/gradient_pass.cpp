#include "core/activations/activation.h"
#include "core/feedback/probabilities.h"
#include "core/training/backward_pass.h"

#include <vector>

namespace lfp {
namespace {

/// Gradient descent on the cross-entropy, by the same primitives as LFP: the deltas below are negative
/// derivatives of each sample's loss, so that parameters move along what comes out, as they do along
/// feedback.
class GradientPass : public BackwardPass {
 public:
  void start(const Network& /*network*/, Trace& trace, std::span<const std::int32_t> labels) override {
    softmax_rows(trace.layers.back().output, trace.output_feedback);
    trace.output_feedback = -trace.output_feedback;
    for (Index row = 0; row < trace.output_feedback.rows(); ++row)
      trace.output_feedback(row, labels[static_cast<std::size_t>(row)]) += 1;
  }

  void distribute(const Network& network, std::size_t l, Trace& trace, bool to_input,
                  Parameters* parameter_feedback) override {
    const std::size_t index = network.index_of(l);
    Matrix& delta = network.feedback_at_output(trace, index);
    const std::size_t end = l + 1 < network.parameter_layers() ? network.index_of(l + 1) : network.size();
    for (std::size_t above = end; above-- > index + 1;)
      if (const Activation* activation = network.layer(above).activation())
        activation->differentiate(Network::input_of(trace, above), trace.layers[above].output, delta);

    const LinearLayer& layer = network.parameter_layer(l);
    if (parameter_feedback != nullptr) {
      layer.back_to_weight(Network::input_of(trace, index), delta, parameter_feedback->weight);
      layer.back_to_bias(delta, parameter_feedback->bias);
    }
    if (to_input) layer.back_to_input(delta, layer.parameters().weight, trace.layers[index].feedback);
  }

  const Matrix& unit_feedback(const Network& network, const Trace& trace, std::size_t l) override {
    const std::size_t index = network.index_of(l);
    return product(trace.layers[index].output, network.feedback_at_output(trace, index));
  }

  const Matrix& input_feedback(const Network& network, const Trace& trace) override {
    return product(trace.input, trace.layers[network.index_of(0)].feedback);
  }

 private:
  const Matrix& product(const Matrix& value, const Matrix& delta) {
    // One room for each size: batches alternate between layers and between full and short.
    for (Matrix& room : rooms_)
      if (room.rows() == value.rows() && room.cols() == value.cols()) return room = value.cwiseProduct(delta);
    return rooms_.emplace_back(value.cwiseProduct(delta));
  }

  std::vector<Matrix> rooms_;
};

}  // namespace

std::unique_ptr<BackwardPass> make_gradient_pass() {
  return std::make_unique<GradientPass>();
}

}  // namespace lfp
