#pragma once

#include "core/lockstep/lockstep.h"
#include "tests/support/small_experiment.h"

#include <cstdint>

namespace lfp::test {

/// Rendered digits through 4 channels of 5 x 5, pooling, 6 channels of 3 x 3 and a dense layer; after 5
/// steps.
inline Lockstep small_image_training() {
  using Whole = std::int64_t;
  Experiment experiment = small_experiment();
  experiment.dataset = choose("digits", {{"samples", Whole{120}}});
  experiment.network.layers = {
      layer_spec("conv2d", {{"channels", Whole{4}}, {"kernel_height", Whole{5}}, {"kernel_width", Whole{5}}},
                 "relu"),
      layer_spec("max_pool"),
      layer_spec("conv2d", {{"channels", Whole{6}}, {"kernel_height", Whole{3}}, {"kernel_width", Whole{3}}},
                 "relu"),
      layer_spec("flatten"), dense_spec(10, "")};
  Lockstep lockstep = start(experiment, {.raster = true});
  lockstep.advance(5);
  return lockstep;
}

}  // namespace lfp::test
