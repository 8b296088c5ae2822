#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QString>
#include <memory>

namespace lfp {

/// The file in which a window keeps its session for the next start. Each window has one to itself, also where
/// several are open; what was kept in the others stays for windows to come.
class SessionSlot {
 public:
  enum class Wanted {
    last,  ///< the one that was written last, to go on with it
    free   ///< an empty one, or if there is none the one that was written longest ago
  };

  /// Takes a slot in that folder, which is made if need be.
  SessionSlot(const QString& folder, Wanted wanted);

  /// "" where none could be had: the folder cannot be written to, or very many windows are open.
  const QString& file() const { return file_; }
  bool has_session() const;
  /// Whether the window that had it before ended without giving it back.
  bool was_abandoned() const { return was_abandoned_; }
  QDateTime written() const;
  /// Out of the way, so that nothing is written over it; returns where it lies now.
  QString set_aside() const;

  /// Among the user's data.
  static QString standard_folder();

 private:
  bool take(const QString& file);
  void remove_leftovers() const;

  QString file_;
  std::unique_ptr<QLockFile> lock_;
  bool was_abandoned_ = false;
};

}  // namespace lfp
