#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

const fs::path root = LFPLAB_SOURCE_DIR;

/// The line of folder_order.txt that each folder stands on.
using Order = std::map<std::string, int>;

Order order_of_folders() {
  std::ifstream file(root / "tests/house/folder_order.txt");
  Order order;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    ++number;
    std::istringstream words(line);
    for (std::string folder; words >> folder;)
      EXPECT_TRUE(order.emplace(folder, number).second) << folder << " is listed twice";
  }
  return order;
}

/// The listed folder that `file` ("core/rules/rule.h") belongs to; the end if there is none.
Order::const_iterator folder_of(const fs::path& file, const Order& order) {
  for (fs::path folder = file.parent_path(); !folder.empty(); folder = folder.parent_path())
    if (const auto found = order.find(folder.generic_string()); found != order.end()) return found;
  return order.end();
}

std::vector<fs::path> sources(std::initializer_list<const char*> tops = {"core", "widgets", "app"}) {
  std::vector<fs::path> files;
  for (const char* top : tops)
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const std::string ending = entry.path().extension().string();
      if (ending == ".h" || ending == ".cpp" || ending == ".def")
        files.push_back(entry.path().lexically_relative(root));
    }
  return files;
}

/// The names between the quotation marks or angle brackets of every #include.
std::vector<std::string> includes_of(const fs::path& file) {
  static const std::regex include(R"(^\s*#\s*include\s*["<]([^">]+)[">])");
  std::ifstream stream(root / file);
  std::vector<std::string> names;
  std::smatch match;
  for (std::string line; std::getline(stream, line);)
    if (line.find("include") != std::string::npos && std::regex_search(line, match, include))
      names.push_back(match[1].str());
  return names;
}

TEST(Folders, IncludeOnlyFoldersAboveThem) {
  const Order order = order_of_folders();
  std::size_t checked = 0;
  for (const fs::path& file : sources()) {
    const auto own = folder_of(file, order);
    if (own == order.end()) {
      ADD_FAILURE() << file.generic_string() << " lies in no folder of tests/house/folder_order.txt";
      continue;
    }
    for (const std::string& include : includes_of(file)) {
      const auto other = folder_of(include, order);
      if (other == order.end()) continue;
      ++checked;
      EXPECT_TRUE(other == own || other->second < own->second)
          << file.generic_string() << " includes " << include << ", but " << other->first
          << " does not lie above " << own->first << " in tests/house/folder_order.txt";
    }
  }
  EXPECT_GT(checked, 1000U) << "the includes could not be read";
}

TEST(Core, KnowsNeitherQtNorTheWindow) {
  static const std::regex foreign("Q[A-Z].*|Qt.*/.*|qcustomplot.h|widgets/.*|app/.*");
  for (const fs::path& file : sources()) {
    if (*file.begin() != "core") continue;
    for (const std::string& include : includes_of(file))
      EXPECT_FALSE(std::regex_match(include, foreign)) << file.generic_string() << " includes " << include;
  }
}

TEST(EverySourceFile, HasAtMost500Lines) {
  for (const fs::path& file : sources({"core", "widgets", "app", "tests"})) {
    std::ifstream stream(root / file);
    const auto lines = std::count(std::istreambuf_iterator<char>(stream), {}, '\n');
    EXPECT_LE(lines, 500) << file.generic_string() << ": one idea per file";
  }
}

}  // namespace
