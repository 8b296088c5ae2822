#include "core/files/json_text.h"

#include "tests/support/error_text.h"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace lfp::test::json_text_test {
namespace {

const std::string source = "a.json";

TEST(parse_json, names_line_and_column_of_what_is_no_json) {
  const std::string text = error_text([] { parse_json("{\n  \"a\": 1,\n  b\n}", source, "experiment"); });
  EXPECT_NE(text.find("a.json, line 3, column 3"), std::string::npos) << text;
}

TEST(parse_json, refuses_a_key_that_would_hide_another) {
  const std::string text = error_text([] { parse_json(R"({"a": {"b": 1, "b": 2}})", source, "experiment"); });
  EXPECT_NE(text.find("\"b\" comes twice"), std::string::npos) << text;
  EXPECT_NO_THROW(parse_json(R"({"a": {"b": 1}, "c": {"b": 2}})", source, "experiment"));
}

TEST(read_json, throws_or_discards_what_is_no_json) {
  EXPECT_EQ(read_json(R"({"b": 1, "a": 2})").at("a"), 2);
  EXPECT_THROW(read_json("{"), nlohmann::json::exception);
  EXPECT_THROW(read_ordered_json("{"), nlohmann::json::exception);
  EXPECT_TRUE(read_json_if_valid("{").is_discarded());
  EXPECT_TRUE(read_ordered_json_if_valid("{").is_discarded());
  EXPECT_FALSE(read_json_if_valid("1").is_discarded());
}

TEST(json_text, keeps_the_order_of_keys_only_where_it_was_asked_for) {
  const std::string text = R"({"b":1,"a":2})";
  EXPECT_EQ(json_text(read_ordered_json(text)), text);
  EXPECT_EQ(json_text(read_json(text)), R"({"a":2,"b":1})");
  EXPECT_EQ(json_text(read_ordered_json("[1]"), 2), "[\n  1\n]");
}

TEST(json_text, replaces_what_is_no_utf_8) {
  EXPECT_EQ(json_text(nlohmann::json("a\xff")), "\"a\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace lfp::test::json_text_test
