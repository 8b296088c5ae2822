#pragma once

#include "core/base/error.h"
#include "core/base/settings.h"
#include "core/base/unknown_name.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// A well-known choice of an entry's settings, with a name of its own that stands for entry and settings:
/// "alpha_beta_1_0".
struct Preset {
  std::string name;
  std::string label;  ///< on screen, beside the entry's: "1/0"
  Settings settings;
};

/// How a registered thing presents itself: menus, tooltips, forms and `lfplab list` follow from it alone.
struct EntryInfo {
  std::string name;     ///< in experiment files and on the command line: "epsilon"
  std::string label;    ///< on screen: "LFP-ε"
  std::string summary;  ///< one sentence
  /// In a small subset of TeX: `_x`, `_{ji}`, `^2`, `\frac{a}{b}`, everything else as Unicode.
  std::string formula;
  std::vector<SettingInfo> settings;
  std::vector<std::string> tags{};  ///< short marks beside the label: "no derivative", "spiking"
  /// Checks what ranges alone cannot express: throws Error at `place` + "." + the setting's name. May be
  /// empty.
  std::function<void(const Settings&, const std::string& place)> check{};
  std::vector<Preset> presets{};
};

/// `given` with the fallbacks filled in, checked against ranges and by the entry's own check. Throws Error.
inline Settings checked(const EntryInfo& info, const Settings& given, const std::string& place) {
  Settings settings = checked(info.settings, given, place);
  if (info.check) info.check(settings, place);
  return settings;
}

/// A registered thing: its description, and how to make one from checked settings.
template <class Product>
struct Entry {
  EntryInfo info;
  std::function<std::unique_ptr<Product>(const Settings&)> make;
};

/// The entry of that name; throws Error at `place`, naming the known ones, if there is none. `Registered`
/// is Entry<...> or anything else that has an `info`.
template <class Registered>
const Registered& find_entry(const std::vector<Registered>& entries, std::string_view name,
                             const std::string& place) {
  for (const auto& entry : entries)
    if (entry.info.name == name) return entry;
  std::vector<std::string> known;
  known.reserve(entries.size());
  for (const auto& entry : entries) known.push_back(entry.info.name);
  throw Error(place, "there is no \"" + std::string(name) + "\"", remedy_for(name, known));
}

/// What `name` stands for: an entry without settings, or a preset of one. Throws Error at `place` as
/// find_entry does.
template <class Registered>
Choice named_choice(const std::vector<Registered>& entries, std::string_view name, const std::string& place) {
  for (const auto& entry : entries)
    for (const Preset& preset : entry.info.presets)
      if (preset.name == name) return {.name = entry.info.name, .settings = preset.settings};
  return {.name = find_entry(entries, name, place).info.name, .settings = {}};
}

/// Makes the product that `choice` names, its settings checked. Throws Error at `place`.
template <class Registered>
auto make_from(const std::vector<Registered>& entries, const Choice& choice, const std::string& place) {
  const auto& entry = find_entry(entries, choice.name, place);
  return entry.make(checked(entry.info, choice.settings, place));
}

}  // namespace lfp
