#pragma once

#include <cstdint>
#include <optional>

namespace lfp {

/// What programs can still have, in bytes; none where the system does not tell.
std::optional<std::uint64_t> free_memory();

}  // namespace lfp
