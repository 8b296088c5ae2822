#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"
#include "widgets/style/theme.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace lfp {

class ImagePreviewList;
class SettingsForm;
class TablePreviewGrid;

/// Shows data in files before they are used: the first rows or images, what was detected or guessed, and the
/// settings for reading them. Nothing is trained until the user accepts.
class DataPreviewDialog : public QDialog {
  Q_OBJECT

 public:
  /// `experiment` provides the folder of relative paths and the seed.
  DataPreviewDialog(const Choice& dataset, const Experiment& experiment, const Theme& theme, QWidget* parent);

  /// Returns whether that kind of data has a preview.
  static bool has_preview(const std::string& kind);

 signals:
  /// The user wants to use the data, read with these settings.
  void chosen(const lfp::Choice& dataset);

 private:
  void look();
  void show_table();
  void show_images();
  void take_settings(const Settings& settings);

  Choice dataset_;
  DatasetRequest request_;
  Theme theme_;
  SettingsForm* form_;
  QLabel* report_;
  QLabel* problem_;
  QStackedWidget* pages_;
  TablePreviewGrid* table_;
  ImagePreviewList* images_;
  QPushButton* use_;
};

}  // namespace lfp
