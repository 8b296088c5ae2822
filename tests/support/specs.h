#pragma once

#include "core/experiment/experiment.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

/// Short ways to say what an experiment consists of.
namespace lfp::test {

using GivenSettings = std::initializer_list<std::pair<const char*, SettingValue>>;

Choice choose(std::string name, GivenSettings settings = {});

LayerSpec layer_spec(std::string kind, GivenSettings settings = {}, std::string activation = "");

LayerSpec dense_spec(std::int64_t units, const std::string& activation);

NetworkSpec network_spec(std::vector<LayerSpec> layers);

}  // namespace lfp::test
