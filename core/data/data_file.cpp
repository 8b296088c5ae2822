#include "core/data/data_file.h"

#include "core/data/images/idx_names.h"

#include <cstdlib>
#include <vector>

namespace lfp {
namespace {

std::filesystem::path variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The program's folder within the user's data, following the XDG Base Directory Specification.
std::filesystem::path own_folder() {
  std::filesystem::path user_data = variable("XDG_DATA_HOME");
  if (!user_data.is_absolute()) {
    const std::filesystem::path home = variable("HOME");
    if (home.empty()) return {};
    user_data = home / ".local" / "share";
  }
  return user_data / "lfplab" / "lfplab" / "data";
}

}  // namespace

std::filesystem::path data_folder() {
  const auto chosen = variable("LFPLAB_DATA");
  return chosen.empty() ? own_folder() : chosen;
}

std::string place_for_data() {
  const auto chosen = variable("LFPLAB_DATA");
  return chosen.empty() ? "set LFPLAB_DATA to the folder that holds the file"
                        : "put it into LFPLAB_DATA, which is " + chosen.string();
}

std::optional<std::filesystem::path> find_data_file(const std::filesystem::path& given,
                                                    const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> bases{folder};
  if (given.is_relative())
    for (const auto& data : {variable("LFPLAB_DATA"), own_folder()})
      if (!data.empty()) bases.push_back(data);
  for (const auto& base : bases) {
    std::vector<std::filesystem::path> places{base / given};
    if (base != folder) places.push_back(base / "mnist" / given);
    for (const auto& place : places) {
      std::error_code ignored;
      if (std::filesystem::exists(place, ignored)) return unwrapped(place);
    }
  }
  for (const auto& base : bases)
    if (auto alike = find_idx_file(given, base)) return alike;
  return std::nullopt;
}

std::filesystem::path named_data_file(const std::string& setting, const std::string& remedy,
                                      const Settings& settings, const DatasetRequest& request) {
  const std::filesystem::path given = settings.text(setting);
  if (given.empty()) throw Error("dataset." + setting, "no file is named", remedy);
  if (const auto found = find_data_file(given, request.folder)) return *found;
  throw Error((request.folder / given).string(), "there is no such file",
              "Correct \"" + setting + "\", or " + place_for_data());
}

}  // namespace lfp
