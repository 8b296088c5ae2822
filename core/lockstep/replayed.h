#pragma once

#include <cstdint>

namespace lfp {

/// What has been found out of watched parameters: nothing, some with more to come, or all of one of them.
enum class Replayed : std::uint8_t { nothing, more, all };

}  // namespace lfp
