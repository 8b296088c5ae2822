#include "app/headless/entry_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <variant>

namespace lfp {
namespace {

using Row = std::vector<std::string>;

/// Characters as seen: bytes of UTF-8 without the following ones and without combining accents.
std::size_t width(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_accent = byte == 0xCC || (byte == 0xCD && i + 1 < text.size() &&
                                            static_cast<unsigned char>(text[i + 1]) < 0xB0);
    if ((byte & 0xC0U) != 0x80U && !is_accent) ++count;
  }
  return count;
}

/// How wide each column has to be.
std::vector<std::size_t> widths(const std::vector<Row>& rows) {
  std::vector<std::size_t> result;
  for (const auto& row : rows) {
    result.resize(std::max(result.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) result[i] = std::max(result[i], width(row[i]));
  }
  return result;
}

std::string line(const std::string& indent, const Row& row, const std::vector<std::size_t>& columns) {
  std::string text = indent;
  for (std::size_t i = 0; i < row.size(); ++i) {
    text += row[i];
    if (i + 1 < row.size()) text.append(columns[i] - width(row[i]) + 2, ' ');
  }
  text.resize(text.find_last_not_of(' ') + 1);
  return text + "\n";
}

std::string short_number(double value) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6).ptr;
  return {text.data(), end};
}

struct FallbackText {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return short_number(value); }
  std::string operator()(const std::string& value) const { return value.empty() ? "none" : value; }
};

std::string range(const SettingInfo& setting) {
  switch (setting.kind) {
    case SettingKind::flag:
      return "true or false";
    case SettingKind::path:
      return "a file or folder";
    case SettingKind::text:
      return "a text";
    case SettingKind::json:
      return "a JSON value";
    case SettingKind::choice: {
      std::string text;
      for (const auto& choice : setting.choices) text += (text.empty() ? "" : ", ") + choice;
      return text;
    }
    case SettingKind::integer:
    case SettingKind::real:
      return short_number(setting.minimum) + " to " + short_number(setting.maximum);
  }
  return {};
}

/// JSON is too long for a column of its own.
std::string fallback(const SettingInfo& setting) {
  if (setting.kind == SettingKind::json) return "default: an example";
  return "default " + std::visit(FallbackText{}, setting.fallback);
}

Row setting_row(const SettingInfo& setting) {
  return {setting.name, range(setting), fallback(setting), setting.summary};
}

/// "[spiking, no derivative]"; nothing without tags.
std::string tags(const EntryInfo& info) {
  std::string text;
  for (const auto& tag : info.tags) text += (text.empty() ? " [" : ", ") + tag;
  return text.empty() ? text : text + "]";
}

/// "alpha_beta_1_0  preset  alpha = 1, beta = 0"
Row preset_row(const Preset& preset) {
  std::string text;
  for (const auto& [name, value] : preset.settings.values())
    text += (text.empty() ? "" : ", ") + name + " = " + std::visit(FallbackText{}, value);
  return {preset.name, "preset", text};
}

Row entry_row(const EntryInfo& info) {
  return {info.name, info.label, info.summary + tags(info)};
}

}  // namespace

std::string entry_table(const std::vector<EntryInfo>& entries) {
  std::vector<Row> rows;
  std::vector<Row> settings;
  for (const auto& entry : entries) {
    rows.push_back(entry_row(entry));
    for (const auto& setting : entry.settings) settings.push_back(setting_row(setting));
    for (const auto& preset : entry.presets) settings.push_back(preset_row(preset));
  }
  const auto columns = widths(rows);
  const auto setting_columns = widths(settings);
  std::string text;
  for (const auto& entry : entries) {
    text += line("", entry_row(entry), columns);
    for (const auto& setting : entry.settings) text += line("    ", setting_row(setting), setting_columns);
    for (const auto& preset : entry.presets) text += line("    ", preset_row(preset), setting_columns);
  }
  return text;
}

}  // namespace lfp
