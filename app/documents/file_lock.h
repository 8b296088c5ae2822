#pragma once

#include <QString>

namespace lfp {

/// A lock file that one window holds. The operating system releases it however the program ends, so that a
/// window that was killed is never taken for an open one.
class FileLock {
 public:
  FileLock() = default;
  explicit FileLock(const QString& file);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// False if another window holds the lock or the file cannot be written.
  bool is_held() const { return descriptor_ >= 0; }
  /// Whether the last holder ended without releasing it.
  bool was_left_behind() const { return was_left_behind_; }

 private:
  void release();

  QString file_;
  int descriptor_ = -1;
  bool was_left_behind_ = false;
};

/// Returns whether any window holds the lock of that file.
bool is_locked(const QString& file);

}  // namespace lfp
