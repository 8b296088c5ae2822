#include "tests/support/chancy_networks.h"

namespace lfp::test {

void PrintTo(const ChancyCase& given, std::ostream* stream) {
  *stream << given.name;
}

NetworkSpec spiking_network(const std::string& coding) {
  NetworkSpec spec =
      network_spec({layer_spec("lif_conv2d", {{"channels", std::int64_t{3}}, {"threshold", 0.5}}),
                    layer_spec("average_pool"), layer_spec("flatten"),
                    layer_spec("lif_dense", {{"units", std::int64_t{2}}, {"threshold", 0.5}})});
  spec.steps = 5;
  spec.coding = coding;
  return spec;
}

std::vector<ChancyCase> chancy_cases() {
  return {{"dropout_and_batch_norm",
           network_spec({layer_spec("conv2d", {{"channels", std::int64_t{3}}}),
                         layer_spec("batch_norm", {}, "relu"), layer_spec("dropout", {{"probability", 0.3}}),
                         layer_spec("flatten"), dense_spec(8, "relu"), layer_spec("dropout"),
                         dense_spec(2, "")})},
          {"residual",
           network_spec(
               {layer_spec("conv2d", {{"channels", std::int64_t{3}}, {"padding", std::int64_t{1}}}, "relu"),
                layer_spec("conv2d", {{"channels", std::int64_t{4}},
                                      {"padding", std::int64_t{1}},
                                      {"stride", std::int64_t{2}}}),
                layer_spec("residual", {{"span", std::int64_t{1}}}, "relu"), layer_spec("max_pool"),
                dense_spec(2, "")})},
          {"spiking", spiking_network("constant")},
          {"rate_coded", spiking_network("rate")},
          {"latency_coded", spiking_network("latency")}};
}

Experiment chancy_experiment(const NetworkSpec& network, std::uint64_t seed) {
  Experiment experiment;
  experiment.seed = seed;
  experiment.network = network;
  experiment.batch_size = 25;
  RunSpec lfp;
  lfp.name = "LFP";
  lfp.optimiser = choose("adam", {{"learning_rate", 0.01}});
  lfp.schedule = choose("warm_up", {{"steps", std::int64_t{20}}});
  lfp.clip_norm = 1.0;
  RunSpec gradient = lfp;
  gradient.name = "Gradient";
  gradient.method = Method::gradient;
  gradient.surrogate = "fast_sigmoid";
  gradient.optimiser = choose("sgd", {{"learning_rate", 0.05}, {"momentum", 0.9}});
  experiment.runs = {lfp, gradient};
  return experiment;
}

}  // namespace lfp::test
