#pragma once

#include "core/files/byte_sink.h"

#include <filesystem>
#include <functional>
#include <string_view>

namespace lfp {

/// Writes a file whole or not at all: into a temporary file beside it, to the disk, then by renaming it over.
/// What stood there before stays untouched until then, and nothing is left behind on failure. Throws Error
/// naming the file, the reason and a remedy.
void write_file(const std::filesystem::path& file, std::string_view content);

/// The same for writers that want a path: `write` fills the file whose name it gets, which ends like the
/// final one. What it throws is passed on.
void write_file(const std::filesystem::path& file,
                const std::function<void(const std::filesystem::path& temporary)>& write);

/// The same for content that is never in memory as a whole: `write` gives it to the sink as it comes. What it
/// throws is passed on.
void write_file_as_it_comes(const std::filesystem::path& file,
                            const std::function<void(const ByteSink& sink)>& write);

/// Tries whether `file` could be written now, and changes nothing. Throws Error naming the file, the folder
/// if it is the reason, and a remedy: call it before the work whose results go there.
void expect_writable(const std::filesystem::path& file);

}  // namespace lfp
