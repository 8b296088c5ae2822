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
#include "widgets/views/figure_file.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

namespace {

const auto export_folder_key = QLatin1String("export/folder");

QString weight_filter() {
  QStringList filters;
  for (const WeightFormat& format : weight_formats()) {
    filters << QStringLiteral("%1 (*.%1)").arg(QString::fromStdString(format.name));
  }
  return filters.join(QStringLiteral(";;"));
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
  const std::string format = QFileInfo(file).suffix().toLower().toStdString();
  return attempt(file, [&] {
    return work_with_dialog(&window_, tr("Writing the weights…"), [&](Progress& progress) {
      write_weights(bridge_.weights(run), to_path(file), format, &progress);
    });
  });
}

bool ExportActions::save_all_weights(const QString& file) {
  const QFileInfo info(file);
  const std::vector<std::string> names = run_file_names(*bridge_.snapshot());
  bool all_saved = true;
  for (std::size_t run = 0; run < names.size(); ++run) {
    const QString name = QStringLiteral("%1-%2.%3")
                             .arg(info.completeBaseName(), QString::fromStdString(names[run]), info.suffix());
    all_saved = save_weights(run, info.dir().filePath(name)) && all_saved;
  }
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
    // It may have changed since it was asked for.
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

QString ExportActions::ask_file(const QString& title, const QString& name, const QString& filter) {
  QString chosen_filter;
  QString file = QFileDialog::getSaveFileName(&window_, title, QDir(export_folder()).filePath(name), filter,
                                              &chosen_filter);
  if (file.isEmpty() || !QFileInfo(file).suffix().isEmpty()) return file;
  // "npz (*.npz)" names the ending that the person left out.
  return file + chosen_filter.section(QLatin1Char('*'), 1).section(QLatin1Char(')'), 0, 0);
}

void ExportActions::ask_weights(std::optional<std::size_t> run) {
  if (!bridge_.snapshot()) return;
  const auto names = run_file_names(*bridge_.snapshot());
  const QString name = run ? QString::fromStdString(names[*run]) : QStringLiteral("weights");
  const QString file = ask_file(tr("Export weights"), name + QStringLiteral(".npz"), weight_filter());
  if (file.isEmpty()) return;
  if (run) {
    save_weights(*run, file);
  } else {
    save_all_weights(file);
  }
}

void ExportActions::ask_log() {
  if (!bridge_.snapshot()) return;
  const QString file = ask_file(tr("Export the log"), QStringLiteral("log.csv"), tr("Table (*.csv)"));
  if (!file.isEmpty()) save_log(file);
}

void ExportActions::ask_data(View& view) {
  const QString name = view.windowTitle() + QStringLiteral(".csv");
  const QString file = ask_file(tr("Export the view's data"), name, tr("Table (*.csv)"));
  if (!file.isEmpty()) save_data(view, file);
}

void ExportActions::ask_figure(View& view) {
  ExportFigureDialog dialog(bridge_, docks_.views(), view, &window_);
  connect(&dialog, &ExportFigureDialog::failed, this, &ExportActions::failed);
  connect(&dialog, &ExportFigureDialog::done, this, &ExportActions::done);
  dialog.exec();
}

}  // namespace lfp
