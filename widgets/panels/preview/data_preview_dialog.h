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

/// A look at data in files before they are taken: the first rows or images, what was found and guessed, and
/// the settings that decide how they are read. Nothing is trained meanwhile.
class DataPreviewDialog : public QDialog {
  Q_OBJECT

 public:
  /// `experiment` tells where relative paths start and the seed.
  DataPreviewDialog(const Choice& dataset, const Experiment& experiment, const Theme& theme, QWidget* parent);

  /// Whether there is a preview of that kind of data.
  static bool has_preview(const std::string& kind);

 signals:
  /// Take the data, read in this way.
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
