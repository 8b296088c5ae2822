#include "widgets/views/data_traits.h"

#include "core/base/shape.h"
#include "core/experiment/experiment.h"
#include "widgets/editing/network_edits.h"

namespace lfp {

DataTraits traits_of(const Shape& shape, bool is_regression, const Experiment& experiment) {
  const bool has_classes = !is_regression && !experiment.autoencode;
  return {.is_plane = has_classes && shape.size() == 2 && !shape.is_image(),
          .are_images = shape.is_image(),
          .have_classes = has_classes,
          .have_spikes = network_edits::has_spiking_layer(experiment.network),
          .are_reproduced = experiment.autoencode};
}

}  // namespace lfp
