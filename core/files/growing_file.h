#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lfp {

/// A text file that grows while work goes on, and is whole at any time: each piece is appended at once, or
/// not at all.
class GrowingFile {
 public:
  /// Starts the file anew with `beginning`. Throws Error.
  GrowingFile(const std::filesystem::path& path, std::string_view beginning);
  ~GrowingFile();
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  /// Throws Error where it cannot be written; the file then stays as it was.
  void append(std::string_view piece);
  std::uint64_t size() const { return size_; }

 private:
  std::filesystem::path path_;
  int handle_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace lfp
