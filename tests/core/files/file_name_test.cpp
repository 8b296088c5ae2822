#include "core/files/file_name.h"

#include <gtest/gtest.h>

namespace lfp::test::file_name_test {
namespace {

using Names = std::vector<std::string>;

TEST(FileName, KeepsWhatFileSystemsTake) {
  EXPECT_EQ(file_names(Names{"LFP-ε", "Gradient 0.1"}), (Names{"LFP-ε", "Gradient 0.1"}));
}

TEST(FileName, ReplacesWhatTheyDoNotTake) {
  EXPECT_EQ(file_names(Names{"../a/b", "c:d\n", ""}), (Names{"_.._a_b", "c_d_", "_"}));
}

TEST(FileName, NoTwoAreAlikeEvenWhereCaseDoesNotCount) {
  EXPECT_EQ(file_names(Names{"a/b", "a_b", "A:B"}), (Names{"a_b", "a_b-2", "A_B-3"}));
}

TEST(FileName, LongTitlesAreCutBetweenCharacters) {
  std::string title;
  for (int i = 0; i < 300; ++i) title += "ε";
  const auto name = file_names(Names{title}).front();
  EXPECT_LE(name.size(), 120U);
  EXPECT_EQ(name.size() % 2, 0U);
}

}  // namespace
}  // namespace lfp::test::file_name_test
