// What decides whether "1,234" is a thousand: the column itself, else the others, else nobody.

#include "tests/support/csv_fixture.h"

namespace lfp::test::column_reading_test {
namespace {

using Strings = std::vector<std::string>;

class DecimalMarks : public CsvFixture {
 protected:
  /// The inputs of a table of six rows, with two classes behind, in the order of the rows.
  std::vector<float> inputs(const std::vector<std::string>& rows, const Settings& settings = {}) const {
    return inputs_of(*read(table(rows), settings));
  }
  std::string refusal(const std::vector<std::string>& rows, const Settings& settings = {}) const {
    return error(table(rows), settings);
  }
  /// Numbers its rows in the first column, so that they can be told apart after the split.
  static std::string table(const std::vector<std::string>& rows) {
    std::string text;
    for (std::size_t row = 0; row < rows.size(); ++row)
      text += std::to_string(row) + ";" + rows[row] + ";" + (row % 2 == 0 ? "even" : "odd") + "\n";
    return text;
  }
  static std::vector<float> inputs_of(const Dataset& dataset) {
    std::vector<std::pair<float, float>> found;
    for (const auto* part : {&dataset.train, &dataset.test})
      for (std::int64_t row = 0; row < part->count(); ++row)
        found.emplace_back(part->input(row)[0], part->input(row)[1]);
    std::sort(found.begin(), found.end());
    std::vector<float> values;
    for (const auto& [number, value] : found) values.push_back(value);
    return values;
  }
};

const std::vector<std::string> could_be_both{"1,125", "2,250", "3,375", "4,500", "5,625", "6,750"};
const std::vector<float> as_decimals{1.125F, 2.25F, 3.375F, 4.5F, 5.625F, 6.75F};
const std::vector<float> as_thousands{1125.0F, 2250.0F, 3375.0F, 4500.0F, 5625.0F, 6750.0F};

std::vector<std::string> beside(std::vector<std::string> rows, const std::string& other) {
  for (auto& row : rows) row += ";" + other;
  return rows;
}

std::vector<std::string> with_points(std::vector<std::string> rows) {
  for (auto& row : rows) std::replace(row.begin(), row.end(), ',', '.');
  return rows;
}

TEST_F(DecimalMarks, ANumberOfTheColumnDecides) {
  EXPECT_EQ(inputs({"1,125", "2,250", "3,375", "0,500", "5,625", "6,750"})[0], 1.125F);
  EXPECT_EQ(inputs({"1,125", "2,250", "3,375", "0,5", "5,625", "6,750"})[0], 1.125F);
  EXPECT_EQ(inputs({"1,125", "2,250", "3,375", "7.5", "5,625", "6,750"})[0], 1125.0F);
  EXPECT_EQ(inputs({"1.125", "2.250", "3.375", "1.000.000", "5.625", "6.750"})[0], 1125.0F);
  EXPECT_EQ(inputs({"1.125", "2.250", "3.375", "1234.567", "5.625", "6.750"})[0], 1.125F);
}

TEST_F(DecimalMarks, OtherColumnsDecide) {
  EXPECT_EQ(inputs(beside(could_be_both, "0,5")), as_decimals);
  EXPECT_EQ(inputs(beside(could_be_both, "0.5")), as_thousands);
  EXPECT_EQ(inputs(beside(with_points(could_be_both), "0,5")), as_thousands);
  EXPECT_EQ(inputs(beside(with_points(could_be_both), "0.5")), as_decimals);
  expect_says(read(table(beside(with_points(could_be_both), "0,5")))->report.line(),
              {"decimal comma", "thousands set apart in \"column 2\"",
               "decimal mark of the other columns in \"column 2\""});
}

TEST_F(DecimalMarks, WhatNobodyDecidesIsRefused) {
  expect_says(refusal(could_be_both),
              {at("row 1, column \"column 2\""), "could be 1125 or 1.125", "\"decimal_mark\""});
  auto mixed = with_points(could_be_both);
  mixed[3] = "900";
  expect_says(refusal(mixed), {at("row 1, column \"column 2\""), "could be 1.125 or 1125"});
  expect_says(refusal(beside(could_be_both, "12 345")), {"could be"});
  // One column speaks for the comma, one for the point.
  expect_says(refusal(beside(could_be_both, "0,5;0.5")), {"could be"});
}

TEST_F(DecimalMarks, AColumnLeftOutNeedNotBeClear) {
  EXPECT_EQ(read(table(could_be_both), with({{"ignore", std::string("2")}}))->shape.size(), 1);
}

TEST_F(DecimalMarks, TheSettingDecides) {
  EXPECT_EQ(inputs(could_be_both, with({{"decimal_mark", std::string("comma")}})), as_decimals);
  EXPECT_EQ(inputs(could_be_both, with({{"decimal_mark", std::string("point")}})), as_thousands);
}

TEST_F(DecimalMarks, APointIsUsualWhereCommasSeparateOrAllHaveThreeDecimals) {
  const auto read_with = [&](const std::string& separator, std::vector<std::string> rows) {
    std::string text = table(rows);
    std::string replaced;
    for (const char letter : text) replaced += letter == ';' ? separator : std::string(1, letter);
    return read(replaced);
  };
  const auto rows = with_points(could_be_both);
  for (const std::string separator : {",", "  ", "\t", "|", ";"}) {
    const auto dataset = read_with(separator, rows);
    EXPECT_EQ(inputs_of(*dataset), as_decimals);
    expect_says(dataset->report.line(), {"decimal point in \"column 2\""});
    const bool is_doubted = separator != "," && separator != "  ";
    EXPECT_EQ(dataset->report.doubts.size(), is_doubted ? 1U : 0U);
    if (!is_doubted) continue;
    EXPECT_EQ(dataset->report.doubts.front(),
              "table.csv: \"1.125\" in column \"column 2\" is read as 1.125; if it is 1125, set "
              "\"decimal_mark\" to comma");
  }
  auto mixed = rows;
  mixed[3] = "900";
  expect_says(error_text([&] { read_with("\t", mixed); }), {"could be"});
}

TEST_F(DecimalMarks, BothInOneColumnAreRefused) {
  expect_says(refusal({"1,5", "2,5", "3,5", "4.5", "5,5", "6,5"}),
              {at("row 4, column \"column 2\""), "\"4.5\" is not a number with a decimal comma"});
}

TEST_F(DecimalMarks, EachColumnHasItsOwn) {
  const auto dataset = read(table(beside({"1,5", "2,5", "3,5", "4,5", "5,5", "6,5"}, "0.25")));
  EXPECT_EQ(dataset->train.input(0)[2], 0.25F);
  expect_says(dataset->report.line(), {"decimal comma in \"column 2\""});
}

TEST_F(DecimalMarks, LabelsFollowTheSameRules) {
  const auto dataset = read("x;y\n1;0,0\n2;0,5\n3;1,0\n4;0,0\n5;0,5\n6;1,0\n");
  EXPECT_TRUE(dataset->is_regression());
  expect_says(error("x;y\n1;1,125\n2;1,250\n3;1,125\n4;1,250\n"), {at("row 2, column \"y\""), "could be"});
}

TEST_F(DecimalMarks, TextWithCommasStaysText) {
  EXPECT_EQ(read("x;y\n1;sand, wet\n2;loam\n3;sand, wet\n4;loam\n")->class_names,
            (Strings{"loam", "sand, wet"}));
  EXPECT_EQ(read("x;y\n1;1,2,3\n2;4,5\n3;1,2,3\n4;loam\n5;4,5\n6;loam\n7;1,2,3\n8;loam\n")->class_names,
            (Strings{"1,2,3", "4,5", "loam"}));
}

TEST_F(DecimalMarks, NumbersWithAUnitAreNoClassesAndNoKinds) {
  const std::vector<std::string> shares{"5 %", "10 %", "15 %", "5 %", "10 %", "15 %"};
  expect_says(refusal(shares),
              {at("row 1, column \"column 2\""), "\"5 %\" is not a number", "without \"%\""});
  expect_says(refusal(shares, with({{"text_columns", std::string("one_hot")}})), {"written with \"%\""});
  const std::string label = "x,y\n1,5 €\n2,10 €\n3,5 €\n4,10 €\n";
  expect_says(error(label), {"dataset.label", "\"y\"", "\"€\"", "\"task\""});
  EXPECT_EQ(read(label, with({{"task", std::string("classification")}}))->classes, 2);
  EXPECT_EQ(read("x,y\n1,5 mm\n2,10 mm\n3,5 mm\n4,10 mm\n")->classes, 2);
}

}  // namespace
}  // namespace lfp::test::column_reading_test
