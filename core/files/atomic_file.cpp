#include "core/files/atomic_file.h"

#include "core/base/error.h"
#include "core/files/writing.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace lfp {
namespace {

namespace fs = std::filesystem;

/// Removes the temporary file unless it has become the final one.
class TemporaryFile {
 public:
  /// An empty file of a new name beside `target`, with the access rights that any new file gets.
  explicit TemporaryFile(const fs::path& target) {
    static std::atomic<unsigned> count = 0;
    int handle = -1;
    do {
      const std::string name = "." + target.stem().string().substr(0, 100) + "." + std::to_string(getpid()) +
                               "." + std::to_string(++count) + target.extension().string();
      path_ = target.parent_path() / name;
      handle = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (handle < 0 && errno == EEXIST);
    if (handle < 0) fail_to_write(target, errno);
    close(handle);
  }
  ~TemporaryFile() {
    if (!path_.empty()) std::remove(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const fs::path& path() const { return path_; }
  void become(const fs::path& target) {
    flush_to_disk(path_, target);
    if (std::rename(path_.c_str(), target.c_str()) != 0) fail_to_write(target, errno);
    path_.clear();
  }

 private:
  static void flush_to_disk(const fs::path& path, const fs::path& target) {
    const int handle = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) fail_to_write(target, errno);
    const int reason = fsync(handle) == 0 ? 0 : errno;
    close(handle);
    if (reason != 0) fail_to_write(target, reason);
  }

  fs::path path_;
};

/// The file at `path`, which becomes `target`, while it is written.
class OpenFile {
 public:
  OpenFile(const fs::path& path, const fs::path& target)
      : target_(target), handle_(open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC)) {
    if (handle_ < 0) fail_to_write(target_, errno);
  }
  ~OpenFile() {
    if (handle_ >= 0) close(handle_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  void write(std::string_view bytes) const {
    if (const int reason = write_all(handle_, bytes); reason != 0) fail_to_write(target_, reason);
  }
  void end() {
    if (close(std::exchange(handle_, -1)) != 0) fail_to_write(target_, errno);
  }

 private:
  const fs::path& target_;
  int handle_;
};

/// Where a file of that name really lies: a link stays a link, and only files are replaced.
fs::path real_target(const fs::path& file) {
  std::error_code ignored;
  const auto status = fs::status(file, ignored);
  if (!fs::exists(status)) return file;
  if (!fs::is_regular_file(status))
    throw Error(file.string(), fs::is_directory(status) ? "this is a folder" : "this is not an ordinary file",
                "Choose the name of a file");
  return fs::canonical(file);
}

}  // namespace

void write_file(const fs::path& file, const std::function<void(const fs::path&)>& write) {
  const fs::path target = real_target(file);
  TemporaryFile temporary(target);
  write(temporary.path());
  temporary.become(target);
}

void write_file(const fs::path& file, std::string_view content) {
  write_file_as_it_comes(file, [content](const ByteSink& sink) { sink(content); });
}

void write_file_as_it_comes(const fs::path& file, const std::function<void(const ByteSink&)>& write) {
  write_file(file, [&](const fs::path& temporary) {
    OpenFile opened(temporary, file);
    write([&opened](std::string_view bytes) { opened.write(bytes); });
    opened.end();
  });
}

void expect_writable(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::error_code failure;
  if (!fs::is_directory(folder, failure))
    throw Error(file.string(), "there is no folder " + folder.string(),
                "Make the folder first, or choose another one");
  const fs::path target = real_target(file);
  try {
    const TemporaryFile attempt(target);
  } catch (const Error& error) {
    throw Error(file.string(),
                "nothing can be written to the folder " + folder.string() + " (" + error.problem() + ")",
                "Choose a folder that you may write to");
  }
}

}  // namespace lfp
