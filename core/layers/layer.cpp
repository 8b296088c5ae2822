#include "core/layers/layer.h"

#include "core/layers/initialiser.h"

#include <cassert>

namespace lfp {

void Layer::initialise(const FreshWeights& fresh) {
  if (parameters().weight.size() > 0) lfp::initialise(parameters(), fresh);
}

std::vector<std::int64_t> Layer::weight_shape() const {
  return {parameters().weight.rows(), parameters().weight.cols()};
}

void Layer::distribute(const Rule& /*rule*/, const Descent& /*descent*/) const {
  assert(hands_feedback_on());
}

}  // namespace lfp
