#pragma once

#include "core/data/dataset.h"
#include "tests/support/error_text.h"
#include "tests/support/temporary_folder.h"

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace lfp::test {

Settings with(std::initializer_list<std::pair<const char*, SettingValue>> values);

std::shared_ptr<const Dataset> load(const std::string& kind, const Settings& settings = {},
                                    const std::filesystem::path& folder = {}, std::uint64_t seed = 7);

/// The message says all of `parts`, in any order.
void expect_says(const std::string& message, std::initializer_list<std::string> parts);

}  // namespace lfp::test
