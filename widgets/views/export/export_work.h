#pragma once

#include "core/base/progress.h"

#include <QByteArray>
#include <QString>
#include <functional>

namespace lfp {

/// Makes a file's content on demand, in any thread: the work holds all that it is made from. Null where there
/// is nothing to write.
using ExportWork = std::function<QByteArray(Progress&)>;

/// The work for content that is finished already; null for an empty text.
ExportWork finished(const QString& text);
ExportWork finished(QByteArray content);

/// Does the work and writes the file whole or not at all. Throws Error naming the file, and Cancelled.
void write_work(const ExportWork& work, const QString& file, Progress& progress);

}  // namespace lfp
