#pragma once

#include "core/base/settings.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace lfp {

/// A file to download, as its publisher describes it.
struct DownloadFile {
  QString name;  ///< path in the data folder: "mnist/train-images-idx3-ubyte.gz"
  QUrl url;
  qint64 size = 0;    ///< in bytes
  QByteArray sha256;  ///< in hexadecimal
};

/// A public data set: where it is published and the settings with which an experiment uses it.
struct DownloadSet {
  QString title;
  QString summary;  ///< one sentence
  QString licence;
  QUrl home;
  QList<DownloadFile> files;
  Choice dataset;

  qint64 size() const;
};

/// Formats a size, for example "170.1 MB".
QString byte_text(qint64 bytes);

/// Returns the descriptions of MNIST, Fashion-MNIST, CIFAR-10 and Iris.
QList<DownloadSet> download_sets();

}  // namespace lfp
