#pragma once

#include "widgets/panels/download/download_catalogue.h"
#include "widgets/panels/download/download_part.h"

#include <QObject>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace lfp {

/// Fetches files into the data folder, one after the other: files that are there and right are left alone,
/// files that are there in part go on where they broke off. Nothing gets its final name before its checksum
/// is right.
class DownloadFetcher final : public QObject {
  Q_OBJECT
  Q_DISABLE_COPY_MOVE(DownloadFetcher)

 public:
  explicit DownloadFetcher(QString folder, QObject* parent = nullptr);
  ~DownloadFetcher() override;

  /// Not while it is running.
  void start(const QList<DownloadFile>& files);
  /// Stops; what has arrived is kept.
  void stop();
  bool is_running() const { return !files_.isEmpty(); }

 signals:
  /// `name` is the file at work; bytes of all files together, those that were there already included.
  void progressed(const QString& name, qint64 received, qint64 total);
  void finished();
  /// A sentence that names the place, the problem and what to do.
  void failed(const QString& problem);

 private:
  const DownloadFile& file() const { return files_.first(); }
  QString path_of(const DownloadFile& file) const;
  void check_space() const;
  void begin();
  void next_file();
  /// Calls the step soon, unless it has been stopped by then, and turns an Error into the end.
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
  QList<DownloadFile> files_;  ///< still to be done; empty when not running
  qint64 total_ = 0;
  qint64 done_ = 0;     ///< bytes of the files that are whole
  qint64 checked_ = 0;  ///< bytes of the existing file that are in its checksum
  std::unique_ptr<QFile> existing_;
  std::unique_ptr<QCryptographicHash> existing_hash_;
  std::unique_ptr<DownloadPart> part_;
  QNetworkReply* reply_ = nullptr;
  bool has_answer_ = false;  ///< the reply's status has been looked at
  int run_ = 0;              ///< counts starts and stops, so that late calls are recognised
};

}  // namespace lfp
