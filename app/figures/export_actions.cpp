#include "app/figures/export_actions.h"

#include "app/bridge/engine_bridge.h"
#include "app/docks/docks.h"
#include "app/figures/export_figure_dialog.h"
#include "core/base/error.h"
#include "core/exchange/log_csv.h"
#include "core/exchange/weight_formats.h"
#include "core/files/atomic_file.h"
#include "core/files/file_name.h"
#include "widgets/controls/work_dialog.h"
#include "widgets/files/to_path.h"
#include "widgets/style/core_text.h"
#include "widgets/views/figure_file.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

namespace {

const auto export_folder_key = QLatin1String("export/folder");

QList<SaveKind> weight_kinds() {
  QList<SaveKind> kinds;
  for (const WeightFormat& format : weight_formats())
    kinds.append({core_text(format.summary), QString::fromStdString(format.ending)});
  return kinds;
}

QList<SaveKind> table_kinds() {
  return {{ExportActions::tr("Table"), QStringLiteral("csv")}};
}

std::vector<std::string> run_file_names(const Snapshot& snapshot) {
  std::vector<std::string> titles;
  for (const RunSnapshot& run : snapshot.runs) titles.push_back(run.name);
  return file_names(titles);
}

}  // namespace

QString export_folder() {
  return QSettings().value(export_folder_key, QDir::homePath()).toString();
}

void remember_export_folder(const QString& file) {
  QSettings().setValue(export_folder_key, QFileInfo(file).absolutePath());
}

ExportActions::ExportActions(EngineBridge& bridge, Docks& docks, QWidget& window)
    : QObject(&window), bridge_(bridge), docks_(docks), window_(window) {
  connect(&docks, &Docks::image_wanted, this, &ExportActions::copy_image);
  connect(&docks, &Docks::data_wanted, this, &ExportActions::copy_data);
  connect(&docks, &Docks::data_file_wanted, this, &ExportActions::ask_data);
  connect(&docks, &Docks::figure_wanted, this, &ExportActions::ask_figure);
}

template <class Write>
bool ExportActions::attempt(const QString& file, Write write) {
  try {
    if (!write()) return false;
  } catch (const Error& error) {
    emit failed(error);
    return false;
  }
  remember_export_folder(file);
  emit done(tr("Saved %1").arg(QDir::toNativeSeparators(file)));
  return true;
}

bool ExportActions::save_weights(std::size_t run, const QString& file) {
  return attempt(file, [&] {
    const WeightFormat* format = weight_format_of(to_path(file));
    if (format == nullptr)
      throw Error(file.toStdString(), "the name's ending is not that of a weights format",
                  "Choose a name that ends in one of: " + weight_format_names());
    return work_with_dialog(&window_, tr("Writing the weights…"), [&](Progress& progress) {
      write_weights(bridge_.weights(run), to_path(file), format->name, &progress);
    });
  });
}

QStringList ExportActions::weight_files(const QString& file) const {
  const QFileInfo info(file);
  QStringList files;
  for (const std::string& name : run_file_names(*bridge_.snapshot()))
    files << info.dir().filePath(
        QStringLiteral("%1-%2.%3").arg(info.completeBaseName(), QString::fromStdString(name), info.suffix()));
  return files;
}

bool ExportActions::save_all_weights(const QString& file) {
  bool all_saved = true;
  std::size_t run = 0;
  for (const QString& each : weight_files(file)) all_saved = save_weights(run++, each) && all_saved;
  return all_saved;
}

bool ExportActions::save_log(const QString& file) {
  return attempt(file, [&] {
    write_file(to_path(file), log_csv(bridge_.snapshot()->runs));
    return true;
  });
}

bool ExportActions::save_data(View& view, const QString& file) {
  return attempt(file, [&] {
    // The view may have changed since the question.
    const ExportWork table = view.table();
    if (!table) throw Error(file.toStdString(), "the view has no data to save", "Train first.");
    return work_with_dialog(&window_, tr("Writing the table…"),
                            [&](Progress& progress) { write_work(table, file, progress); });
  });
}

void ExportActions::copy_image(View& view) const {
  // Twice the pixels of the screen, so that the picture stays sharp on a slide.
  constexpr double scale = 2.0;
  QApplication::clipboard()->setImage(figure_image(view, view.size(), scale));
}

void ExportActions::copy_data(View& view) const {
  const ExportWork table = view.table();
  if (!table) return;
  QString text;
  const bool is_done = work_with_dialog(&window_, tr("Making the table…"), [&](Progress& progress) {
    text = QString::fromUtf8(table(progress));
  });
  if (is_done) QApplication::clipboard()->setText(text);
}

QString ExportActions::ask_file(const QString& title, const QString& name, const QList<SaveKind>& kinds,
                                const std::function<QStringList(const QString&)>& written) {
  const auto target =
      ask_where_to_save(&window_, title, QDir(export_folder()).filePath(name), kinds, 0, written);
  return target ? target->file : QString();
}

void ExportActions::ask_weights(std::optional<std::size_t> run) {
  if (!bridge_.snapshot()) return;
  if (!run) {
    const QString file =
        ask_file(tr("Export the weights of all runs"), QStringLiteral("weights"), weight_kinds(),
                 [this](const QString& chosen) { return weight_files(chosen); });
    if (!file.isEmpty()) save_all_weights(file);
    return;
  }
  const auto names = run_file_names(*bridge_.snapshot());
  const QString file = ask_file(tr("Export weights"), QString::fromStdString(names[*run]), weight_kinds());
  if (!file.isEmpty()) save_weights(*run, file);
}

void ExportActions::ask_log() {
  if (!bridge_.snapshot()) return;
  const QString file = ask_file(tr("Export the log"), QStringLiteral("log"), table_kinds());
  if (!file.isEmpty()) save_log(file);
}

void ExportActions::ask_data(View& view) {
  const QString file = ask_file(tr("Export the view's data"), view.windowTitle(), table_kinds());
  if (!file.isEmpty()) save_data(view, file);
}

void ExportActions::ask_figure(View& view) {
  ExportFigureDialog dialog(bridge_, docks_.views(), view, &window_);
  connect(&dialog, &ExportFigureDialog::failed, this, &ExportActions::failed);
  connect(&dialog, &ExportFigureDialog::done, this, &ExportActions::done);
  dialog.exec();
}

}  // namespace lfp
