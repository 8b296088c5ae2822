#include "core/data/images/part_folders.h"

#include "core/base/error.h"
#include "core/files/letter_case.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lfp {
namespace {

namespace fs = std::filesystem;

enum class Part { none, train, test, validation };

struct PartName {
  std::string_view word;
  Part part;
};

constexpr auto part_names = std::to_array<PartName>({{"train", Part::train},
                                                     {"training", Part::train},
                                                     {"test", Part::test},
                                                     {"testing", Part::test},
                                                     {"val", Part::validation},
                                                     {"valid", Part::validation},
                                                     {"validation", Part::validation},
                                                     {"validate", Part::validation},
                                                     {"dev", Part::validation},
                                                     {"eval", Part::validation},
                                                     {"evaluation", Part::validation}});

/// Removes common suffixes of a part's name: "_set", "-images", " data".
std::string_view first_word(std::string_view name) {
  for (const std::string_view ending : {"set", "data", "dataset", "images", "imgs", "split"}) {
    if (name.size() <= ending.size() || !name.ends_with(ending)) continue;
    const auto rest = name.substr(0, name.size() - ending.size());
    const auto end = rest.find_last_not_of("_- ");
    if (end != std::string_view::npos && (end + 1 < rest.size() || ending == "set"))
      return rest.substr(0, end + 1);
  }
  return name;
}

Part part_of(const fs::path& folder) {
  const std::string name = lower_case(folder.filename().string());
  for (const auto& known : part_names)
    if (first_word(name) == known.word) return known.part;
  return Part::none;
}

/// Returns the only folder of that part; nothing if there is none. Throws Error if there are several.
std::optional<fs::path> only(const std::vector<fs::path>& folders, Part part) {
  const auto is_it = [&](const fs::path& folder) { return part_of(folder) == part; };
  const auto first = std::ranges::find_if(folders, is_it);
  if (first == folders.end()) return std::nullopt;
  const auto second = std::find_if(first + 1, folders.end(), is_it);
  if (second == folders.end()) return *first;
  throw Error(first->parent_path().string(),
              "there are two folders " + std::string(part == Part::train ? "to train on" : "for testing") +
                  ": \"" + first->filename().string() + "\" and \"" + second->filename().string() + "\"",
              "Rename or remove one of them");
}

bool has_training(const std::vector<fs::path>& folders) {
  return std::ranges::any_of(folders, is_training_name);
}

std::string quoted(const fs::path& folder) {
  return "\"" + folder.filename().string() + "\"";
}

}  // namespace

bool is_training_name(const fs::path& folder) {
  return part_of(folder) == Part::train;
}

bool has_parts(const std::vector<fs::path>& folders) {
  return has_training(folders) && std::ranges::any_of(folders, [](const fs::path& folder) {
           return part_of(folder) == Part::test || part_of(folder) == Part::validation;
         });
}

PartFolders find_parts(const fs::path& root, const std::vector<fs::path>& folders) {
  PartFolders parts{.train = root, .test = std::nullopt, .report = {}};
  if (!has_parts(folders)) {
    for (const auto& folder : folders)
      if (part_of(folder) != Part::none)
        parts.report.doubts.push_back(quoted(folder) + " is taken for a class, as no folder beside it is " +
                                      (has_training(folders) ? "for testing" : "to train on"));
    return parts;
  }
  parts.train = *only(folders, Part::train);
  parts.test = only(folders, Part::test);
  if (!parts.test) {
    parts.test = only(folders, Part::validation);
    parts.report.guessed.push_back(quoted(*parts.test) + " is for testing");
  }
  for (const auto& folder : folders)
    if (folder != parts.train && folder != parts.test)
      parts.report.doubts.push_back(quoted(folder) + " is left out, as " + quoted(*parts.test) + " tests");
  return parts;
}

}  // namespace lfp
