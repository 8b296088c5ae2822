#include "app/documents/session_slot.h"

#include "app/documents/kept_work.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <utility>

namespace lfp {

QString SessionSlot::standard_folder() {
  return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath("sessions");
}

SessionSlot::SessionSlot(const QString& folder, Wanted wanted) {
  if (!QDir().mkpath(folder)) return;
  const QList<KeptWork> kept = kept_work(folder);
  // The newest file never counts as free, however short its training: the next start continues with it.
  for (qsizetype place = 0; place < kept.size(); ++place) {
    const bool is_wanted = wanted == Wanted::last || (place > 0 && kept[place].is_read &&
                                                      !is_worth_keeping(kept[place].trained_seconds));
    if (is_wanted && take(kept[place].file)) return;
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
