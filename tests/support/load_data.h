#pragma once

#include "core/data/dataset.h"
#include "tests/support/error_text.h"
#include "tests/support/temporary_folder.h"

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace lfp {

inline Settings with(std::initializer_list<std::pair<const char*, SettingValue>> values) {
  Settings settings;
  for (const auto& [name, value] : values) settings.set(name, value);
  return settings;
}

inline std::shared_ptr<const Dataset> load(const std::string& kind, const Settings& settings = {},
                                           const std::filesystem::path& folder = {}, std::uint64_t seed = 7) {
  return load_dataset({.name = kind, .settings = settings}, {.seed = seed, .folder = folder});
}

/// The message says all of `parts`, in any order.
inline void expect_says(const std::string& message, std::initializer_list<std::string> parts) {
  for (const auto& part : parts)
    EXPECT_NE(message.find(part), std::string::npos) << "\"" << message << "\"\nlacks: " << part;
}

}  // namespace lfp
