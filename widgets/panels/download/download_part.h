#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>
#include <QString>

namespace lfp {

/// A file that is written as NAME.part beside its final place and moved there when it is complete. What has
/// arrived stays when the program ends and can be continued. Throws Error on file system errors.
class DownloadPart {
 public:
  /// Creates the folder of `target` if need be and opens the existing part, if any.
  explicit DownloadPart(const QString& target);

  qint64 size() const { return file_.size(); }
  /// Adds the next piece of the existing part to the checksum; returns false at its end.
  bool check_more();
  void append(const QByteArray& bytes);
  /// Empties the file and the checksum.
  void restart();
  /// Returns the SHA-256 of all bytes in hexadecimal.
  QByteArray sha256() const { return hash_.result().toHex(); }
  /// Moves the file to its final place, replacing any existing file; must be the last call.
  void finish();
  /// Removes the partial file; must be the last call.
  void remove();

 private:
  [[noreturn]] void fail() const;

  QString target_;
  QFile file_;
  QCryptographicHash hash_{QCryptographicHash::Sha256};
};

}  // namespace lfp
