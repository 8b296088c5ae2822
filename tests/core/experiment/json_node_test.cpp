#include "core/experiment/json_node.h"

#include "core/files/json_text.h"
#include "tests/support/error_text.h"

#include <string>

#include <gtest/gtest.h>

namespace lfp::test::json_node_test {
namespace {

const std::string source = "a.json";

/// The message of what `ask` asks the document.
template <class Ask>
std::string refusal(const std::string& text, const Ask& ask) {
  const auto document = parse_json(text, source, "experiment");
  return error_text([&] { ask(JsonNode(document, source)); });
}

TEST(json_node, names_the_file_and_the_path) {
  const auto document = parse_json(R"({"runs": [{}, {"rule": {"epsilon": 1}}]})", source, "experiment");
  const JsonNode node(document, source);
  EXPECT_EQ(node.place(), "a.json");
  EXPECT_EQ(node.at("runs").at(std::size_t{1}).at("rule").at("epsilon").place(),
            "a.json: runs[1].rule.epsilon");
  const std::string nowhere;
  EXPECT_EQ(JsonNode(document, nowhere).place(), "experiment") << "a document that comes from no file";
  EXPECT_EQ(JsonNode(document, nowhere, "study").at("runs").place(), "runs");
}

TEST(json_node, refuses_keys_that_are_missing_or_unknown) {
  const std::string missing = refusal(R"({"seed": 1})", [](const JsonNode& node) { node.at("runs"); });
  EXPECT_NE(missing.find("a.json: runs"), std::string::npos) << missing;
  EXPECT_NE(missing.find("missing"), std::string::npos) << missing;
  const std::string unknown = refusal(R"({"sede": 1})", [](const JsonNode& node) {
    node.object({"seed", "runs"});
  });
  EXPECT_NE(unknown.find("Did you mean seed?"), std::string::npos) << unknown;
  EXPECT_EQ(refusal(R"({"seed": 1})", [](const JsonNode& node) { node.object({"seed", "runs"}); }), "");
}

TEST(json_node, takes_null_for_a_key_that_is_not_there) {
  const auto document = parse_json(R"({"a": null, "b": 0})", source, "experiment");
  const JsonNode node(document, source);
  EXPECT_FALSE(node.has("a"));
  EXPECT_TRUE(node.has("b"));
  EXPECT_FALSE(node.has("c"));
}

TEST(json_node, counts_from_the_least_to_the_largest) {
  const auto count_of = [](const std::string& text) {
    return refusal(text, [](const JsonNode& node) { node.count(10, 2); });
  };
  EXPECT_EQ(count_of("2"), "");
  EXPECT_EQ(count_of("10"), "");
  for (const char* wrong : {"1", "11", "-3", "2.5", "\"3\"", "true", "1e99", "18446744073709551615"})
    EXPECT_NE(count_of(wrong).find("a whole number from 2 to 10"), std::string::npos) << wrong;
}

TEST(json_node, tells_numbers_flags_and_texts_apart) {
  const auto fraction = [](const JsonNode& node) { node.fraction(); };
  EXPECT_EQ(refusal("0", fraction), "");
  EXPECT_EQ(refusal("1", fraction), "");
  EXPECT_NE(refusal("1.01", fraction), "");
  const auto positive = [](const JsonNode& node) { node.positive(); };
  EXPECT_EQ(refusal("1e-9", positive), "");
  EXPECT_NE(refusal("0", positive).find("above 0"), std::string::npos);
  EXPECT_NE(refusal("1", [](const JsonNode& node) { node.flag(); }), "");
  EXPECT_NE(refusal("1", [](const JsonNode& node) { node.text(); }), "");
  EXPECT_NE(refusal("{}", [](const JsonNode& node) { node.list_size(); }), "");
  EXPECT_NE(refusal("\"meen\"",
                    [](const JsonNode& node) {
                      node.one_of({"mean", "sum"});
                    })
                .find("mean?"),
            std::string::npos);
}

TEST(json_node, gives_settings_the_types_of_their_values) {
  const auto document =
      parse_json(R"([true, 3, 2.5, "x", 18446744073709551615, {"a": 1}])", source, "experiment");
  const JsonNode list(document, source);
  const auto value = [&](std::size_t index, SettingKind kind) { return list.at(index).setting(kind); };
  EXPECT_EQ(value(0, SettingKind::flag), SettingValue(true));
  EXPECT_EQ(value(1, SettingKind::real), SettingValue(std::int64_t{3})) << "checked() widens it";
  EXPECT_EQ(value(2, SettingKind::real), SettingValue(2.5));
  EXPECT_EQ(value(3, SettingKind::text), SettingValue(std::string("x")));
  EXPECT_EQ(value(4, SettingKind::real), SettingValue(18446744073709551616.0))
      << "no whole number can hold it";
  EXPECT_EQ(value(5, SettingKind::json), SettingValue(std::string(R"({"a":1})")));
  EXPECT_NE(error_text([&] { value(5, SettingKind::text); }), "");
}

}  // namespace
}  // namespace lfp::test::json_node_test
