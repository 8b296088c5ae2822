#pragma once

#include "app/reports/report.h"

#include <QByteArray>

namespace lfp {

/// Returns the report as a single HTML page that needs no other files.
QByteArray html_report(const Report& report);

/// Returns rows of a table as HTML, as used by both the page and the PDF document.
QString html_table(const ReportTable& table, std::size_t first, std::size_t last);
QString html_facts(const Report& report);
QString html_list(const QStringList& items);

}  // namespace lfp
