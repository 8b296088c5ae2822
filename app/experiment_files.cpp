#include "app/experiment_files.h"

#include "app/examples.h"
#include "core/base/error.h"
#include "core/data/data_file.h"
#include "core/data/dataset.h"
#include "core/exchange/atomic_file.h"
#include "core/training/experiment_paths.h"
#include "widgets/panels/experiment_editor.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <filesystem>

namespace lfp {

namespace {

constexpr qsizetype most_recent_files = 8;
const auto recent_key = QLatin1String("files/recent");
const auto folder_key = QLatin1String("files/folder");
const auto data_folder_key = QLatin1String("files/data_folder");
const auto experiment_key = QLatin1String("session/experiment");
const auto experiment_folder_key = QLatin1String("session/folder");
const auto example_prefix = QLatin1String("example:");

std::filesystem::path to_path(const QString& file) {
  return {file.toStdU16String()};
}

QString file_filter() {
  return ExperimentFiles::tr("Experiments (*.json);;All files (*)");
}

/// Calls `visit(name, path as given)` for every setting of the experiment's data that is a path.
template <class Visit>
void for_each_data_path(const Experiment& experiment, Visit visit) {
  for (const DatasetEntry& entry : dataset_entries()) {
    if (entry.info.name != experiment.dataset.name) continue;
    for (const SettingInfo& setting : entry.info.settings) {
      if (setting.kind != SettingKind::path || !experiment.dataset.settings.has(setting.name)) continue;
      visit(setting.name, experiment.dataset.settings.text(setting.name));
    }
  }
}

QString resolved(const Experiment& experiment, const std::string& path) {
  return QString::fromStdU16String((experiment.folder / path).u16string());
}

}  // namespace

QStringList missing_data_files(const Experiment& experiment) {
  QStringList missing;
  for_each_data_path(experiment, [&](const std::string& /*name*/, const std::string& path) {
    if (path.empty() || find_data_file(path, experiment.folder)) return;
    missing.append(QDir::toNativeSeparators(QDir::cleanPath(resolved(experiment, path))));
  });
  return missing;
}

Experiment with_data_folder(Experiment experiment, const QString& folder) {
  const Experiment before = experiment;
  for_each_data_path(before, [&](const std::string& name, const std::string& path) {
    if (path.empty() || find_data_file(path, before.folder)) return;
    const QString elsewhere = QDir(folder).filePath(QFileInfo(QString::fromStdString(path)).fileName());
    if (QFileInfo::exists(elsewhere)) experiment.dataset.settings.set(name, elsewhere.toStdString());
  });
  return experiment;
}

ExperimentFiles::ExperimentFiles(ExperimentEditor& editor, QWidget& window)
    : QObject(&window), editor_(editor), window_(window) {
  ask_for_folder_ = [this](const QString& experiment, const QStringList& files) {
    return ask_by_dialog(experiment, files);
  };
}

bool ExperimentFiles::open(const QString& file) {
  try {
    const Experiment asked = open_experiment(file.toStdString());
    std::optional<Experiment> found = with_data_found(asked);
    if (!found) return false;
    const QString name = QString::fromStdString(found->name);
    editor_.replace(*std::move(found), tr("Open “%1”").arg(name));
    if (!file.startsWith(example_prefix)) remember(file);
    return true;
  } catch (const Error& error) {
    emit failed(error);
    return false;
  }
}

void ExperimentFiles::open_first_example() {
  open(example_prefix + examples().front().name);
}

void ExperimentFiles::open_by_dialog() {
  const QString folder = QSettings().value(folder_key, QDir::homePath()).toString();
  const QString file =
      QFileDialog::getOpenFileName(&window_, tr("Open an experiment"), folder, file_filter());
  if (!file.isEmpty()) open(file);
}

bool ExperimentFiles::save(const QString& file) {
  try {
    // Paths are relative to the experiment's own folder; elsewhere they have to be whole.
    const Experiment& current = editor_.experiment();
    const bool stays = to_path(QFileInfo(file).absolutePath()) == current.folder;
    const Experiment experiment = stays ? current : with_absolute_paths(current);
    write_file(to_path(file), to_json(experiment));
    remember(file);
    return true;
  } catch (const Error& error) {
    emit failed(error);
    return false;
  }
}

void ExperimentFiles::save_by_dialog() {
  const QString name = QString::fromStdString(editor_.experiment().name) + QStringLiteral(".json");
  const QDir folder(QSettings().value(folder_key, QDir::homePath()).toString());
  const QString file =
      QFileDialog::getSaveFileName(&window_, tr("Save the experiment"), folder.filePath(name), file_filter());
  if (!file.isEmpty()) save(file);
}

QStringList ExperimentFiles::recent() {
  return QSettings().value(recent_key).toStringList();
}

void ExperimentFiles::remember(const QString& file) {
  const QString whole = QFileInfo(file).absoluteFilePath();
  QStringList files = recent();
  files.removeAll(whole);
  files.prepend(whole);
  QSettings settings;
  settings.setValue(recent_key, files.mid(0, most_recent_files));
  settings.setValue(folder_key, QFileInfo(whole).absolutePath());
  emit recent_changed();
}

void ExperimentFiles::keep() const {
  QSettings settings;
  settings.setValue(experiment_key, QString::fromStdString(to_json(editor_.experiment())));
  settings.setValue(experiment_folder_key,
                    QString::fromStdU16String(editor_.experiment().folder.u16string()));
}

std::optional<Experiment> ExperimentFiles::kept() {
  const QSettings settings;
  const QString json = settings.value(experiment_key).toString();
  if (json.isEmpty()) return std::nullopt;
  try {
    Experiment experiment = parse_experiment(json.toStdString(), "");
    experiment.folder = to_path(settings.value(experiment_folder_key).toString());
    if (!missing_data_files(experiment).isEmpty()) return std::nullopt;
    return experiment;
  } catch (const Error&) {
    // Kept by another version of the program: the first example is a fine start as well.
    return std::nullopt;
  }
}

std::optional<Experiment> ExperimentFiles::with_data_found(Experiment experiment) const {
  QStringList missing = missing_data_files(experiment);
  if (missing.isEmpty()) return experiment;
  const QString known_folder = QSettings().value(data_folder_key).toString();
  if (!known_folder.isEmpty()) experiment = with_data_folder(std::move(experiment), known_folder);
  missing = missing_data_files(experiment);
  while (!missing.isEmpty()) {
    const auto folder = ask_for_folder_(QString::fromStdString(experiment.name), missing);
    if (!folder) return std::nullopt;
    experiment = with_data_folder(std::move(experiment), *folder);
    missing = missing_data_files(experiment);
    if (missing.isEmpty()) QSettings().setValue(data_folder_key, *folder);
  }
  return experiment;
}

std::optional<QString> ExperimentFiles::ask_by_dialog(const QString& experiment,
                                                      const QStringList& files) const {
  QMessageBox box(QMessageBox::Question, tr("Data files are missing"),
                  tr("“%1” needs data files that are not there:").arg(experiment), QMessageBox::Cancel,
                  &window_);
  box.setInformativeText(files.join(QLatin1Char('\n')) + QStringLiteral("\n\n") +
                         tr("Put them there, or choose the folder where you keep them."));
  const QPushButton* choose = box.addButton(tr("Choose folder…"), QMessageBox::AcceptRole);
  box.exec();
  if (box.clickedButton() != choose) return std::nullopt;
  const QString folder =
      QFileDialog::getExistingDirectory(&window_, tr("Folder of the data files"), QDir::homePath());
  if (folder.isEmpty()) return std::nullopt;
  return folder;
}

}  // namespace lfp
