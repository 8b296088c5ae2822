#include "core/data/images/cifar_files.h"

#include "core/base/error.h"
#include "core/files/read_file.h"

#include <algorithm>
#include <memory>

#include <archive.h>
#include <archive_entry.h>

namespace lfp {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t largest_cifar_file = std::int64_t{1} << 30;

bool is_cifar_name(const fs::path& name) {
  return name.extension() == ".bin";
}

bool is_test_name(const fs::path& name) {
  return name.filename().string().find("test") != std::string::npos;
}

std::vector<CifarFile> files_of_folder(const fs::path& folder) {
  std::vector<CifarFile> files;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure))
    if (is_cifar_name(entry.path()))
      files.push_back(
          {entry.path().string(), read_file(entry.path(), largest_cifar_file), is_test_name(entry.path())});
  if (failure)
    throw Error(folder.string(), "it cannot be read: " + failure.message(), "Check that you may read it");
  return files;
}

class Archive {
 public:
  explicit Archive(const fs::path& path) : path_(path), handle_(archive_read_new()) {
    archive_read_support_filter_all(handle_.get());
    archive_read_support_format_tar(handle_.get());
    archive_read_support_format_zip(handle_.get());
    check(archive_read_open_filename(handle_.get(), path.c_str(), std::size_t{1} << 17U));
  }

  std::vector<CifarFile> files() {
    std::vector<CifarFile> files;
    archive_entry* entry = nullptr;
    while (check(archive_read_next_header(handle_.get(), &entry))) {
      const fs::path name = archive_entry_pathname(entry);
      if (is_cifar_name(name))
        files.push_back({path_.string() + ", " + name.string(), content(), is_test_name(name)});
    }
    return files;
  }

 private:
  struct Close {
    void operator()(archive* handle) const { archive_read_free(handle); }
  };

  /// False at the end.
  bool check(std::int64_t status) {
    if (status >= ARCHIVE_OK) return status != ARCHIVE_EOF;
    const char* reason = archive_error_string(handle_.get());
    throw Error(path_.string(),
                std::string("the archive cannot be read: ") + (reason == nullptr ? "" : reason),
                "Copy or download the file again");
  }

  std::string content() {
    constexpr std::size_t chunk = 1U << 20U;
    std::string bytes;
    for (;;) {
      const std::size_t before = bytes.size();
      bytes.resize(before + chunk);
      const auto found = archive_read_data(handle_.get(), bytes.data() + before, chunk);
      check(std::min<std::int64_t>(found, 0));
      bytes.resize(before + static_cast<std::size_t>(std::max<std::int64_t>(found, 0)));
      if (found == 0) return bytes;
      if (static_cast<std::int64_t>(bytes.size()) > largest_cifar_file)
        throw Error(path_.string(), "it holds a file that is too large to be part of CIFAR",
                    "Choose another file");
    }
  }

  fs::path path_;
  std::unique_ptr<archive, Close> handle_;
};

}  // namespace

std::vector<CifarFile> read_cifar_files(const fs::path& path) {
  std::error_code ignored;
  std::vector<CifarFile> files;
  if (fs::is_directory(path, ignored))
    files = files_of_folder(path);
  else if (is_cifar_name(path))
    files.push_back({path.string(), read_file(path, largest_cifar_file), is_test_name(path)});
  else
    files = Archive(path).files();
  if (files.empty())
    throw Error(path.string(), "there is no .bin file in it",
                "Choose the binary version of CIFAR-10 or CIFAR-100");
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
  return files;
}

}  // namespace lfp
