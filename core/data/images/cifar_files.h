#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

/// One of the files of a CIFAR distribution, unpacked.
struct CifarFile {
  std::string place;  ///< for messages: its path, with that of the archive before it
  std::string bytes;
  bool is_test = false;
};

struct CifarFiles {
  std::vector<CifarFile> files;  ///< ordered by name, those for testing ("test" in the name) marked
  std::int64_t passed_over = 0;  ///< so many .bin files that other programs have added
};

/// The .bin files under `path`: a folder with them, a .tar.gz (or other archive) as published, or one such
/// file. Throws Error if there are none or one cannot be read, and Cancelled.
CifarFiles read_cifar_files(const std::filesystem::path& path, const Progress* progress = nullptr);

}  // namespace lfp
