#include "app/documents/file_lock.h"

#include <QFile>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lfp {
namespace {

constexpr int of_the_user = 0600;

/// Returns whether `descriptor` still is the file of that name: a former holder may have removed it.
bool is_same_file(int descriptor, const QByteArray& name) {
  struct stat held = {};
  struct stat named = {};
  return fstat(descriptor, &held) == 0 && stat(name.constData(), &named) == 0 &&
         held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

}  // namespace

FileLock::FileLock(const QString& file) : file_(file) {
  const QByteArray name = QFile::encodeName(file);
  was_left_behind_ = QFile::exists(file);
  const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, of_the_user);
  if (descriptor < 0) return;
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 && is_same_file(descriptor, name))
    descriptor_ = descriptor;
  else
    ::close(descriptor);
}

FileLock::~FileLock() {
  release();
}

FileLock::FileLock(FileLock&& other) noexcept
    : file_(std::move(other.file_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      was_left_behind_(other.was_left_behind_) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  if (this == &other) return *this;
  release();
  file_ = std::move(other.file_);
  descriptor_ = std::exchange(other.descriptor_, -1);
  was_left_behind_ = other.was_left_behind_;
  return *this;
}

void FileLock::release() {
  if (descriptor_ < 0) return;
  QFile::remove(file_);
  ::close(std::exchange(descriptor_, -1));
}

bool is_locked(const QString& file) {
  const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool is_free = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  ::close(descriptor);
  return !is_free;
}

}  // namespace lfp
