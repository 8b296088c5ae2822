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

/// What is learnt from: the kind of data with its settings, and the batches. Data from files take effect once
/// all files are named and could be read; until then the experiment stays as it is.
class DataSection final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit DataSection(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Why nothing here can be changed now; empty: it can.
  void set_locked(const QString& reason);
  void set_theme(const Theme& theme) override;
  /// Shows a preview of data in files, all of which are named, and takes them if a person wants them.
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
  std::optional<Choice> pending_;  ///< chosen, but a file is still missing or cannot be used
  QString lock_reason_;
  bool shows_more_ = false;
  Theme theme_;
  DatasetTiles* tiles_;
  QPushButton* download_;
  QPushButton* look_;
  QLabel* problem_;
  SettingsForm* form_;
  QLabel* counts_;
  QLabel* report_;  ///< what the loader guessed and passed over
  SettingsForm* batch_form_;
  QToolButton* more_;
  SettingsForm* more_form_;
  SettingsForm* reduction_form_;
  SettingsForm* targets_form_;
};

}  // namespace lfp
