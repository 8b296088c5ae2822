#include "app/documents/session_slot.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <algorithm>

namespace lfp {

namespace {

constexpr int most_slots = 8;

}  // namespace

QString SessionSlot::standard_folder() {
  return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath("sessions");
}

SessionSlot::SessionSlot(const QString& folder, Wanted wanted) {
  if (!QDir().mkpath(folder)) return;
  QList<QFileInfo> files;
  for (int number = 1; number <= most_slots; ++number)
    files.append(QFileInfo(QDir(folder).filePath(QStringLiteral("window-%1.lfplab").arg(number))));
  // Empty ones first, then from the oldest to the newest.
  const auto time = [](const QFileInfo& file) {
    return file.exists() ? file.lastModified().toMSecsSinceEpoch() : 0;
  };
  std::stable_sort(files.begin(), files.end(),
                   [&](const QFileInfo& a, const QFileInfo& b) { return time(a) < time(b); });
  if (wanted == Wanted::last && files.last().exists()) std::reverse(files.begin(), files.end());
  for (const QFileInfo& file : files)
    if (take(file.absoluteFilePath())) return;
}

bool SessionSlot::take(const QString& file) {
  const QString lock_file = file + QStringLiteral(".lock");
  const bool is_locked = QFile::exists(lock_file);
  auto lock = std::make_unique<QLockFile>(lock_file);
  lock->setStaleLockTime(0);  // however long a window is open, the slot is its own
  if (!lock->tryLock(0)) return false;
  lock_ = std::move(lock);
  file_ = file;
  was_abandoned_ = is_locked;
  remove_leftovers();
  return true;
}

/// What writing left behind where the program was ended in the middle of it.
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
