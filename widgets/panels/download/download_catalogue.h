#pragma once

#include "core/base/settings.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace lfp {

/// A file to be fetched, as its publisher describes it.
struct DownloadFile {
  QString name;  ///< below the data folder: "mnist/train-images-idx3-ubyte.gz"
  QUrl url;
  qint64 size = 0;    ///< in bytes
  QByteArray sha256;  ///< in hexadecimal digits
};

/// Public data, from where they are published to what an experiment says to use them.
struct DownloadSet {
  QString title;
  QString summary;  ///< one sentence
  QString licence;
  QUrl home;
  QList<DownloadFile> files;
  Choice dataset;

  qint64 size() const;
};

/// "170.1 MB".
QString byte_text(qint64 bytes);

/// MNIST, Fashion-MNIST, CIFAR-10 and Iris.
QList<DownloadSet> download_sets();

}  // namespace lfp
