#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/layer_entry.h"
#include "core/layers/spiking.h"

#include <utility>

namespace lfp {
namespace {

std::vector<SettingInfo> with_neuron_settings(std::vector<SettingInfo> settings) {
  settings.push_back(real_setting("beta", "β", "How much of the membrane potential is left after a time step",
                                  0.9, 0.0, 1.0));
  settings.push_back(
      with_usual_range(real_setting("threshold", "Threshold",
                                    "The membrane potential above which a neuron spikes", 1.0, 1e-6, 1e6),
                       0.1, 5.0));
  settings.push_back(choice_setting("reset", "Reset",
                                    "What happens to the membrane after a spike: the threshold is "
                                    "subtracted, or it starts again from zero",
                                    {"subtract", "zero"}));
  return settings;
}

std::unique_ptr<Layer> spiking(std::unique_ptr<LinearLayer> current, const Settings& settings,
                               const LayerPlace& place) {
  const NeuronSettings neuron{.beta = settings.real("beta"),
                              .threshold = settings.real("threshold"),
                              .reset = settings.text("reset") == "zero" ? Reset::zero : Reset::subtract};
  return std::make_unique<SpikingLayer>(std::move(current), neuron, place.steps, !place.is_in_time);
}

const char* const neuron_formula = "u ← β u + Σ_i s_i w_{ji} + b_j − v [u > v],  s_j = [u > v]";

}  // namespace

LayerEntry lif_dense_entry() {
  return {.info = {.name = "lif_dense",
                   .label = "Spiking dense",
                   .summary = "Leaky integrate-and-fire neurons, each seeing every input through time",
                   .formula = neuron_formula,
                   .settings = with_neuron_settings(dense_settings()),
                   .tags = {"spiking", "no derivative"}},
          .has_activation = false,
          .make = [](const Settings& settings, const LayerPlace& place) {
            return spiking(
                std::make_unique<DenseLayer>(place.input, settings.integer("units"), settings.flag("bias")),
                settings, place);
          }};
}

LayerEntry lif_conv2d_entry() {
  return {.info = {.name = "lif_conv2d",
                   .label = "Spiking convolution",
                   .summary = "Leaky integrate-and-fire neurons charged by a convolution, through time",
                   .formula = neuron_formula,
                   .settings = with_neuron_settings(conv2d_settings()),
                   .tags = {"spiking", "no derivative"}},
          .has_activation = false,
          .make = [](const Settings& settings, const LayerPlace& place) {
            return spiking(std::make_unique<Conv2dLayer>(place.input, settings.integer("channels"),
                                                         window_of(settings, place), settings.flag("bias")),
                           settings, place);
          }};
}

}  // namespace lfp
