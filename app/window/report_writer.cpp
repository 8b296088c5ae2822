#include "app/window/report_writer.h"

#include "app/documents/study_desk.h"
#include "app/reports/report_files.h"
#include "core/files/file_name.h"
#include "core/study/merge_stores.h"
#include "widgets/files/to_path.h"

#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <filesystem>
#include <span>

namespace lfp {
namespace {

namespace fs = std::filesystem;

const auto folder_key = QLatin1String("files/folder");

/// Shows that the program is at work: drawing the figures of a large study takes seconds.
class WaitCursor {
 public:
  WaitCursor() { QGuiApplication::setOverrideCursor(Qt::WaitCursor); }
  ~WaitCursor() { QGuiApplication::restoreOverrideCursor(); }
  WaitCursor(const WaitCursor&) = delete;
  WaitCursor& operator=(const WaitCursor&) = delete;
};

/// Returns a folder inside this one that does not exist yet: "Stability report", "Stability report 2".
fs::path new_folder(const fs::path& folder, const Study& study) {
  const std::string name = file_names(std::span(&study.name, 1)).front() + " report";
  fs::path free = folder / name;
  for (int number = 2; fs::exists(free); ++number) free = folder / (name + " " + std::to_string(number));
  return free;
}

fs::path write(const StudyWork& work, const fs::path& folder) {
  const auto files = work.files();
  if (files.size() == 1) return write_report(StoreReader(files.front()), work.study(), folder);
  const QTemporaryDir scratch;
  const fs::path whole = to_path(scratch.filePath(QStringLiteral("study.sqlite")));
  merge_shards(find_shards(files.front().parent_path()), work.study(), whole);
  return write_report(StoreReader(whole), work.study(), folder);
}

}  // namespace

ReportWriter::ReportWriter(StudyDesk& studies, QWidget& window, QObject* parent)
    : QObject(parent), studies_(studies), window_(window) {}

void ReportWriter::write_by_dialog() {
  if (studies_.work() == nullptr) return;
  const QString last = QSettings().value(folder_key, QDir::homePath()).toString();
  const QString chosen = QFileDialog::getExistingDirectory(&window_, tr("Folder for the report"), last);
  if (!chosen.isEmpty()) write(chosen);
}

bool ReportWriter::write(const QString& folder) {
  if (studies_.work() == nullptr) return false;
  const StudyWork& work = *studies_.work();
  try {
    if (work.picture()->done() == 0)
      throw Error(work.study().name, "nothing has been trained yet", "Press Run, and write the report then");
    const WaitCursor cursor;
    const fs::path page = lfp::write(work, new_folder(to_path(folder), work.study()));
    emit message(tr("Report: %1").arg(QDir::toNativeSeparators(QString::fromStdString(page.string()))));
    return true;
  } catch (const Error& error) {
    emit failed(error);
  } catch (const fs::filesystem_error& error) {
    emit failed(Error(error.path1().string(), error.code().message(), "Choose another folder"));
  }
  return false;
}

}  // namespace lfp
