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

/// The set-up of the experiment: data, network, method, seed. Everything in it comes from the registries and
/// changes the experiment through the editor; what starts training anew is locked while training runs.
class SetupPanel final : public QScrollArea, public Themed {
  Q_OBJECT

 public:
  explicit SetupPanel(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Undo and redo, for the dock's title bar.
  QList<QAction*> title_actions() const;
  /// The run whose method is shown.
  void set_run(std::size_t run);
  /// Shows a preview of data in files, and takes them if a person wants them.
  void offer(const Choice& dataset);
  /// Themes the panel and all it holds.
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// Of the setting at that path of the experiment, together with another one.
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
