#pragma once

#include "app/documents/missing_weights.h"
#include "core/experiment/experiment.h"
#include "widgets/views/view_entry.h"

#include <QObject>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>

class QWidget;

namespace lfp {

class Error;
class ExperimentEditor;
class SessionFile;

/// Opens and saves the window's experiment, alone or as part of a session, and keeps track of its file. Files
/// that cannot be used are reported and change nothing.
class ExperimentFiles : public QObject {
  Q_OBJECT

 public:
  /// Asks the user for the folder of data files that were not found; nullopt if the user cancels.
  using AskForFolder =
      std::function<std::optional<QString>(const QString& experiment, const QStringList& files)>;

  ExperimentFiles(ExperimentEditor& editor, QWidget& window);

  void set_ask_for_folder(AskForFolder ask) { ask_for_folder_ = std::move(ask); }
  /// Asks the user for the file of weights that the experiment starts from; see ask_for_weights().
  using AskForWeights = std::function<std::optional<WeightsAnswer>(
      const QString& experiment, const QString& missing, bool can_do_without)>;
  void set_ask_for_weights(AskForWeights ask) { ask_for_weights_ = std::move(ask); }
  /// Opens an experiment or session file, `example:NAME` or a share string; returns false on failure.
  bool open(const QString& name);
  /// Opens a session that a window has kept automatically, in a file that the user never chose.
  bool open_kept(const QString& file);
  /// Opens an experiment that has no file; returns false if the user decides against it.
  bool open_experiment(Experiment experiment);
  void open_first_example();
  void open_by_dialog();
  /// Opens the share string in the clipboard.
  void open_from_clipboard();
  /// Saves with weights and history by emitting session_wanted(), because writing them takes a moment.
  void save_session(const QString& file);
  /// Saves the experiment alone; returns false on failure.
  bool save_experiment(const QString& file);
  /// Saves again in the same format to the file last opened or saved; asks for one if there is none.
  void save_again();
  void save_by_dialog();
  void copy_share_string();
  /// The file of the window's work; "" if there is none or if its ending does not match its content.
  const QString& file() const { return file_; }
  void set_file(const QString& file);
  /// Returns the files that were opened or saved, the newest first.
  static QStringList recent();

  /// Returns the experiment with data paths that lead to existing files. It looks into the folder that the
  /// user chose earlier and asks if need be; nullopt if files are still missing. Experiments without files
  /// are returned unchanged.
  std::optional<Experiment> with_data_found(Experiment experiment) const;

 signals:
  void failed(const lfp::Error& error);
  void message(const QString& text);
  /// The user chose a file in the *Open* dialog: of any kind, including data and weights.
  void file_chosen(const QString& file);
  /// Emitted before the experiment is replaced: with the session, or null for an experiment alone.
  void opening(const std::shared_ptr<const lfp::SessionFile>& session);
  /// Asks for the session to be written to that file.
  void session_wanted(const QString& file);
  void experiment_saved();
  void file_changed();
  /// Asks to bring this view to the front for the experiment that was opened.
  void view_wanted(lfp::ViewTopic view);

 private:
  bool open(const QString& name, bool is_kept);
  void remember(const QString& file);
  std::optional<QString> ask_by_dialog(const QString& experiment, const QStringList& files) const;

  std::optional<Experiment> with_weights_found(Experiment experiment, bool can_do_without) const;

  QString suggested_file() const;

  ExperimentEditor& editor_;
  QWidget& window_;
  QString file_;
  AskForFolder ask_for_folder_;
  AskForWeights ask_for_weights_;
};

/// Returns the data files of an experiment that do not exist at their paths.
QStringList missing_data_files(const Experiment& experiment);
/// Returns the experiment with its missing data files replaced by files of the same names in `folder`.
Experiment with_data_folder(Experiment experiment, const QString& folder);

}  // namespace lfp
