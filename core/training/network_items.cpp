#include "core/training/network_items.h"

#include "core/base/error.h"
#include "core/training/unit_values.h"

#include <cmath>

namespace lfp {

bool has_item(const Network& network, const InspectedItem& item) {
  if (item.layer < -1 || item.layer >= static_cast<int>(network.blocks()) || item.unit < 0) return false;
  if (item.layer < 0) {
    const Shape& shape = network.input_shape();
    return !item.input && item.unit < (shape.is_image() ? shape.height * shape.width : shape.size());
  }
  const Layer& layer = network.block(static_cast<std::size_t>(item.layer));
  if (item.unit >= unit_count(layer.output_shape())) return false;
  if (!item.input) return true;
  const Parameters& parameters = layer.parameters();
  if (*item.input == -1) return item.unit < parameters.bias.size();
  return item.unit < parameters.weight.rows() && *item.input >= 0 && *item.input < parameters.weight.cols();
}

bool has_parameter(const Network& network, const InspectedItem& item) {
  return item.layer >= 0 && item.input && has_item(network, item);
}

Scalar& parameter_of(Parameters& parameters, const InspectedItem& item) {
  return *item.input < 0 ? parameters.bias[item.unit] : parameters.weight(item.unit, *item.input);
}

Scalar parameter_of(const Parameters& parameters, const InspectedItem& item) {
  return *item.input < 0 ? parameters.bias[item.unit] : parameters.weight(item.unit, *item.input);
}

Scalar value_of(const Network& network, const InspectedItem& item) {
  return parameter_of(network.block(static_cast<std::size_t>(item.layer)).parameters(), item);
}

void check_edit(const Network& network, const ParameterEdit& edit) {
  if (!has_parameter(network, edit.parameter))
    throw Error("Set weight", "there is no such weight", "Choose a connection or a bias");
  if (!std::isfinite(static_cast<Scalar>(edit.value)))
    throw Error("Set weight", "the value is not finite", "Give a number");
}

}  // namespace lfp
