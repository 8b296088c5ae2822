#pragma once

#include <cstdint>
#include <optional>

namespace lfp {

/// The memory that programs can still have, in bytes; nothing where the system does not report it.
std::optional<std::uint64_t> free_memory();

}  // namespace lfp
