#include "core/layers/layer.h"
#include "core/layers/layer_entry.h"

#include <memory>

namespace lfp {
namespace {

/// An image as the row of its numbers: channel, row, column. Storage is the same, so feedback passes.
class FlattenLayer : public Layer {
 public:
  explicit FlattenLayer(const Shape& input) : Layer(input, Shape{input.size()}) {}
  void forward(const Matrix& input, LayerTrace& trace) const override { trace.output = input; }
  bool hands_feedback_on() const override { return true; }
  void differentiate(Surrogate /*surrogate*/, const Descent& /*descent*/) const override {}
};

}  // namespace

LayerEntry flatten_entry() {
  return {.info = {.name = "flatten",
                   .label = "Flatten",
                   .summary = "The image as one row of numbers; feedback passes unchanged",
                   .formula = "a_i = a_{c,y,x},  i = (c H + y) W + x",
                   .settings = {}},
          .has_activation = false,
          .has_rule = false,
          .make = [](const Settings& /*settings*/, const LayerPlace& place) {
            return std::make_unique<FlattenLayer>(place.input);
          }};
}

}  // namespace lfp
