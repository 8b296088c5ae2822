#include "core/files/foreign_entry.h"

#include "core/files/letter_case.h"

#include <algorithm>
#include <array>
#include <string>

namespace lfp {
namespace {

/// In lower case.
constexpr auto foreign_names = std::to_array<std::string_view>(
    {"__macosx", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r", "folder.ico",
     "@eadir", "#recycle", "$recycle.bin", "recycler", "lost+found", "__pycache__",
     "system volume information", "network trash folder", "temporary items", "picasa.ini",
     "zbthumbnail.info"});
constexpr auto foreign_endings = std::to_array<std::string_view>(
    {"~", ".bak", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".swp", ".lnk"});

}  // namespace

bool is_foreign_entry(std::string_view name) {
  const std::string lower = lower_case(name);
  return lower.starts_with('.') || std::ranges::find(foreign_names, lower) != foreign_names.end() ||
         std::ranges::any_of(foreign_endings, [&](auto ending) { return lower.ends_with(ending); });
}

bool is_within_foreign_entry(const std::filesystem::path& path) {
  return std::ranges::any_of(path, [](const std::filesystem::path& part) {
    const std::string name = part.string();
    return name != "." && name != ".." && is_foreign_entry(name);
  });
}

}  // namespace lfp
