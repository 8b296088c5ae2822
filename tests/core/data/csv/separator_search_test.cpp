#include "core/data/csv/separator_search.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace lfp::test::separator_search_test {
namespace {

RowSize size_of(std::size_t fields, std::size_t filled) {
  return {.fields = fields, .filled = filled};
}

TEST(separator_search, finds_what_stands_between_the_numbers) {
  EXPECT_EQ(find_separator("a,b\n1,2\n3,4\n"), Separator{.letter = ','});
  EXPECT_EQ(find_separator("a;b\n1;2\n3;4\n"), Separator{.letter = ';'});
  EXPECT_EQ(find_separator("a\tb\n1\t2\n3\t4\n"), Separator{.letter = '\t'});
  EXPECT_EQ(find_separator("a|b\n1|2\n3|4\n"), Separator{.letter = '|'});
  EXPECT_EQ(find_separator("1   2\n3 4\n"), (Separator{.letter = ' ', .repeats = true}));
  EXPECT_EQ(find_separator("a:b\n1:2\n3:4\n"), Separator{.letter = ':'})
      << "where no usual one makes columns";
}

TEST(separator_search, takes_commas_for_decimal_marks_where_semicolons_separate) {
  EXPECT_EQ(find_separator("x;y\n1,5;2,5\n3,5;4,5\n"), Separator{.letter = ';'});
}

TEST(separator_search, leaves_blanks_within_texts_alone) {
  EXPECT_EQ(find_separator("name,size\nblue whale,30\nred fox,1\n"), Separator{.letter = ','});
}

TEST(separator_search, chooses_a_comma_where_nothing_makes_columns) {
  EXPECT_EQ(find_separator("1\n2\n3\n"), Separator{});
  EXPECT_EQ(find_separator(""), Separator{});
}

TEST(common_width, is_what_most_rows_fit) {
  EXPECT_EQ(common_width({}), 0U);
  EXPECT_EQ(common_width({size_of(3, 3), size_of(3, 3), size_of(2, 2)}), 3U);
  EXPECT_EQ(common_width({size_of(4, 3), size_of(3, 3)}), 3U) << "an empty field at the end is no column";
  EXPECT_EQ(common_width({size_of(3, 1), size_of(3, 2)}), 2U) << "the smallest that all fit";
}

TEST(looks_like_table, asks_for_columns_with_numbers_in_nearly_all_rows) {
  EXPECT_TRUE(looks_like_table("a,b\n1,2\n3,4\n"));
  EXPECT_FALSE(looks_like_table("1\n2\n3\n")) << "one column";
  EXPECT_FALSE(looks_like_table("a,b\nc,d\n")) << "no numbers";
  EXPECT_FALSE(looks_like_table("a,b\n")) << "one row";
  EXPECT_FALSE(looks_like_table("a,b\n1,2\n3\n4\n5\n")) << "rows of other lengths";
}

TEST(separators, are_named_as_in_settings_and_described_as_in_messages) {
  for (const auto& [name, text] : {std::pair{"comma", "`,`"},
                                   {"semicolon", "`;`"},
                                   {"tab", "tabs"},
                                   {"pipe", "`|`"},
                                   {"whitespace", "blanks"}})
    EXPECT_EQ(separator_text(named_separator(name)), text) << name;
  EXPECT_EQ(separator_text({.letter = '\t', .repeats = true}), "one or several tabs");
}

}  // namespace
}  // namespace lfp::test::separator_search_test
