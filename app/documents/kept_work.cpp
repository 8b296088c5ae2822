#include "app/documents/kept_work.h"

#include "app/documents/file_lock.h"
#include "app/documents/window_look.h"
#include "core/base/error.h"
#include "core/sessions/session_summary.h"
#include "widgets/files/to_path.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>

namespace lfp {
namespace {

QString lock_of(const QString& file) {
  return file + QStringLiteral(".lock");
}

KeptWork work_of(const QFileInfo& info) {
  KeptWork work{.file = info.absoluteFilePath(),
                .name = {},
                .written = info.lastModified(),
                .bytes = info.size(),
                .picture = {},
                .is_open = is_locked(lock_of(info.absoluteFilePath()))};
  try {
    const SessionSummary summary = summarise_session(to_path(work.file));
    const WindowLook look = parse_look(summary.look);
    work.name = QString::fromStdString(summary.name);
    work.step = summary.step;
    work.trained_seconds = look.trained_seconds;
    work.picture.loadFromData(look.picture);
    work.is_read = true;
  } catch (const Error&) {
    // The entry stays in the list, marked as unreadable.
  }
  return work;
}

}  // namespace

QList<KeptWork> kept_work(const QString& folder) {
  QList<KeptWork> all;
  const QStringList patterns = {QStringLiteral("window-*.lfplab")};
  for (const QFileInfo& info : QDir(folder).entryInfoList(patterns, QDir::Files)) all.append(work_of(info));
  std::stable_sort(all.begin(), all.end(),
                   [](const KeptWork& a, const KeptWork& b) { return a.written > b.written; });
  return all;
}

bool remove_kept_work(const KeptWork& work) {
  return !work.is_open && QFile::remove(work.file);
}

}  // namespace lfp
