#pragma once

#include "widgets/panels/download/download_catalogue.h"

#include <QDialog>
#include <QList>

class QLabel;
class QProgressBar;
class QPushButton;

namespace lfp {

class DownloadFetcher;
class DownloadRow;

/// Downloads public data sets from their publishers, one at a time with progress; a download can be cancelled
/// and continued at any time. Closing the dialog stops it and keeps what has arrived.
class DownloadDialog final : public QDialog {
  Q_OBJECT

 public:
  /// Files go into `folder`; see data_folder().
  explicit DownloadDialog(const QString& folder, const QList<DownloadSet>& sets = download_sets(),
                          QWidget* parent = nullptr);

 signals:
  /// The user wants to use downloaded data with these settings; the dialog closes.
  void chosen(const lfp::Choice& dataset);

 protected:
  void done(int result) override;

 private:
  QWidget* make_progress();
  void download(DownloadRow& row);
  void show_progress(const QString& name, qint64 received, qint64 total);
  void show_end(const QString& message, bool is_problem);
  void set_running(bool running);

  QString folder_;
  DownloadFetcher* fetcher_;
  QList<DownloadRow*> rows_;
  DownloadRow* current_ = nullptr;
  QProgressBar* bar_ = nullptr;
  QPushButton* cancel_ = nullptr;
  QLabel* state_ = nullptr;
};

}  // namespace lfp
