#include "widgets/panels/download/download_part.h"

#include "core/base/error.h"
#include "widgets/files/to_path.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <filesystem>

#include <unistd.h>

namespace lfp {
namespace {

struct DownloadPartWords {
  Q_DECLARE_TR_FUNCTIONS(lfp::DownloadPart)
};

}  // namespace

DownloadPart::DownloadPart(const QString& target) : target_(target), file_(target + QStringLiteral(".part")) {
  const QString folder = QFileInfo(target).absolutePath();
  if (!QDir().mkpath(folder))
    throw Error(
        QDir::toNativeSeparators(folder).toStdString(),
        DownloadPartWords::tr("the folder cannot be made").toStdString(),
        DownloadPartWords::tr("Choose another folder for data by the variable LFPLAB_DATA").toStdString());
  if (!file_.open(QIODevice::ReadWrite)) fail();
}

bool DownloadPart::check_more() {
  constexpr qint64 piece = 4 << 20;
  const QByteArray bytes = file_.read(piece);
  hash_.addData(bytes);
  return !bytes.isEmpty();
}

void DownloadPart::append(const QByteArray& bytes) {
  if (file_.write(bytes) != bytes.size() || !file_.flush()) fail();
  hash_.addData(bytes);
}

void DownloadPart::restart() {
  if (!file_.resize(0) || !file_.seek(0)) fail();
  hash_.reset();
}

void DownloadPart::finish() {
  if (fsync(file_.handle()) != 0) fail();
  file_.close();
  std::error_code failure;
  std::filesystem::rename(to_path(file_.fileName()), to_path(target_), failure);
  if (failure)
    throw Error(QDir::toNativeSeparators(target_).toStdString(), failure.message(),
                DownloadPartWords::tr("Remove what is in its place").toStdString());
}

void DownloadPart::remove() {
  file_.remove();
}

void DownloadPart::fail() const {
  throw Error(QDir::toNativeSeparators(file_.fileName()).toStdString(),
              DownloadPartWords::tr("the file cannot be written: %1").arg(file_.errorString()).toStdString(),
              DownloadPartWords::tr(
                  "Free some space, or choose a folder that you may write to by the variable LFPLAB_DATA")
                  .toStdString());
}

}  // namespace lfp
