#pragma once

#include "app/reports/report.h"

#include <QByteArray>

namespace lfp {

/// The report as a document of A4 pages, its figures as vectors. An application has to exist.
QByteArray pdf_report(const Report& report);

}  // namespace lfp
