#include "core/files/result_folder.h"

#include "core/base/error.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace lfp {

ResultFolder::ResultFolder(std::filesystem::path path) : path_(std::move(path)) {
  make(path_);
  if (access(path_.c_str(), W_OK | X_OK) != 0)
    throw Error(path_.string(), "the folder cannot be written to: " + std::generic_category().message(errno),
                "Choose a folder that you may write to");
}

ResultFolder::~ResultFolder() {
  std::error_code not_empty;
  std::for_each(made_.rbegin(), made_.rend(),
                [&](const auto& path) { std::filesystem::remove(path, not_empty); });
}

std::filesystem::path ResultFolder::inner(const std::string& name) {
  make(path_ / name);
  return path_ / name;
}

void ResultFolder::make(const std::filesystem::path& path) {
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) return;
  if (path.has_parent_path() && path.parent_path() != path) make(path.parent_path());
  if (std::filesystem::create_directory(path, failure)) made_.push_back(path);
  if (!std::filesystem::is_directory(path))
    throw Error(path.string(),
                std::filesystem::exists(path) ? "this is a file, not a folder"
                                              : "the folder cannot be made: " + failure.message(),
                "Choose another folder");
}

}  // namespace lfp
