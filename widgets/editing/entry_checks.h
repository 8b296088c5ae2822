#pragma once

#include "core/base/registry.h"
#include "widgets/controls/settings_form.h"

#include <utility>

namespace lfp {

/// The entry's own check for a form: places begin with the setting's name, without what it is a setting of.
/// `more` is called as well once the entry's own check has passed; it may be empty.
inline SettingsForm::Check entry_check(const EntryInfo& info, SettingsForm::Check more = {}) {
  return [&info, more = std::move(more)](const Settings& settings) {
    const std::string here = "x";
    try {
      if (info.check) info.check(settings, here);
      if (more) more(settings);
    } catch (const Error& error) {
      const std::string& place = error.place();
      const bool is_below = place.starts_with(here + ".");
      throw Error(is_below ? place.substr(here.size() + 1) : std::string(), error.problem(), error.remedy());
    }
  };
}

}  // namespace lfp
