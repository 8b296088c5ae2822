#pragma once

#include "core/training/experiment.h"

#include <QObject>
#include <QStringList>
#include <functional>
#include <optional>

class QWidget;

namespace lfp {

class Error;
class ExperimentEditor;

/// Opens and saves the window's experiment. What cannot be used is reported and changes nothing.
class ExperimentFiles : public QObject {
  Q_OBJECT

 public:
  /// Asks a person where the data files lie that were not found; none: never mind.
  using AskForFolder =
      std::function<std::optional<QString>(const QString& experiment, const QStringList& files)>;

  ExperimentFiles(ExperimentEditor& editor, QWidget& window);

  void set_ask_for_folder(AskForFolder ask) { ask_for_folder_ = std::move(ask); }
  /// A file, or `example:NAME`; false where it could not be used.
  bool open(const QString& file);
  void open_first_example();
  void open_by_dialog();
  bool save(const QString& file);
  void save_by_dialog();
  /// Files opened or saved, the newest first.
  static QStringList recent();

  /// Keeps the experiment for the next start.
  void keep() const;
  /// What the last session kept, where it can be used still.
  static std::optional<Experiment> kept();
  /// The experiment with the paths of its data made to lead to files, looking into the folder a person chose
  /// earlier and asking if need be; none where they could not be found. Experiments without files pass as
  /// they are.
  std::optional<Experiment> with_data_found(Experiment experiment) const;

 signals:
  void failed(const lfp::Error& error);
  void recent_changed();

 private:
  void remember(const QString& file);
  std::optional<QString> ask_by_dialog(const QString& experiment, const QStringList& files) const;

  ExperimentEditor& editor_;
  QWidget& window_;
  AskForFolder ask_for_folder_;
};

/// The data files of an experiment that are not where it says.
QStringList missing_data_files(const Experiment& experiment);
/// The experiment with its missing data files taken from `folder`, where files of the same names are.
Experiment with_data_folder(Experiment experiment, const QString& folder);

}  // namespace lfp
