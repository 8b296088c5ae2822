#pragma once

#include "app/documents/file_lock.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace lfp {

struct KeptWork;

/// The file in which a window keeps its work for the next start. Each of several open windows has its own;
/// the work kept in other slots stays for later windows.
class SessionSlot {
 public:
  enum class Wanted {
    last,  ///< the slot written last, to continue its work
    free   ///< an empty slot, or, where there are many, that of the oldest work of short training
  };

  /// Takes a slot in that folder, which is created if need be.
  SessionSlot(const QString& folder, Wanted wanted);
  /// Takes exactly that slot.
  explicit SessionSlot(const QString& file);

  /// The file, or "" if the folder cannot be written to or another window has the slot.
  const QString& file() const { return file_; }
  bool has_session() const;
  /// Whether the previous window ended without releasing the slot.
  bool was_abandoned() const { return lock_.was_left_behind(); }
  QDateTime written() const;
  /// Renames the file so that nothing overwrites it; returns the new path.
  QString set_aside() const;

  /// Returns a folder inside the user's application data.
  static QString standard_folder();

 private:
  bool take(const QString& file);
  bool take_room_of_short_work(const QList<KeptWork>& kept);
  void remove_leftovers() const;

  QString file_;
  FileLock lock_;
};

}  // namespace lfp
