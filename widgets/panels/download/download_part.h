#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>
#include <QString>

namespace lfp {

/// A file that grows beside its final place, as NAME.part, and moves there once it is whole. What has arrived
/// stays when the program ends, to go on from there. Throws Error where the file system refuses.
class DownloadPart {
 public:
  /// Makes the folder of `target` if need be, and opens what is already there of the part.
  explicit DownloadPart(const QString& target);

  qint64 size() const { return file_.size(); }
  /// Takes the next piece of what was already there into the checksum; false at its end.
  bool check_more();
  void append(const QByteArray& bytes);
  /// Empties the part.
  void restart();
  /// SHA-256 of all bytes, in hexadecimal digits.
  QByteArray sha256() const { return hash_.result().toHex(); }
  /// Puts the file into its place, over what may be there; to be called last.
  void finish();
  /// Removes the part; to be called last.
  void remove();

 private:
  [[noreturn]] void fail() const;

  QString target_;
  QFile file_;
  QCryptographicHash hash_{QCryptographicHash::Sha256};
};

}  // namespace lfp
