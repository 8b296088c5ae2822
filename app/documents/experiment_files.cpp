#include "app/documents/experiment_files.h"

#include "app/documents/examples.h"
#include "app/documents/open_file.h"
#include "core/base/error.h"
#include "core/data/data_file.h"
#include "core/data/dataset.h"
#include "core/data/images/idx_names.h"
#include "core/exchange/share_string.h"
#include "core/experiment/experiment_paths.h"
#include "core/files/atomic_file.h"
#include "core/files/file_name.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/files/load_with_dialog.h"
#include "widgets/files/save_dialog.h"
#include "widgets/files/to_path.h"
#include "widgets/style/number_text.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <filesystem>
#include <span>

namespace lfp {

namespace {

constexpr qsizetype most_recent_files = 8;
const auto recent_key = QLatin1String("files/recent");
const auto folder_key = QLatin1String("files/folder");
const auto data_folder_key = QLatin1String("files/data_folder");
const auto example_prefix = QLatin1String("example:");

const auto session_ending = QLatin1String("lfplab");
const auto experiment_ending = QLatin1String("json");

bool ends_in(const QString& file, QLatin1String ending) {
  return file.endsWith(QLatin1Char('.') + ending, Qt::CaseInsensitive);
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
    const auto file = std::filesystem::path(path).filename();
    const auto elsewhere = to_path(folder);
    std::error_code ignored;
    if (std::filesystem::exists(elsewhere / file, ignored))
      experiment.dataset.settings.set(name, (elsewhere / file).string());
    else if (const auto renamed = find_idx_file(file, elsewhere))
      experiment.dataset.settings.set(name, renamed->string());
  });
  return experiment;
}

ExperimentFiles::ExperimentFiles(ExperimentEditor& editor, QWidget& window)
    : QObject(&window), editor_(editor), window_(window) {
  ask_for_folder_ = [this](const QString& experiment, const QStringList& files) {
    return ask_by_dialog(experiment, files);
  };
  ask_for_weights_ = [this](const QString& experiment, const QString& missing, bool can_do_without) {
    return lfp::ask_for_weights(window_, experiment, missing, can_do_without);
  };
}

bool ExperimentFiles::open(const QString& name) {
  return open(name, false);
}

bool ExperimentFiles::open_kept(const QString& file) {
  return open(file, true);
}

bool ExperimentFiles::open(const QString& name, bool is_kept) {
  try {
    const OpenedFile asked = open_file(name.toStdString());
    std::optional<Experiment> found = with_data_found(asked.experiment);
    const bool has_weights = asked.session && asked.session->step() > 0;
    if (found) found = with_weights_found(*std::move(found), has_weights);
    if (!found) return false;
    if (!is_toy(found->dataset)) {
      const auto data = load_with_dialog(&window_, *found);
      if (!data) return false;
      editor_.set_data(*found, data);
    }
    if (!editor_.may_start(*found)) return false;
    const QString title = QString::fromStdString(found->name);
    const bool is_file =
        !is_kept && !name.startsWith(example_prefix) && !looks_like_share_string(name.toStdString());
    emit opening(asked.session);
    // If the ending does not match the content, the file is not kept: saving again asks for a name.
    const bool says_what_it_is = ends_in(name, asked.session ? session_ending : experiment_ending);
    set_file(is_file && says_what_it_is ? QFileInfo(name).absoluteFilePath() : QString());
    editor_.replace(*std::move(found), tr("Open “%1”").arg(title), asked.session);
    if (is_file) remember(name);
    if (const auto view = view_shown_with(name)) emit view_wanted(*view);
    return true;
  } catch (const Error& error) {
    emit failed(error);
    return false;
  }
}

bool ExperimentFiles::open_experiment(Experiment experiment) {
  if (!editor_.may_start(experiment)) return false;
  const QString title = QString::fromStdString(experiment.name);
  emit opening(nullptr);
  set_file({});
  editor_.replace(std::move(experiment), tr("Open “%1”").arg(title));
  return true;
}

void ExperimentFiles::open_first_example() {
  open(example_prefix + examples().front().name);
}

void ExperimentFiles::open_by_dialog() {
  const QString folder = QSettings().value(folder_key, QDir::homePath()).toString();
  const QString all = tr("Sessions, experiments and studies (*.lfplab *.json *.sqlite)") +
                      QStringLiteral(";;") + tr("Tables (*.csv *.tsv *.txt)") + QStringLiteral(";;") +
                      tr("All files (*)");
  const QString file = QFileDialog::getOpenFileName(&window_, tr("Open"), folder, all);
  if (!file.isEmpty()) emit file_chosen(file);
}

void ExperimentFiles::open_from_clipboard() {
  open(QApplication::clipboard()->text().trimmed());
}

void ExperimentFiles::save_session(const QString& file) {
  remember(file);
  emit session_wanted(QFileInfo(file).absoluteFilePath());
}

bool ExperimentFiles::save_experiment(const QString& file) {
  try {
    // Paths are relative to the experiment's own folder; saved elsewhere, they have to be absolute.
    const Experiment& current = editor_.experiment();
    const bool stays = to_path(QFileInfo(file).absolutePath()) == current.folder;
    const Experiment experiment = stays ? current : with_absolute_paths(current);
    write_file(to_path(file), to_json(experiment));
    remember(file);
    set_file(QFileInfo(file).absoluteFilePath());
    emit experiment_saved();
    emit message(tr("Saved %1, without weights and history").arg(QDir::toNativeSeparators(file)));
    return true;
  } catch (const Error& error) {
    emit failed(error);
    return false;
  }
}

void ExperimentFiles::save_again() {
  if (file_.isEmpty()) return save_by_dialog();
  if (ends_in(file_, experiment_ending))
    save_experiment(file_);
  else
    save_session(file_);
}

void ExperimentFiles::save_by_dialog() {
  const QList<SaveKind> kinds = {{tr("Session: weights and history too"), session_ending},
                                 {tr("Experiment alone"), experiment_ending}};
  const auto target = ask_where_to_save(&window_, tr("Save"), suggested_file(), kinds,
                                        ends_in(file_, experiment_ending) ? 1 : 0);
  if (!target) return;
  if (target->kind == 0)
    save_session(target->file);
  else
    save_experiment(target->file);
}

QString ExperimentFiles::suggested_file() const {
  if (!file_.isEmpty()) return file_;
  const QDir folder(QSettings().value(folder_key, QDir::homePath()).toString());
  const std::string name = file_names(std::span(&editor_.experiment().name, 1)).front();
  return folder.filePath(QString::fromStdString(name) + QStringLiteral(".lfplab"));
}

void ExperimentFiles::copy_share_string() {
  try {
    const QString text = QString::fromStdString(share_string(editor_.experiment()));
    QApplication::clipboard()->setText(text);
    emit message(tr("Share string copied: %1 characters").arg(count_text(text.size())));
  } catch (const Error& error) {
    emit failed(error);
  }
}

void ExperimentFiles::set_file(const QString& file) {
  if (file == file_) return;
  file_ = file;
  emit file_changed();
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

std::optional<Experiment> ExperimentFiles::with_weights_found(Experiment experiment,
                                                              bool can_do_without) const {
  QString missing = missing_weights_file(experiment);
  while (!missing.isEmpty()) {
    const auto answer = ask_for_weights_(QString::fromStdString(experiment.name), missing, can_do_without);
    if (!answer) return std::nullopt;
    if (answer->goes_without) break;
    experiment.network.weights->file = to_path(answer->file).string();
    missing = missing_weights_file(experiment);
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
