#include "app/documents/session_slot.h"

#include "app/documents/kept_work.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <utility>

namespace lfp {
namespace {

constexpr qsizetype most_short_works = 8;

}  // namespace

QString SessionSlot::standard_folder() {
  return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath("sessions");
}

SessionSlot::SessionSlot(const QString& folder, Wanted wanted) {
  if (!QDir().mkpath(folder)) return;
  const QList<KeptWork> kept = kept_work(folder);
  if (wanted == Wanted::last) {
    for (const KeptWork& work : kept)
      if (take(work.file)) return;
  } else if (take_room_of_short_work(kept)) {
    return;
  }
  for (int number = 1; file_.isEmpty(); ++number) {
    const QString file = QDir(folder).filePath(QStringLiteral("window-%1.lfplab").arg(number));
    if (QFile::exists(file) || is_locked(file + QStringLiteral(".lock"))) continue;
    if (!take(file)) return;
  }
}

SessionSlot::SessionSlot(const QString& file) {
  take(file);
}

/// Takes the slot of the oldest work of short training, and forgets that work, once there is much of it. The
/// newest work of all stays, however short its training: the next start continues with it.
bool SessionSlot::take_room_of_short_work(const QList<KeptWork>& kept) {
  QStringList files;
  for (const KeptWork& work : kept.mid(1))
    if (work.is_read && !is_worth_keeping(work.trained_seconds)) files << work.file;
  for (; files.size() >= most_short_works; files.removeLast()) {
    if (!take(files.last())) continue;
    QFile::remove(file_);
    return true;
  }
  return false;
}

bool SessionSlot::take(const QString& file) {
  FileLock lock(file + QStringLiteral(".lock"));
  if (!lock.is_held()) return false;
  lock_ = std::move(lock);
  file_ = file;
  remove_leftovers();
  return true;
}

/// Removes partial files that a write left behind when the program ended in the middle of it.
void SessionSlot::remove_leftovers() const {
  QDir folder = QFileInfo(file_).dir();
  const QString pattern = QStringLiteral(".%1.*").arg(QFileInfo(file_).completeBaseName());
  for (const QString& name : folder.entryList({pattern}, QDir::Files | QDir::Hidden)) folder.remove(name);
}

bool SessionSlot::has_session() const {
  return !file_.isEmpty() && QFile::exists(file_);
}

QDateTime SessionSlot::written() const {
  return QFileInfo(file_).lastModified();
}

QString SessionSlot::set_aside() const {
  const QFileInfo file(file_);
  const QString time = file.lastModified().toString(QStringLiteral("yyyy-MM-dd-hh-mm-ss"));
  QString place = file.dir().filePath(QStringLiteral("damaged-%1.lfplab").arg(time));
  for (int copy = 2; QFile::exists(place); ++copy)
    place = file.dir().filePath(QStringLiteral("damaged-%1-%2.lfplab").arg(time).arg(copy));
  return QFile::rename(file_, place) ? place : file_;
}

}  // namespace lfp
