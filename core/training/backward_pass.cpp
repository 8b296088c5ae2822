#include "core/training/backward_pass.h"

namespace lfp {

void BackwardPass::distribute(const Network& network, std::size_t block, Trace& trace,
                              Parameters* parameter_feedback) {
  const std::size_t end = block + 1 < network.blocks() ? network.index_of(block + 1) : network.size();
  const std::size_t first = block == 0 ? 0 : network.index_of(block);
  for (std::size_t i = end; i-- > first;) {
    LayerTrace& own = trace.layers[i];
    const bool to_input = own.feedback.size() > 0;
    const bool learns = i == network.index_of(block);
    if (!to_input && !learns && network.keeps_feedback(i)) continue;  // feedback to the inputs is not wanted
    pass(network, block, network.layer(i),
         {.input = Network::input_of(trace, i),
          .trace = own,
          .arriving = network.feedback_at_output(trace, i),
          .to_input = to_input,
          .parameter_feedback = learns ? parameter_feedback : nullptr});
    network.join(trace, i);
  }
}

std::unique_ptr<BackwardPass> make_backward_pass(const RunSpec& run, const Network& network, const Task& task,
                                                 const std::string& place) {
  return run.method == Method::lfp ? make_lfp_pass(run, network, task, place)
                                   : make_gradient_pass(run, task, place);
}

}  // namespace lfp
