#pragma once

#include "tests/support/network_pass.h"
#include "tests/support/random_layer.h"

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace lfp::test {

struct ChancyCase {
  const char* name;
  NetworkSpec network;
};

void PrintTo(const ChancyCase& given, std::ostream* stream);

NetworkSpec spiking_network(const std::string& coding);

/// Everything that chance or memory has a part in: dropout, batch norm, codings; Adam beside plain steps.
std::vector<ChancyCase> chancy_cases();

/// Adam with a schedule beside gradient steps with momentum, on small_images().
Experiment chancy_experiment(const NetworkSpec& network, std::uint64_t seed = 7);

}  // namespace lfp::test
