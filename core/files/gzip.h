#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lfp {

/// Whether the bytes are packed with gzip, whatever the file's name says.
bool is_gzip(std::string_view bytes);

/// `bytes` unpacked where they are packed with gzip, else as they are. Throws Error naming the file where
/// they are cut off or damaged, or would take more than `largest` bytes.
std::string unpacked_gzip(std::string bytes, const std::filesystem::path& file, std::uintmax_t largest);

/// The name without a last ".gz", in any case.
std::filesystem::path without_gzip_ending(std::filesystem::path name);

}  // namespace lfp
