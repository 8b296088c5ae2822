#include "core/files/growing_file.h"

#include "core/files/atomic_file.h"
#include "core/files/writing.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace lfp {

GrowingFile::GrowingFile(const std::filesystem::path& path, std::string_view beginning)
    : path_(path), size_(beginning.size()) {
  write_file(path, beginning);
  handle_ = open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (handle_ < 0) fail_to_write(path, errno);
}

GrowingFile::~GrowingFile() {
  close(handle_);
}

void GrowingFile::append(std::string_view piece) {
  const int reason = write_all(handle_, piece);
  if (reason != 0) {
    static_cast<void>(ftruncate(handle_, static_cast<off_t>(size_)));
    fail_to_write(path_, reason);
  }
  size_ += piece.size();
}

}  // namespace lfp
