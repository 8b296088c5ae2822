#pragma once

#include "core/base/settings.h"
#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace lfp {

/// Label, below it a file's path to type, and a button that opens the file dialog.
class PathField final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// `info` is of kind path.
  explicit PathField(const SettingInfo& info, QWidget* parent = nullptr);

  QString path() const;
  void set_path(const QString& path);
  void set_theme(const Theme& theme) override;

 signals:
  void path_committed(const QString& path);

 private:
  void browse();
  void commit();
  void show_end();

  bool names_folder_;
  QString committed_;
  QHBoxLayout* caption_;
  QHBoxLayout* row_;
  QLineEdit* edit_;
  QPushButton* browse_;
  WhileWhole whole_;
};

}  // namespace lfp
