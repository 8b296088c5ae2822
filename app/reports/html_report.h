#pragma once

#include "app/reports/report.h"

#include <QByteArray>

namespace lfp {

/// The report as one page that needs nothing beside it.
QByteArray html_report(const Report& report);

/// The parts that the page and the document have in common, as HTML.
QString html_table(const ReportTable& table, std::size_t first, std::size_t last);
QString html_facts(const Report& report);
QString html_list(const QStringList& items);

}  // namespace lfp
