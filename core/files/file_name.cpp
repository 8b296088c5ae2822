#include "core/files/file_name.h"

#include "core/files/letter_case.h"

#include <set>
#include <string_view>

namespace lfp {
namespace {

constexpr std::size_t longest = 120;

/// At most `longest` bytes, never cut within a character of UTF-8.
void shorten(std::string& name) {
  if (name.size() <= longest) return;
  std::size_t size = longest;
  while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0U) == 0x80U) --size;
  name.resize(size);
}

std::string safe(std::string_view title) {
  std::string name;
  for (const char letter : title) {
    const bool is_bad = static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F ||
                        std::string_view("/\\:*?\"<>|").find(letter) != std::string_view::npos;
    name += is_bad ? '_' : letter;
  }
  if (name.empty() || name.front() == '.') name.insert(0, "_");
  shorten(name);
  return name;
}

}  // namespace

std::vector<std::string> file_names(std::span<const std::string> titles) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const auto& title : titles) {
    const std::string base = safe(title);
    std::string name = base;
    for (int number = 2; !taken.insert(lower_case(name)).second; ++number)
      name = base + "-" + std::to_string(number);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace lfp
