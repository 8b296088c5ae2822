#pragma once

#include "widgets/panels/download/download_catalogue.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace lfp {

/// One public data set: its description, its source, and a button to download or to use it.
class DownloadRow final : public QWidget {
  Q_OBJECT

 public:
  explicit DownloadRow(DownloadSet set, QWidget* parent = nullptr);

  const DownloadSet& set() const { return set_; }
  /// Checks whether all files are in `folder`.
  void look_into(const QString& folder);
  bool is_there() const { return is_there_; }
  /// Disables the button while another data set is being downloaded.
  void set_blocked(bool blocked);

 signals:
  void download_requested();
  void use_requested();

 private:
  DownloadSet set_;
  bool is_there_ = false;
  QLabel* facts_;
  QPushButton* button_;
};

}  // namespace lfp
