#pragma once

#include "widgets/panels/download/download_catalogue.h"
#include "widgets/panels/download/download_part.h"

#include <QObject>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace lfp {

/// Downloads files into the data folder one after the other: complete, correct files are left
/// alone, partial ones are continued. A file gets its final name only after its checksum has been
/// verified.
class DownloadFetcher final : public QObject {
  Q_OBJECT
  Q_DISABLE_COPY_MOVE(DownloadFetcher)

 public:
  explicit DownloadFetcher(QString folder, QObject* parent = nullptr);
  ~DownloadFetcher() override;

  /// Must not be called while it is running.
  void start(const QList<DownloadFile>& files);
  /// Stops; the data received so far are kept.
  void stop();
  bool is_running() const { return !files_.isEmpty(); }

 signals:
  /// `name` is the current file; bytes are those of all files, including what was there already.
  void progressed(const QString& name, qint64 received, qint64 total);
  void finished();
  /// Carries a message with the place, the problem and what to do.
  void failed(const QString& problem);

 private:
  const DownloadFile& file() const { return files_.first(); }
  QString path_of(const DownloadFile& file) const;
  void check_space() const;
  void begin();
  void next_file();
  /// Calls the step soon, unless stopped by then; an Error in it ends the download.
  void later(void (DownloadFetcher::*step)());
  void run(void (DownloadFetcher::*step)());
  void check_existing();
  void open_part();
  void check_part();
  void request();
  void take_answer();
  void take_bytes();
  void take_end();
  void finish_file();
  [[noreturn]] void fail_by_network() const;
  void report();

  QString folder_;
  QNetworkAccessManager* network_;
  QList<DownloadFile> files_;  ///< files still to do; empty when not running
  qint64 total_ = 0;
  qint64 done_ = 0;     ///< bytes of the finished files
  qint64 checked_ = 0;  ///< bytes of the existing file already in its checksum
  std::unique_ptr<QFile> existing_;
  std::unique_ptr<QCryptographicHash> existing_hash_;
  std::unique_ptr<DownloadPart> part_;
  QNetworkReply* reply_ = nullptr;
  bool has_answer_ = false;  ///< whether the reply's status has been checked
  int run_ = 0;              ///< counts starts and stops, to recognise outdated calls
};

}  // namespace lfp
