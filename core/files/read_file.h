#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace lfp {

/// The bytes of a file. Throws Error naming the file where it is missing, not a file, unreadable, or larger
/// than `largest` bytes (so that a wrong choice does not fill the memory).
std::string read_file(const std::filesystem::path& file, std::uintmax_t largest);

/// Its first bytes, at most `size`; fewer, perhaps none, where it is shorter or cannot be read.
std::string start_of_file(const std::filesystem::path& file, std::size_t size);

}  // namespace lfp
