#pragma once

#include "widgets/editing/experiment_editor.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <optional>

class QLabel;
class QPushButton;
class QToolButton;

namespace lfp {

class DatasetTiles;
class Section;
class SettingsForm;

/// The training data: the kind of data with its settings, and the batches. File data take effect once all
/// files are named and could be read; until then the experiment stays unchanged.
class DataSection final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit DataSection(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Sets the reason why the data cannot be changed at present; empty if they can.
  void set_locked(const QString& reason);
  void set_theme(const Theme& theme) override;
  /// Shows a preview of file data, all files of which are named, and uses them if the user accepts.
  void offer(const Choice& dataset);

 private:
  void refresh();
  void choose_kind(const QString& name);
  void connect_form(SettingsForm* form, void (DataSection::*change)(const Settings&, bool));
  void change_settings(const Settings& fields, bool commit);
  void use(const Choice& dataset, bool commit);
  void take(const Choice& dataset, bool commit);
  bool is_other_file(const Choice& dataset) const;
  bool read_files(const Choice& dataset);
  void change_batch(const Settings& fields, bool commit);
  void change_targets(const Settings& fields, bool commit);
  void open_downloads();
  void show_more();
  void show_problem(const QString& text);
  void show_counts();

  ExperimentEditor& editor_;
  Section* section_;
  std::optional<Choice> pending_;  ///< chosen, but a file is missing or unusable
  QString lock_reason_;
  bool shows_more_ = false;
  Theme theme_;
  DatasetTiles* tiles_;
  QPushButton* download_;
  QPushButton* look_;
  QLabel* problem_;
  SettingsForm* form_;
  QLabel* counts_;
  QLabel* report_;  ///< shows what the loader guessed or skipped
  SettingsForm* batch_form_;
  QToolButton* more_;
  SettingsForm* more_form_;
  SettingsForm* reduction_form_;
  SettingsForm* targets_form_;
};

}  // namespace lfp
