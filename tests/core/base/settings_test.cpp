#include "core/base/settings.h"

#include "tests/support/error_text.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::settings_test {
namespace {

std::vector<SettingInfo> infos() {
  return {real_setting("rate", "η", "How fast.", 0.1, 0.0, 10.0, true),
          integer_setting("units", "Units", "How many.", 8, 1, 1000),
          flag_setting("bias", "Bias", "Whether there is one.", true),
          choice_setting("scale", "Scale", "Which one.", {"linear", "log"}),
          text_setting("formula", "Formula", "Which one.", "o")};
}

Settings checked_with(const std::string& name, SettingValue value) {
  Settings given;
  given.set(name, std::move(value));
  return checked(infos(), given, "runs[0].rule");
}

std::string refusal_of(const std::string& name, const SettingValue& value) {
  return error_text([&] { checked_with(name, value); });
}

TEST(settings, take_the_fallbacks_where_nothing_is_given) {
  const Settings all = checked(infos(), {}, "rule");
  EXPECT_EQ(all.values().size(), 5U);
  EXPECT_EQ(all.real("rate"), 0.1);
  EXPECT_EQ(all.integer("units"), 8);
  EXPECT_TRUE(all.flag("bias"));
  EXPECT_EQ(all.text("scale"), "linear") << "the first choice";
  EXPECT_EQ(all.text("formula"), "o");
}

TEST(settings, keep_what_is_given) {
  EXPECT_EQ(checked_with("rate", 2.5).real("rate"), 2.5);
  EXPECT_EQ(checked_with("rate", 0.1).integer("units"), 8) << "the others keep their fallbacks";
  EXPECT_EQ(checked_with("scale", std::string("log")).text("scale"), "log");
  EXPECT_FALSE(checked_with("bias", false).flag("bias"));
}

TEST(settings, widen_whole_numbers_where_a_real_one_is_due_and_never_the_other_way) {
  EXPECT_EQ(checked_with("rate", std::int64_t{3}).real("rate"), 3.0);
  EXPECT_NE(refusal_of("units", 3.0).find("runs[0].rule.units"), std::string::npos);
}

TEST(settings, include_both_ends_of_a_range) {
  EXPECT_EQ(checked_with("rate", 0.0).real("rate"), 0.0);
  EXPECT_EQ(checked_with("units", std::int64_t{1000}).integer("units"), 1000);
  EXPECT_NE(refusal_of("units", std::int64_t{1001}).find("a whole number from 1 to 1000"), std::string::npos);
  EXPECT_NE(refusal_of("rate", -1e-9).find("a number from 0 to 10"), std::string::npos);
  EXPECT_NE(refusal_of("rate", std::nan("")), "");
  EXPECT_NE(refusal_of("rate", std::numeric_limits<double>::infinity()), "");
}

TEST(settings, refuse_other_types_and_name_the_right_one) {
  EXPECT_NE(refusal_of("bias", std::int64_t{1}).find("true or false"), std::string::npos);
  EXPECT_NE(refusal_of("rate", std::string("fast")).find("a number from 0 to 10"), std::string::npos);
  EXPECT_NE(refusal_of("formula", 1.0).find("a text"), std::string::npos);
}

TEST(settings, answer_a_misspelt_name_or_choice_with_the_one_that_was_meant) {
  EXPECT_NE(refusal_of("raet", 0.1).find("Did you mean rate?"), std::string::npos);
  EXPECT_NE(refusal_of("scale", std::string("logg")).find("Did you mean log?"), std::string::npos);
}

TEST(settings, have_a_usual_range_within_the_permitted_one) {
  const SettingInfo plain = real_setting("rate", "η", "How fast.", 0.1, 0.0, 10.0);
  EXPECT_EQ(plain.usual_minimum, 0.0);
  EXPECT_EQ(plain.usual_maximum, 10.0);
  const SettingInfo usual = with_usual_range(plain, 0.01, 1.0);
  EXPECT_EQ(usual.usual_maximum, 1.0);
  EXPECT_EQ(usual.maximum, 10.0) << "typing may still go there";
}

}  // namespace
}  // namespace lfp::test::settings_test
