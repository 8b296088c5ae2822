#include "core/data/only_classes.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::only_classes_test {
namespace {

using Labels = std::vector<std::int32_t>;

const std::vector<std::string> digits = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

TEST(only_classes, are_named_one_by_one_or_by_ranges) {
  EXPECT_EQ(named_classes("0-4", digits), (Labels{0, 1, 2, 3, 4}));
  EXPECT_EQ(named_classes(" 7 , 2, 8 - 9,2", digits), (Labels{2, 7, 8, 9}));
  EXPECT_EQ(named_classes("dog, cat", {"cat", "mouse", "dog"}), (Labels{0, 2}));
  EXPECT_EQ(named_classes("1-2, b", {"1-2", "1", "2", "b"}), (Labels{0, 3})) << "a name goes before a range";
}

TEST(only_classes, that_there_are_not_are_named) {
  EXPECT_THROW(named_classes("8-12", digits), Error);
  EXPECT_THROW(named_classes("cow, cat", {"cat", "dog"}), Error);
  EXPECT_THROW(named_classes("3", digits), Error) << "one class is nothing to learn";
  EXPECT_THROW(named_classes("3,,4", digits), Error);
}

Choice rendered(const std::string& only) {
  Choice choice{.name = "digits", .settings = {}};
  choice.settings.set("samples", std::int64_t{60});
  choice.settings.set("only_classes", only);
  return choice;
}

TEST(only_classes, are_numbered_anew_and_keep_their_samples) {
  const auto all = load_dataset(rendered(""), {.seed = 5, .folder = {}});
  const auto some = load_dataset(rendered("5-9"), {.seed = 5, .folder = {}});
  EXPECT_EQ(some->classes, 5);
  EXPECT_EQ(some->class_names, (std::vector<std::string>{"5", "6", "7", "8", "9"}));
  std::int64_t row = 0;
  for (std::int64_t sample = 0; sample < all->train.count(); ++sample) {
    const auto label = all->train.labels[static_cast<std::size_t>(sample)];
    if (label < 5) continue;
    ASSERT_LT(row, some->train.count());
    EXPECT_EQ(some->train.labels[static_cast<std::size_t>(row)], label - 5);
    EXPECT_TRUE(std::ranges::equal(some->train.input(row), all->train.input(sample)));
    ++row;
  }
  EXPECT_EQ(row, some->train.count());
}

}  // namespace
}  // namespace lfp::test::only_classes_test
