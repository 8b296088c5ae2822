#pragma once

#include "core/files/result_folder.h"
#include "core/study/store_reader.h"
#include "core/study/study.h"

#include <filesystem>

namespace lfp {

/// Tries the files of a report in the folder. Throws Error.
void expect_report_writable(ResultFolder& folder);

/// Writes report.html, report.pdf and figures/ without a display, in place of what an earlier one has left.
/// Throws Error.
void write_report(const StoreReader& store, const Study& study, const std::filesystem::path& folder);

}  // namespace lfp
