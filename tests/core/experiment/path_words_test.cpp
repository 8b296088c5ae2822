#include "core/experiment/path_words.h"

#include <gtest/gtest.h>

namespace lfp::test::path_words_test {
namespace {

using Words = std::vector<std::string>;

TEST(PathWords, AreKeysAndIndicesInEitherSpelling) {
  EXPECT_EQ(path_words("runs[0].rule.epsilon"), (Words{"runs", "0", "rule", "epsilon"}));
  EXPECT_EQ(path_words("runs.0.rule.epsilon"), path_words("runs[0].rule.epsilon"));
  EXPECT_EQ(path_words("seed"), Words{"seed"});
  EXPECT_EQ(path_words("a..b"), (Words{"a", "", "b"}));
}

}  // namespace
}  // namespace lfp::test::path_words_test
