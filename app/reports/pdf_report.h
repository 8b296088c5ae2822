#pragma once

#include "app/reports/report.h"

#include <QByteArray>

namespace lfp {

/// Returns the report as an A4 PDF with vector figures. Needs an application object.
QByteArray pdf_report(const Report& report);

}  // namespace lfp
