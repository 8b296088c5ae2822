#pragma once

#include "core/files/result_folder.h"
#include "core/study/store_reader.h"
#include "core/study/study.h"

#include <filesystem>

namespace lfp {

/// Tries the files of a report in the folder. Throws Error.
void expect_report_writable(ResultFolder& folder);

/// Writes report.html, report.pdf and figures/ in place of what an earlier one has left, and returns the
/// page's path. It draws, so there has to be an application object. Throws Error.
std::filesystem::path write_report(const StoreReader& store, const Study& study,
                                   const std::filesystem::path& folder);

}  // namespace lfp
