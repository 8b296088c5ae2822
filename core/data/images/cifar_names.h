#pragma once

#include <span>
#include <string_view>

namespace lfp {

/// The class names as published with the data, in the order of their labels.
std::span<const std::string_view> cifar10_names();
std::span<const std::string_view> cifar100_coarse_names();
std::span<const std::string_view> cifar100_fine_names();

}  // namespace lfp
