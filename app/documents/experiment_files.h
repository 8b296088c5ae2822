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

/// Opens and saves what the window is about, as an experiment alone or as a session, and knows its file. What
/// cannot be used is reported and changes nothing.
class ExperimentFiles : public QObject {
  Q_OBJECT

 public:
  /// Asks a person where the data files lie that were not found; none: never mind.
  using AskForFolder =
      std::function<std::optional<QString>(const QString& experiment, const QStringList& files)>;

  ExperimentFiles(ExperimentEditor& editor, QWidget& window);

  void set_ask_for_folder(AskForFolder ask) { ask_for_folder_ = std::move(ask); }
  /// Asks where the file of weights is that the experiment starts from: see ask_for_weights().
  using AskForWeights = std::function<std::optional<WeightsAnswer>(
      const QString& experiment, const QString& missing, bool can_do_without)>;
  void set_ask_for_weights(AskForWeights ask) { ask_for_weights_ = std::move(ask); }
  /// An experiment or session file, `example:NAME` or a share string; false where it could not be used.
  bool open(const QString& name);
  /// A session that a window has kept by itself: it is no file that a person knows.
  bool open_kept(const QString& file);
  /// An experiment that is no file; false where it is not wanted after all.
  bool open_experiment(Experiment experiment);
  void open_first_example();
  void open_by_dialog();
  /// The share string in the clipboard.
  void open_from_clipboard();
  /// With weights and history, which takes a moment: session_wanted() asks for it.
  void save_session(const QString& file);
  /// The experiment alone; false where that failed.
  bool save_experiment(const QString& file);
  /// To the file that was opened or saved last, as what it is, or one that is asked for.
  void save_again();
  void save_by_dialog();
  void copy_share_string();
  /// What the window is about; "" where it is no file, or one whose name does not say what it holds.
  const QString& file() const { return file_; }
  void set_file(const QString& file);
  /// Files opened or saved, the newest first.
  static QStringList recent();

  /// The experiment with the paths of its data made to lead to files, looking into the folder a person chose
  /// earlier and asking if need be; none where they could not be found. Experiments without files pass as
  /// they are.
  std::optional<Experiment> with_data_found(Experiment experiment) const;

 signals:
  void failed(const lfp::Error& error);
  void message(const QString& text);
  /// A person chose the file in the dialog of *Open*: of any kind, data and weights among them.
  void file_chosen(const QString& file);
  /// Something else is about to replace the experiment: a session, or null for an experiment alone.
  void opening(const std::shared_ptr<const lfp::SessionFile>& session);
  /// The session is to be written there.
  void session_wanted(const QString& file);
  void experiment_saved();
  void file_changed();
  /// What was opened is to be seen with this view in front.
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

/// The data files of an experiment that are not where it says.
QStringList missing_data_files(const Experiment& experiment);
/// The experiment with its missing data files taken from `folder`, where files of the same names are.
Experiment with_data_folder(Experiment experiment, const QString& folder);

}  // namespace lfp
