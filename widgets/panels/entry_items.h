#pragma once

#include "core/base/registry.h"
#include "widgets/controls/choice_field.h"

#include <QList>
#include <QString>
#include <algorithm>
#include <string_view>
#include <vector>

namespace lfp {

/// What a list of registered entries offers to choose from.
template <class Registered>
QList<ChoiceItem> choice_items(const std::vector<Registered>& entries) {
  QList<ChoiceItem> items;
  for (const auto& entry : entries)
    items.append({QString::fromStdString(entry.info.name), QString::fromStdString(entry.info.label),
                  QString::fromStdString(entry.info.summary)});
  return items;
}

/// The description of the entry of that name; null if there is none.
template <class Registered>
const EntryInfo* entry_info(const std::vector<Registered>& entries, std::string_view name) {
  const auto entry = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& known) { return known.info.name == name; });
  return entry == entries.end() ? nullptr : &entry->info;
}

/// The entry with its fallbacks.
inline Choice default_choice(const EntryInfo& info) {
  return {.name = info.name, .settings = checked(info.settings, {}, info.name)};
}

}  // namespace lfp
