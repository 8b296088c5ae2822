#include "app/headless/list_command.h"

#include "app/documents/examples.h"
#include "app/headless/core_texts.h"
#include "core/activations/activation.h"
#include "core/data/dataset.h"
#include "core/exchange/weight_formats.h"
#include "core/feedback/feedback_function.h"
#include "core/files/csv_text.h"
#include "core/layers/initialiser.h"
#include "core/layers/layer_entry.h"
#include "core/network/presets.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"
#include "widgets/views/view_entry.h"

#include <algorithm>
#include <array>
#include <cstdio>
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

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g", value);
  return text.data();
}

struct FallbackText {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return number(value); }
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
      return number(setting.minimum) + " to " + number(setting.maximum);
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

template <class Registered>
std::string entries_text(const std::vector<Registered>& entries) {
  std::vector<Row> rows;
  std::vector<Row> settings;
  for (const auto& entry : entries) {
    rows.push_back(entry_row(entry.info));
    for (const auto& setting : entry.info.settings) settings.push_back(setting_row(setting));
    for (const auto& preset : entry.info.presets) settings.push_back(preset_row(preset));
  }
  const auto columns = widths(rows);
  const auto setting_columns = widths(settings);
  std::string text;
  for (const auto& entry : entries) {
    text += line("", entry_row(entry.info), columns);
    for (const auto& setting : entry.info.settings)
      text += line("    ", setting_row(setting), setting_columns);
    for (const auto& preset : entry.info.presets) text += line("    ", preset_row(preset), setting_columns);
  }
  return text;
}

std::string rows_text(const std::vector<Row>& rows) {
  std::string text;
  for (const auto& row : rows) text += line("", row, widths(rows));
  return text;
}

std::string initialisers_text() {
  std::vector<Row> rows;
  for (const auto& name : initialiser_names()) rows.push_back({name});
  return rows_text(rows);
}

std::string formats_text() {
  std::vector<Row> rows;
  for (const auto& format : weight_formats())
    rows.push_back(
        {format.name, "." + format.ending, format.summary + (format.decode ? "" : " (for writing only)")});
  return rows_text(rows);
}

std::string views_text() {
  std::vector<Row> rows;
  for (const auto& view : view_entries())
    rows.push_back({view.name.toStdString(), view.title.toStdString(), view.summary.toStdString()});
  return rows_text(rows);
}

std::string examples_text() {
  std::vector<Row> rows;
  for (const auto& example : examples())
    rows.push_back({example.name.toStdString(), example.title.toStdString(), example.summary.toStdString()});
  return rows_text(rows);
}

struct Listing {
  std::string name;
  std::string (*text)();
};

const std::vector<Listing>& listings() {
  static const std::vector<Listing> all = {
      {"rules", [] { return entries_text(rule_entries()); }},
      {"feedback", [] { return entries_text(feedback_entries()); }},
      {"layers", [] { return entries_text(layer_entries()); }},
      {"activations", [] { return entries_text(activation_entries()); }},
      {"datasets", [] { return entries_text(dataset_entries()); }},
      {"optimisers", [] { return entries_text(optimiser_entries()); }},
      {"schedules", [] { return entries_text(schedule_entries()); }},
      {"formats", formats_text},
      {"networks", [] { return entries_text(preset_entries()); }},
      {"initialisers", initialisers_text},
      {"views", views_text},
      {"examples", examples_text},
      {"texts", core_texts},
  };
  return all;
}

}  // namespace

const std::vector<std::string>& listable_things() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& listing : listings()) all.push_back(listing.name);
    return all;
  }();
  return names;
}

std::string list_text(const std::string& what) {
  for (const auto& listing : listings())
    if (listing.name == what) return listing.text();
  return {};
}

}  // namespace lfp
