#pragma once

#include "app/documents/file_lock.h"

#include <QDateTime>
#include <QString>

namespace lfp {

/// The file in which a window keeps its work for the next start. Each window has one to itself, also where
/// several are open; what was kept in the others stays for windows to come.
class SessionSlot {
 public:
  enum class Wanted {
    last,  ///< the one that was written last, to go on with it
    free   ///< one in which nothing is kept that was trained for long
  };

  /// Takes a slot in that folder, which is made if need be.
  SessionSlot(const QString& folder, Wanted wanted);
  /// Takes that very slot.
  explicit SessionSlot(const QString& file);

  /// "" where none could be had: the folder cannot be written to, or another window has the slot.
  const QString& file() const { return file_; }
  bool has_session() const;
  /// Whether the window that had it before ended without giving it back.
  bool was_abandoned() const { return lock_.was_left_behind(); }
  QDateTime written() const;
  /// Out of the way, so that nothing is written over it; returns where it lies now.
  QString set_aside() const;

  /// Among the user's data.
  static QString standard_folder();

 private:
  bool take(const QString& file);
  void remove_leftovers() const;

  QString file_;
  FileLock lock_;
};

}  // namespace lfp
