#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

/// The folder that results are written to. It is made before the work begins, so that a place that cannot be
/// written to is known early; folders that stay empty are removed again.
class ResultFolder {
 public:
  /// Throws Error where the folder cannot be made or written to.
  explicit ResultFolder(std::filesystem::path path);
  ~ResultFolder();
  ResultFolder(const ResultFolder&) = delete;
  ResultFolder& operator=(const ResultFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// The folder of that name in it, made now. Throws Error.
  std::filesystem::path inner(const std::string& name);

 private:
  void make(const std::filesystem::path& path);

  std::filesystem::path path_;
  std::vector<std::filesystem::path> made_;
};

}  // namespace lfp
