#include "core/training/backward_pass.h"

namespace lfp {

std::unique_ptr<BackwardPass> make_backward_pass(const RunSpec& run, const Network& network,
                                                 const std::string& place) {
  return run.method == Method::lfp ? make_lfp_pass(run, network, place) : make_gradient_pass();
}

}  // namespace lfp
