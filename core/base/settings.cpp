#include "core/base/settings.h"

#include "core/base/error.h"
#include "core/base/unknown_name.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

/// With a point, whatever the locale.
std::string short_number(double value) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6).ptr;
  return {text.data(), end};
}

std::string kind_name(SettingKind kind) {
  switch (kind) {
    case SettingKind::flag:
      return "true or false";
    case SettingKind::integer:
      return "a whole number";
    case SettingKind::real:
      return "a number";
    case SettingKind::choice:
      return "a text";
    case SettingKind::path:
      return "a file's path";
    case SettingKind::text:
      return "a text";
    case SettingKind::json:
      return "a JSON value";
  }
  return {};
}

std::string range_of(const SettingInfo& info) {
  return kind_name(info.kind) + " from " + short_number(info.minimum) + " to " + short_number(info.maximum);
}

void check_number(const SettingInfo& info, double value, const std::string& place) {
  if (std::isfinite(value) && value >= info.minimum && value <= info.maximum) return;
  throw Error(place, short_number(value) + " is out of range", "Give " + range_of(info));
}

SettingValue checked_value(const SettingInfo& info, const SettingValue& given, const std::string& place) {
  const bool is_number = info.kind == SettingKind::integer || info.kind == SettingKind::real;
  SettingValue value = given;
  if (info.kind == SettingKind::real && std::holds_alternative<std::int64_t>(given))
    value = static_cast<double>(std::get<std::int64_t>(given));
  if (value.index() != info.fallback.index())
    throw Error(place, "the value has the wrong type",
                "Give " + (is_number ? range_of(info) : kind_name(info.kind)));
  if (const auto* integer = std::get_if<std::int64_t>(&value))
    check_number(info, static_cast<double>(*integer), place);
  if (const auto* real = std::get_if<double>(&value)) check_number(info, *real, place);
  if (info.kind == SettingKind::choice) {
    const auto& text = std::get<std::string>(value);
    if (std::find(info.choices.begin(), info.choices.end(), text) == info.choices.end())
      throw Error(place, "there is no \"" + text + "\"", remedy_for(text, info.choices));
  }
  return value;
}

}  // namespace

SettingInfo real_setting(std::string name, std::string label, std::string summary, double fallback,
                         double minimum, double maximum, bool logarithmic) {
  return {.name = std::move(name),
          .label = std::move(label),
          .summary = std::move(summary),
          .kind = SettingKind::real,
          .fallback = fallback,
          .minimum = minimum,
          .maximum = maximum,
          .logarithmic = logarithmic,
          .unit = {},
          .choices = {},
          .usual_minimum = minimum,
          .usual_maximum = maximum};
}

SettingInfo with_usual_range(SettingInfo info, double usual_minimum, double usual_maximum) {
  info.usual_minimum = usual_minimum;
  info.usual_maximum = usual_maximum;
  return info;
}

SettingInfo integer_setting(std::string name, std::string label, std::string summary, std::int64_t fallback,
                            std::int64_t minimum, std::int64_t maximum) {
  auto info = real_setting(std::move(name), std::move(label), std::move(summary), 0.0,
                           static_cast<double>(minimum), static_cast<double>(maximum));
  info.kind = SettingKind::integer;
  info.fallback = fallback;
  return info;
}

SettingInfo flag_setting(std::string name, std::string label, std::string summary, bool fallback) {
  auto info = real_setting(std::move(name), std::move(label), std::move(summary), 0.0, 0.0, 1.0);
  info.kind = SettingKind::flag;
  info.fallback = fallback;
  return info;
}

SettingInfo choice_setting(std::string name, std::string label, std::string summary,
                           std::vector<std::string> choices) {
  assert(!choices.empty());
  auto info = real_setting(std::move(name), std::move(label), std::move(summary), 0.0, 0.0, 0.0);
  info.kind = SettingKind::choice;
  info.fallback = choices.front();
  info.choices = std::move(choices);
  return info;
}

SettingInfo path_setting(std::string name, std::string label, std::string summary) {
  auto info = real_setting(std::move(name), std::move(label), std::move(summary), 0.0, 0.0, 0.0);
  info.kind = SettingKind::path;
  info.fallback = std::string{};
  return info;
}

SettingInfo optional_path_setting(std::string name, std::string label, std::string summary) {
  SettingInfo info = path_setting(std::move(name), std::move(label), std::move(summary));
  info.optional = true;
  return info;
}

SettingInfo text_setting(std::string name, std::string label, std::string summary, std::string fallback) {
  auto info = path_setting(std::move(name), std::move(label), std::move(summary));
  info.kind = SettingKind::text;
  info.fallback = std::move(fallback);
  return info;
}

SettingInfo json_setting(std::string name, std::string label, std::string summary, std::string fallback) {
  auto info = text_setting(std::move(name), std::move(label), std::move(summary), std::move(fallback));
  info.kind = SettingKind::json;
  return info;
}

void Settings::set(std::string_view name, SettingValue value) {
  values_.insert_or_assign(std::string(name), std::move(value));
}

bool Settings::has(std::string_view name) const {
  return values_.find(name) != values_.end();
}

bool Settings::flag(std::string_view name) const {
  return std::get<bool>(values_.find(name)->second);
}

std::int64_t Settings::integer(std::string_view name) const {
  return std::get<std::int64_t>(values_.find(name)->second);
}

double Settings::real(std::string_view name) const {
  return std::get<double>(values_.find(name)->second);
}

const std::string& Settings::text(std::string_view name) const {
  return std::get<std::string>(values_.find(name)->second);
}

Settings checked(std::span<const SettingInfo> infos, const Settings& given, const std::string& place) {
  std::vector<std::string> known;
  for (const auto& info : infos) known.push_back(info.name);
  for (const auto& given_value : given.values()) {
    const std::string& name = given_value.first;
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw UnknownKey(place + "." + name, name, known);
  }
  Settings result;
  for (const auto& info : infos) {
    const auto found = given.values().find(info.name);
    result.set(info.name, found == given.values().end()
                              ? info.fallback
                              : checked_value(info, found->second, place + "." + info.name));
  }
  return result;
}

}  // namespace lfp
