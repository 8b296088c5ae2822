#pragma once

#include <QString>

namespace lfp {

/// A lock file that one window holds. The system itself lets go of it when the program ends, however it ends,
/// so that a window that was killed is never taken for one that is open.
class FileLock {
 public:
  FileLock() = default;
  explicit FileLock(const QString& file);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// False where another window holds it, or the file cannot be written.
  bool is_held() const { return descriptor_ >= 0; }
  /// Whether its last holder ended without giving it back.
  bool was_left_behind() const { return was_left_behind_; }

 private:
  void release();

  QString file_;
  int descriptor_ = -1;
  bool was_left_behind_ = false;
};

/// Whether some window holds the lock of that file.
bool is_locked(const QString& file);

}  // namespace lfp
