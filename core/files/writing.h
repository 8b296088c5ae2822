#pragma once

#include <filesystem>
#include <string_view>

namespace lfp {

/// Throws Error: `file` could not be written, for the reason that `errno` gave, with the remedy for it.
[[noreturn]] void fail_to_write(const std::filesystem::path& file, int reason);

/// Writes everything to an open file; returns 0, or what `errno` says of the failure.
int write_all(int handle, std::string_view content);

}  // namespace lfp
