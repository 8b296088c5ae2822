#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

/// One unpacked file of a CIFAR distribution.
struct CifarFile {
  std::string place;  ///< for messages: its path, preceded by that of the archive
  std::string bytes;
  bool is_test = false;
};

struct CifarFiles {
  std::vector<CifarFile> files;  ///< sorted by name; those with "test" in the name are for testing
  std::int64_t passed_over = 0;  ///< number of .bin files that other programs have added
};

/// Reads the .bin files at `path`: a folder of them, a .tar.gz (or other archive) as published, or a single
/// file. Throws Error if there are none or one cannot be read, and Cancelled.
CifarFiles read_cifar_files(const std::filesystem::path& path, const Progress* progress = nullptr);

}  // namespace lfp
