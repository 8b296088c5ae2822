#include "core/data/csv/number_text.h"

#include "core/files/csv_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::number_text_test {
namespace {

constexpr auto point = DecimalMark::point;
constexpr auto comma = DecimalMark::comma;

std::optional<double> value(std::string_view text, DecimalMark mark) {
  const auto number = written_number(text, mark);
  return number ? std::optional(number->value) : std::nullopt;
}

TEST(NumberText, PlainNumbersAreTheSameWithBothMarks) {
  for (const auto mark : {point, comma}) {
    EXPECT_EQ(value("12", mark), 12.0);
    EXPECT_EQ(value("-7", mark), -7.0);
    EXPECT_EQ(value("+7", mark), 7.0);
    EXPECT_EQ(value("\xE2\x88\x92"
                    "7",
                    mark),
              -7.0);
    EXPECT_EQ(value("1e3", mark), 1000.0);
    EXPECT_EQ(value("1 234", mark), 1234.0);
    EXPECT_EQ(value("0012", mark), 12.0);
  }
}

TEST(NumberText, MarksDecideWhatIsADecimal) {
  EXPECT_EQ(value("1.5", point), 1.5);
  EXPECT_EQ(value("1,5", comma), 1.5);
  EXPECT_EQ(value(",5", comma), 0.5);
  EXPECT_EQ(value("5,", comma), 5.0);
  EXPECT_EQ(value("1,5e-3", comma), 0.0015);
  EXPECT_EQ(value("1,234", comma), 1.234);
  EXPECT_EQ(value("1,234", point), 1234.0);
  EXPECT_EQ(value("0,123", comma), 0.123);
  for (const auto* text : {"1,5", "0,123", "12,34", "1234,567"})
    EXPECT_EQ(value(text, point), std::nullopt) << text;
  for (const auto* text : {"1.5", "0.123", "12.34", "1234.567"})
    EXPECT_EQ(value(text, comma), std::nullopt) << text;
}

TEST(NumberText, ThousandsAreSetApartInManyWays) {
  for (const auto* text : {"1.234.567,5", "1 234 567,5",
                           "1\xC2\xA0"
                           "234\xC2\xA0"
                           "567,5",
                           "1\xE2\x80\xAF"
                           "234\xE2\x80\xAF"
                           "567,5",
                           "1'234'567,5", "1’234’567,5"})
    EXPECT_EQ(value(text, comma), 1234567.5) << text;
  for (const auto* text : {"1,234,567.5", "1 234 567.5", "1'234'567.5", "12,34,567.5"})
    EXPECT_TRUE(value(text, point)) << text;
  EXPECT_EQ(value("12,34,567.5", point), 1234567.5);
  EXPECT_EQ(value("-1.234,5", comma), -1234.5);
}

TEST(NumberText, OtherTextsAreNone) {
  for (const auto mark : {point, comma})
    for (const auto* text :
         {"",        " ",      "-",     "+",       ".",     ",",           "1 2",         "1 23",
          "12 3456", "1  234", "0 123", "1.2.3",   "1,2,3", "1.234,567.8", "1,234.567,8", "1'234 567",
          "12 cm",   "5 %",    "€5",    "1e",      "e5",    "--1",         "+-1",         "0x10",
          "inf",     "nan",    "1e99",  "1 234e2", "12:30", "2020-01-01",  "01.02.2020",  "١٢"})
      EXPECT_EQ(value(text, mark), std::nullopt) << text;
}

TEST(NumberText, SaysWhetherMarksWereThere) {
  EXPECT_TRUE(written_number("1,5", comma)->has_mark);
  EXPECT_FALSE(written_number("1,5", comma)->is_grouped);
  EXPECT_TRUE(written_number("1.234", comma)->is_grouped);
  EXPECT_FALSE(written_number("1.234", comma)->has_mark);
}

TEST(NumberText, UnitsBesideNumbers) {
  EXPECT_EQ(unit_beside_number("12,5 %"), "%");
  EXPECT_EQ(unit_beside_number("€ 1.234,50"), "€");
  EXPECT_EQ(unit_beside_number("-$5"), "$");
  EXPECT_EQ(unit_beside_number("12 cm"), "cm");
  for (const auto* text : {"", "12", "-3", "cm", "A12", "2020-01-01", "1.2.3 m"})
    EXPECT_EQ(unit_beside_number(text), "") << text;
  EXPECT_TRUE(is_unit_of_numbers("%"));
  EXPECT_TRUE(is_unit_of_numbers("°C"));
  EXPECT_FALSE(is_unit_of_numbers("cm"));
}

/// Any number, written with that decimal mark and those marks between thousands, is read back to the bit.
RC_GTEST_PROP(NumberText, WhatIsWrittenIsReadBack, ()) {
  const auto mark = *rc::gen::element(point, comma);
  const auto group = *rc::gen::element<std::string>("", " ", "'", "\xC2\xA0", mark == point ? "," : ".");
  const auto whole = std::to_string(*rc::gen::inRange<std::int64_t>(0, 1000000000));
  const auto decimals = *rc::gen::container<std::string>(rc::gen::inRange('0', ':'));
  const bool is_negative = *rc::gen::arbitrary<bool>();

  std::string text = is_negative ? "-" : "";
  for (std::size_t at = 0; at < whole.size(); ++at)
    text += (at > 0 && (whole.size() - at) % 3 == 0 ? group : "") + whole[at];
  std::string tidy = (is_negative ? "-" : "") + whole;
  if (!decimals.empty()) {
    text += (mark == point ? "." : ",") + decimals;
    tidy += "." + decimals;
  }
  RC_ASSERT(value(text, mark) == std::optional(std::stod(tidy)));
}

}  // namespace
}  // namespace lfp::test::number_text_test
