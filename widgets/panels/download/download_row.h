#pragma once

#include "widgets/panels/download/download_catalogue.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace lfp {

/// One public data set: what it is, where it comes from, and a button to fetch or to use it.
class DownloadRow final : public QWidget {
  Q_OBJECT

 public:
  explicit DownloadRow(DownloadSet set, QWidget* parent = nullptr);

  const DownloadSet& set() const { return set_; }
  /// Looks whether all files are in `folder`.
  void look_into(const QString& folder);
  bool is_there() const { return is_there_; }
  /// While another one is being fetched.
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
