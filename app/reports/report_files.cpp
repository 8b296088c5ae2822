#include "app/reports/report_files.h"

#include "app/reports/html_report.h"
#include "app/reports/pdf_report.h"
#include "app/reports/study_report.h"
#include "core/files/atomic_file.h"

#include <string>

namespace lfp {
namespace {

namespace fs = std::filesystem;

constexpr const char* page_file = "report.html";
constexpr const char* document_file = "report.pdf";
constexpr const char* figures_folder = "figures";

void write(const fs::path& file, const QByteArray& bytes) {
  write_file(file, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

}  // namespace

void expect_report_writable(ResultFolder& folder) {
  folder.inner(figures_folder);
  for (const char* name : {page_file, document_file}) expect_writable(folder.path() / name);
}

fs::path write_report(const StoreReader& store, const Study& study, const fs::path& folder) {
  const Report report = study_report(store, study);
  fs::create_directories(folder / figures_folder);
  for (const ReportFigure& figure : report.figures) {
    const std::string name = figure.name.toStdString();
    write(folder / figures_folder / (name + ".svg"), svg_of(figure));
    write(folder / figures_folder / (name + ".pdf"), pdf_of(figure));
  }
  write(folder / document_file, pdf_report(report));
  write(folder / page_file, html_report(report));
  return folder / page_file;
}

}  // namespace lfp
