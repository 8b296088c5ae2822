#include "app/headless/entry_json.h"

#include "core/files/json_text.h"

#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::ordered_json;

const char* kind_name(SettingKind kind) {
  switch (kind) {
    case SettingKind::flag:
      return "flag";
    case SettingKind::integer:
      return "integer";
    case SettingKind::real:
      return "real";
    case SettingKind::choice:
      return "choice";
    case SettingKind::path:
      return "path";
    case SettingKind::text:
      return "text";
    case SettingKind::json:
      return "json";
  }
  return "";
}

Json json_of(const SettingValue& value) {
  return std::visit([](const auto& held) { return Json(held); }, value);
}

Json setting_json(const SettingInfo& setting) {
  Json json = {{"name", setting.name},
               {"label", setting.label},
               {"summary", setting.summary},
               {"kind", kind_name(setting.kind)},
               {"default", json_of(setting.fallback)}};
  if (setting.kind == SettingKind::integer) {
    json["minimum"] = static_cast<std::int64_t>(setting.minimum);
    json["maximum"] = static_cast<std::int64_t>(setting.maximum);
  }
  if (setting.kind == SettingKind::real) {
    json["minimum"] = setting.minimum;
    json["maximum"] = setting.maximum;
  }
  if (!setting.choices.empty()) json["choices"] = setting.choices;
  if (!setting.unit.empty()) json["unit"] = setting.unit;
  return json;
}

Json preset_json(const Preset& preset) {
  Json settings = Json::object();
  for (const auto& [name, value] : preset.settings.values()) settings[name] = json_of(value);
  return {{"name", preset.name}, {"settings", std::move(settings)}};
}

Json one_entry_json(const EntryInfo& entry) {
  Json json = {{"name", entry.name}};
  const auto add_text = [&json](const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
  };
  add_text("label", entry.label);
  add_text("summary", entry.summary);
  add_text("formula", entry.formula);
  if (!entry.tags.empty()) json["tags"] = entry.tags;
  for (const auto& setting : entry.settings) json["settings"].push_back(setting_json(setting));
  for (const auto& preset : entry.presets) json["presets"].push_back(preset_json(preset));
  return json;
}

Json list_json(const std::vector<EntryInfo>& entries) {
  Json list = Json::array();
  for (const auto& entry : entries) list.push_back(one_entry_json(entry));
  return list;
}

std::string printed(const Json& json) {
  return json_text(json, 2) + "\n";
}

}  // namespace

std::string entry_json(const std::vector<EntryInfo>& entries) {
  return printed(list_json(entries));
}

std::string entry_json(const std::vector<std::pair<std::string, std::vector<EntryInfo>>>& kinds) {
  Json all = Json::object();
  for (const auto& [kind, entries] : kinds) all[kind] = list_json(entries);
  return printed(all);
}

}  // namespace lfp
