#pragma once

#include "core/data/load_report.h"

#include <string>
#include <vector>

namespace lfp {

/// Reports names of classes that are taken as they are but may be mistakes: those that differ only in case or
/// blanks, and words that may stand for a missing value.
void report_doubtful_classes(const std::vector<std::string>& names, LoadReport& report);

/// The same for the texts of a column that become inputs of 0 and 1.
void report_doubtful_kinds(const std::vector<std::string>& names, const std::string& column,
                           LoadReport& report);

}  // namespace lfp
