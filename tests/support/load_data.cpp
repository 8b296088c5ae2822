#include "tests/support/load_data.h"

namespace lfp::test {

Settings with(std::initializer_list<std::pair<const char*, SettingValue>> values) {
  Settings settings;
  for (const auto& [name, value] : values) settings.set(name, value);
  return settings;
}

std::shared_ptr<const Dataset> load(const std::string& kind, const Settings& settings,
                                    const std::filesystem::path& folder, std::uint64_t seed) {
  return load_dataset({.name = kind, .settings = settings}, {.seed = seed, .folder = folder});
}

void expect_says(const std::string& message, std::initializer_list<std::string> parts) {
  for (const auto& part : parts)
    EXPECT_NE(message.find(part), std::string::npos) << "\"" << message << "\"\nlacks: " << part;
}

}  // namespace lfp::test
