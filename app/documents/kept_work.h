#pragma once

#include <QDateTime>
#include <QImage>
#include <QList>
#include <QString>
#include <cstdint>

namespace lfp {

/// Work that a window has kept for the next start, as a list shows it.
struct KeptWork {
  QString file;
  QString name;  ///< of the experiment
  std::int64_t step = 0;
  double trained_seconds = 0;
  QDateTime written;
  qint64 bytes = 0;
  QImage picture;        ///< what the window looked like; may be null
  bool is_open = false;  ///< in a window, this one or another
  bool is_read = false;  ///< false: damaged, nothing of the above is known
};

/// Whether it would be a loss if other work took the place of what was trained for so long.
constexpr bool is_worth_keeping(double trained_seconds) {
  return trained_seconds >= 60;
}

/// All that is kept in that folder, the newest first.
QList<KeptWork> kept_work(const QString& folder);

/// Deletes it; false where that failed.
bool remove_kept_work(const KeptWork& work);

}  // namespace lfp
