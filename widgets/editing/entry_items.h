#pragma once

#include "core/base/registry.h"
#include "widgets/controls/choice_field.h"
#include "widgets/style/core_text.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <algorithm>
#include <string_view>
#include <vector>

namespace lfp {

/// "spiking, no derivative"
inline QString tags_text(const EntryInfo& info) {
  QStringList tags;
  for (const std::string& tag : info.tags) tags << core_text(tag);
  return tags.join(QStringLiteral(", "));
}

inline ChoiceItem choice_item(const EntryInfo& info) {
  return {QString::fromStdString(info.name), core_text(info.label), core_text(info.summary), tags_text(info)};
}

/// What a list of registered entries offers to choose from.
template <class Registered>
QList<ChoiceItem> choice_items(const std::vector<Registered>& entries) {
  QList<ChoiceItem> items;
  for (const auto& entry : entries) items.append(choice_item(entry.info));
  return items;
}

/// The entry of that name; null if there is none.
template <class Registered>
const Registered* find_registered(const std::vector<Registered>& entries, std::string_view name) {
  const auto entry = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& known) { return known.info.name == name; });
  return entry == entries.end() ? nullptr : &*entry;
}

/// The description of the entry of that name; null if there is none.
template <class Registered>
const EntryInfo* entry_info(const std::vector<Registered>& entries, std::string_view name) {
  const Registered* entry = find_registered(entries, name);
  return entry ? &entry->info : nullptr;
}

/// The entry with its fallbacks.
inline Choice default_choice(const EntryInfo& info) {
  return {.name = info.name, .settings = checked(info.settings, {}, info.name)};
}

}  // namespace lfp
