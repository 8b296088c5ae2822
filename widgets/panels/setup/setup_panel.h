#pragma once

#include "core/experiment/experiment.h"
#include "widgets/style/themed.h"

#include <QList>
#include <QScrollArea>
#include <string>

namespace lfp {

class DataSection;
class ExperimentEditor;
class MethodSection;
class NetworkSection;
class SeedRow;

/// The set-up of the experiment: data, network, method, seed. Its choices come from the registries, and it
/// changes the experiment through the editor; settings that restart training are locked while it runs.
class SetupPanel final : public QScrollArea, public Themed {
  Q_OBJECT

 public:
  explicit SetupPanel(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Returns the undo and redo actions for the dock's title bar.
  QList<QAction*> title_actions() const;
  /// Chooses the run whose method is shown.
  void set_run(std::size_t run);
  /// Shows a preview of file data and uses them if the user accepts.
  void offer(const Choice& dataset);
  /// Applies the theme to the panel and all its parts.
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// The user wants a study of the setting at that path of the experiment, together with another one.
  void study_asked(const std::string& path);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void update_locks();
  void lay_scroll_bar_over_margin();

  ExperimentEditor& editor_;
  Theme theme_;
  QWidget* page_;
  DataSection* data_;
  NetworkSection* network_;
  MethodSection* method_;
  SeedRow* seed_;
};

}  // namespace lfp
