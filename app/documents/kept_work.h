#pragma once

#include <QDateTime>
#include <QImage>
#include <QList>
#include <QString>
#include <cstdint>

namespace lfp {

/// Work that a window has kept for the next start, as lists show it.
struct KeptWork {
  QString file;
  QString name;  ///< the experiment's name
  std::int64_t step = 0;
  double trained_seconds = 0;
  QDateTime written;
  qint64 bytes = 0;
  QImage picture;        ///< a screenshot of the window; may be null
  bool is_open = false;  ///< whether this or another window has it open
  bool is_read = false;  ///< false if the file is damaged: then nothing above is known
};

/// Returns whether work trained for that long is too valuable to be overwritten by other work.
constexpr bool is_worth_keeping(double trained_seconds) {
  return trained_seconds >= 60;
}

/// Returns all work kept in that folder, the newest first.
QList<KeptWork> kept_work(const QString& folder);

/// Deletes the work; returns false on failure.
bool remove_kept_work(const KeptWork& work);

}  // namespace lfp
