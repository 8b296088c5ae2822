#pragma once

#include <filesystem>
#include <string_view>

namespace lfp {

/// Whether a file or folder of that name was put among the data by a program for its own use: hidden ones
/// (.DS_Store, ._photo.png, .ipynb_checkpoints), what file managers, archivers and network drives leave
/// behind
/// (__MACOSX, Thumbs.db, desktop.ini, @eaDir, $RECYCLE.BIN), and copies of editors and interrupted downloads
/// (x.png~, x.png.bak, x.png.part).
bool is_foreign_entry(std::string_view name);

/// Whether any part of a path within an archive is one.
bool is_within_foreign_entry(const std::filesystem::path& path);

}  // namespace lfp
