#include "core/data/images/cifar_files.h"

#include "core/base/error.h"
#include "core/files/foreign_entry.h"
#include "core/files/gzip.h"
#include "core/files/letter_case.h"
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
  return lower_case(without_gzip_ending(name).extension().string()) == ".bin";
}

bool is_cifar_file(const fs::path& path) {
  return is_cifar_name(path) && !is_foreign_entry(path.filename().string());
}

std::string batch_bytes(const fs::path& path) {
  return unpacked_gzip(read_file(path, largest_cifar_file), path, largest_cifar_file);
}

bool is_test_name(const fs::path& name) {
  return lower_case(name.filename().string()).find("test") != std::string::npos;
}

void look_up(const Progress* progress) {
  if (progress != nullptr) progress->check();
}

CifarFiles files_of_folder(const fs::path& folder, const Progress* progress) {
  CifarFiles files;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    look_up(progress);
    const fs::path& path = entry.path();
    if (is_cifar_file(path))
      files.files.push_back({path.string(), batch_bytes(path), is_test_name(path)});
    else if (is_cifar_name(path))
      ++files.passed_over;
  }
  if (failure)
    throw Error(folder.string(), "it cannot be read: " + failure.message(), "Check that you may read it");
  return files;
}

/// Returns the folder itself, or the one that the published archive unpacks to if only that has files.
fs::path folder_with_files(const fs::path& folder) {
  const auto has_files = [](const fs::path& place) {
    std::error_code ignored;
    return std::ranges::any_of(fs::directory_iterator(place, ignored),
                               [](const auto& entry) { return is_cifar_file(entry.path()); });
  };
  for (const char* inner : {"cifar-10-batches-bin", "cifar-100-binary"})
    if (!has_files(folder) && has_files(folder / inner)) return folder / inner;
  return folder;
}

class Archive {
 public:
  Archive(const fs::path& path, const Progress* progress)
      : path_(path), progress_(progress), handle_(archive_read_new()) {
    archive_read_support_filter_all(handle_.get());
    archive_read_support_format_tar(handle_.get());
    archive_read_support_format_zip(handle_.get());
    check(archive_read_open_filename(handle_.get(), path.c_str(), std::size_t{1} << 17U));
  }

  CifarFiles files() {
    CifarFiles files;
    archive_entry* entry = nullptr;
    while (check(archive_read_next_header(handle_.get(), &entry))) {
      const char* const raw_name = archive_entry_pathname(entry);
      const fs::path name = raw_name == nullptr ? "" : raw_name;
      if (!is_cifar_name(name)) continue;
      if (is_within_foreign_entry(name))
        ++files.passed_over;
      else
        files.files.push_back({path_.string() + ", " + name.string(), content(), is_test_name(name)});
    }
    return files;
  }

 private:
  struct Close {
    void operator()(archive* handle) const { archive_read_free(handle); }
  };

  /// Returns false at the end of the archive.
  bool check(std::int64_t status) {
    if (status >= ARCHIVE_OK) return status != ARCHIVE_EOF;
    const char* reason = archive_error_string(handle_.get());
    const bool is_known = reason != nullptr && *reason != '\0';  // not where its last bytes are missing
    throw Error(path_.string(),
                std::string("the archive cannot be read: ") + (is_known ? reason : "it breaks off"),
                "Copy or download the file again");
  }

  std::string content() {
    constexpr std::size_t chunk = 1U << 20U;
    std::string bytes;
    for (;;) {
      look_up(progress_);
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
  const Progress* progress_;
  std::unique_ptr<archive, Close> handle_;
};

}  // namespace

CifarFiles read_cifar_files(const fs::path& path, const Progress* progress) {
  std::error_code ignored;
  CifarFiles files;
  if (fs::is_directory(path, ignored))
    files = files_of_folder(folder_with_files(path), progress);
  else if (is_cifar_name(path))
    files.files.push_back({path.string(), batch_bytes(path), is_test_name(path)});
  else
    files = Archive(path, progress).files();
  if (files.files.empty())
    throw Error(path.string(), "there is no .bin file in it",
                "Choose the binary version of CIFAR-10 or CIFAR-100, not the one for Python or Matlab");
  std::ranges::sort(files.files, {}, &CifarFile::place);
  return files;
}

}  // namespace lfp
