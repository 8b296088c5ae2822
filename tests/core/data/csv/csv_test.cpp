#include "tests/support/csv_fixture.h"

#include <cmath>
#include <set>

namespace lfp::test::csv_test {
namespace {

using Strings = std::vector<std::string>;

class Csv : public CsvFixture {
 protected:
  /// What is doubted of a table with these two classes; each stands in two rows.
  std::string doubts_of(const Strings& classes) const {
    std::string text = "x,kind\n";
    for (int row = 0; row < 4; ++row)
      text += std::to_string(row) + "," + classes[static_cast<std::size_t>(row % 2)] + "\n";
    const auto dataset = read(text);
    std::string all;
    for (const auto& doubt : dataset->report.doubts) all += doubt;
    return all;
  }
};

const std::string flowers =
    "length,width,kind\n"
    "1,2.5,rose\n"
    "2,-1e-1,iris\n"
    "3,+0.5,rose\n"
    "4,7,iris\n";
const std::vector<Strings> flower_samples{{"1.000", "2.500", "rose"},
                                          {"2.000", "-0.10", "iris"},
                                          {"3.000", "0.500", "rose"},
                                          {"4.000", "7.000", "iris"}};

TEST_F(Csv, FindsHeaderTypesAndTheLabelInTheLastColumn) {
  const auto dataset = read(flowers);
  EXPECT_EQ(dataset->name, "table");
  EXPECT_EQ(dataset->shape, Shape{.channels = 2});
  EXPECT_TRUE(dataset->is_planar());
  EXPECT_EQ(dataset->classes, 2);
  EXPECT_EQ(dataset->class_names, (Strings{"iris", "rose"}));
  EXPECT_EQ(samples(*dataset), flower_samples);
  EXPECT_EQ(dataset->train.count(), 2);  // each class is in both parts
}

TEST_F(Csv, ClassesCanStayInTheOrderOfTheFile) {
  const auto dataset = read(flowers, with({{"class_order", std::string("appearance")}}));
  EXPECT_EQ(dataset->class_names, (Strings{"rose", "iris"}));
  EXPECT_EQ(samples(*dataset), flower_samples);
}

TEST_F(Csv, EverySpellingOfTheFormatMeansTheSame) {
  const auto replaced = [](const std::string& from, const std::string& to) {
    std::string text = flowers;
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
    return text;
  };
  for (const std::string& text :
       {replaced(",", ";"), replaced(",", "\t"), replaced("\n", "\r\n"), replaced("\n", "\r"),
        replaced("\n", "\n\n"), replaced(",", " , "), "\xEF\xBB\xBF" + flowers,
        flowers.substr(0, flowers.size() - 1), replaced("rose", "\"rose\""), "\n\r\n" + flowers})
    EXPECT_EQ(samples(*read(text)), flower_samples) << text;
}

TEST_F(Csv, QuotedFieldsHoldSeparatorsQuotesAndLineBreaks) {
  const auto dataset = read("x,\"the \"\"kind\"\"\"\n1,\"a, b\"\n2,\"c\nd\"\n3,\"a, b\"\n\"4\",\"c\nd\"\n");
  EXPECT_EQ(dataset->class_names, (Strings{"a, b", "c\nd"}));
  EXPECT_EQ(samples(*dataset)[3], (Strings{"4.000", "c\nd"}));
}

TEST_F(Csv, DecimalCommasAreNotTakenForSeparators) {
  const auto dataset = read("a;b\n1,5;x\n2,5;y\n3,5;x\n4,25;y\n");
  EXPECT_EQ(samples(*dataset)[3], (Strings{"4.250", "y"}));
  EXPECT_EQ(dataset->report.line(), "read 4 rows, 2 columns; `;` between fields, decimal comma");
}

TEST_F(Csv, SeparatorCanBeForced) {
  EXPECT_EQ(read("a;b,c\n1;1,x\n2;2,y\n3;3,x\n4;4,y\n",
                 with({{"separator", std::string("comma")}, {"text_columns", std::string("one_hot")}}))
                ->shape.size(),
            4);
}

TEST_F(Csv, WithoutHeaderColumnsHaveNumbers) {
  const std::string headless = flowers.substr(flowers.find('\n') + 1);
  EXPECT_EQ(samples(*read(headless)), flower_samples);
  EXPECT_EQ(samples(*read(headless, with({{"label", std::string("3")}}))), flower_samples);
  EXPECT_EQ(
      read(headless, with({{"label", std::string("column 2")}, {"ignore", std::string("3")}}))->target_names,
      Strings{"column 2"});
}

TEST_F(Csv, HeaderCanBeForced) {
  EXPECT_EQ(samples(*read(flowers, with({{"header", std::string("yes")}}))), flower_samples);
  expect_says(error(flowers, with({{"header", std::string("no")}})),
              {at("row 1, column \"column 1\""), "\"length\" is not a number"});
  const auto numbers = read("1,2\n3,4\n5,6\n", with({{"header", std::string("yes")}}));
  EXPECT_EQ(numbers->target_names, Strings{"2"});
  EXPECT_EQ(numbers->train.count() + numbers->test.count(), 2);
}

TEST_F(Csv, LabelIsChosenByNameOrNumber) {
  for (const std::string label : {"length", "1"}) {
    const auto dataset =
        read(flowers,
             with({{"label", label}, {"ignore", std::string("kind")}, {"task", std::string("regression")}}));
    EXPECT_EQ(dataset->target_names, Strings{"length"});
    EXPECT_EQ(samples(*dataset).front(), (Strings{"-0.10", "2.000"}));
  }
  expect_says(error(flowers, with({{"label", std::string("colour")}})),
              {"dataset.label", "there is no column \"colour\"", "from 1 to 3", "length, width, kind"});
  expect_says(error(flowers, with({{"label", std::string("4")}})), {"dataset.label", "\"4\""});
  expect_says(error("a,a,b\n1,2,3\n4,5,6\n", with({{"label", std::string("a")}})),
              {"dataset.label", "several columns are called \"a\""});
}

TEST_F(Csv, ColumnsCanBeLeftOut) {
  const auto dataset = read(flowers, with({{"ignore", std::string("width")}}));
  EXPECT_EQ(dataset->shape.size(), 1);
  EXPECT_EQ(samples(*read(flowers, with({{"ignore", std::string(" 2 , ")}}))), samples(*dataset));
  expect_says(error(flowers, with({{"ignore", std::string("width, depth")}})),
              {"dataset.ignore", "\"depth\"", "length, width, kind"});
  expect_says(error(flowers, with({{"ignore", std::string("1, 2")}})), {"no column is left"});
}

TEST_F(Csv, NumbersAsLabelsAreClassesIfTheyAreFewAndWhole) {
  const auto classes = read("x,y\n1,10\n2,9\n3,10\n4,9\n");
  EXPECT_EQ(classes->class_names, (Strings{"9", "10"}));
  const auto same = read("x,y\n1,1\n2,0\n3,1.0\n4,0\n");
  EXPECT_EQ(same->class_names, (Strings{"0", "1"}));
  EXPECT_TRUE(read("x,y\n1,0.5\n2,1\n3,0.5\n4,1\n")->is_regression());
  EXPECT_TRUE(read("x,y\n1,3\n2,5\n3,6\n4,8\n")->is_regression());
}

TEST_F(Csv, TaskCanBeForced) {
  const std::string text = "x,y\n1,1\n2,0\n3,1\n4,0\n";
  EXPECT_FALSE(read(text)->is_regression());
  const auto regression = read(text, with({{"task", std::string("regression")}}));
  EXPECT_EQ(samples(*regression)[0], (Strings{"1.000", "1.000"}));
  const auto classes = read("x,y\n1,0.5\n2,1\n3,0.5\n4,1\n", with({{"task", std::string("classification")}}));
  EXPECT_EQ(classes->class_names, (Strings{"0.5", "1"}));
  expect_says(error(flowers, with({{"task", std::string("regression")}})),
              {"dataset.label", "\"kind\" holds text", "classification"});
}

TEST_F(Csv, TextInANumericColumnIsNamedByRowAndColumn) {
  expect_says(error("length,width,kind\n1,2,rose\n2,wide,iris\n3,4,rose\n4,5,iris\n"),
              {at("row 3, column \"width\""), "\"wide\" is not a number"});
  for (const std::string odd : {"1.2.3", "0x10", "inf", "1e99", "12 cm", "1 00", "--1", "+-1"})
    expect_says(error("x,y\n1,a\n" + odd + ",b\n3,a\n4,b\n"),
                {at("row 3, column \"x\""), "\"" + odd + "\" is not a number"});
}

TEST_F(Csv, MissingValuesAreNamedByRowAndColumn) {
  for (const std::string nothing : {"", "?", "NA", "NaN", "null", "\"\"", "  "})
    expect_says(error("length,width,kind\n1,2,rose\n2,3,iris\n3," + nothing + ",rose\n4,5,iris\n"),
                {at("row 4, column \"width\""), "the value is missing"});
  expect_says(error("length,kind\n1,rose\n2,\n3,rose\n"), {at("row 3, column \"kind\""), "missing"});
  expect_says(error("x,y\n1,1.5\n2,\n3,2.5\n"), {at("row 3, column \"y\""), "missing"});
}

TEST_F(Csv, RowsAreCountedAsAnEditorDoes) {
  expect_says(error("x,kind\n\n1,\"a\nb\"\n?,c\n2,c\n"), {at("row 5, column \"x\"")});
}

TEST_F(Csv, ColumnsOfTextAreRefusedOrTurnedIntoZerosAndOnes) {
  const std::string text = "size,colour,kind\n1,red,a\n2,blue,b\n3,red,a\n4,green,b\n";
  expect_says(error(text),
              {at("row 2, column \"colour\""), "\"red\" is not a number", "\"ignore\"", "one_hot"});
  const auto dataset = read(text, with({{"text_columns", std::string("one_hot")}}));
  EXPECT_EQ(samples(*dataset)[1], (Strings{"2.000", "1.000", "0.000", "0.000", "b"}));  // blue, green, red
  EXPECT_EQ(samples(*dataset)[2], (Strings{"3.000", "0.000", "0.000", "1.000", "a"}));
}

TEST_F(Csv, RowsOfAnotherLengthAreNamed) {
  expect_says(error("a,b,c\n1,2,x\n3,4\n5,6,y\n"), {at("row 3"), "2 fields where the first row has 3"});
  expect_says(error("a,b\n1,2,x\n"), {at("row 2"), "3 fields"});
}

TEST_F(Csv, StrayQuotationMarksAreNamedByTheirRow) {
  expect_says(error("a,b\n1,x\n2,\"y\n3,x\n"), {at("row 3"), "quotation mark"});
  expect_says(error("a,b\n1,x\n2,y\"z\n3,x\n"), {at("row 3"), "quotation mark"});
}

TEST_F(Csv, LabelsThatCannotBeClassesAreRefused) {
  expect_says(error("x,y\n1,a\n2,a\n"), {"dataset.label", "every row has the same label", "\"y\": a"});
  expect_says(error("x,y\n1,a\n2,b\n3,c\n"), {"dataset.label", "3 classes in 3 rows"});
  expect_says(error("x,y\n1,a\n2,b\n"), {"one sample only", "none is left for testing"});
}

TEST_F(Csv, FilesThatAreNoTablesAreRefused) {
  expect_says(error(""), {(folder_ / "table.csv").string(), "empty"});
  expect_says(error("\n \n"), {"empty"});
  expect_says(error("a,b\n"), {at("row 1"), "the header is the only row"});
  expect_says(error("1,2\n"), {"only one sample"});
  expect_says(error(std::string("a,b\n1,\0", 7)), {"byte 6", "not a text file"});
  expect_says(error("a\n1\n2\n"), {"no column is left to learn from", "separator"});
  expect_says(error_text([] { load("csv"); }), {"dataset.file", "no file is named"});
  expect_says(error_text([] {
                load("csv", with({{"file", std::string("/no/such.csv")}}));
              }),
              {"/no/such.csv", "there is no such file"});
}

TEST_F(Csv, InputsAndTargetsAreNormalisedOverTheTrainingPart) {
  std::string text = "x,y\n";
  for (int row = 0; row < 50; ++row)
    text += std::to_string(row) + "," + std::to_string(3.5 * row + 100.5) + "\n";
  Settings settings = with({{"normalise", std::string("per_feature")}, {"normalise_targets", true}});
  const auto dataset = read(text, settings);
  EXPECT_EQ(dataset->train.count(), 40);
  double sum = 0.0;
  for (std::int64_t row = 0; row < dataset->train.count(); ++row) {
    sum += dataset->train.input(row)[0];
    const float x = dataset->normalisation.raw(dataset->train.input(row)[0], 0);
    const float y =
        dataset->target_normalisation.raw(dataset->train.targets[static_cast<std::size_t>(row)], 0);
    EXPECT_NEAR(y, 3.5F * x + 100.5F, 1e-3);
  }
  EXPECT_NEAR(sum, 0.0, 1e-4);
}

TEST_F(Csv, ManyRowsKeepTheirLabels) {
  std::string text;
  for (int row = 0; row < 5000; ++row)
    text += std::to_string(row) + ";" + std::to_string(-row) + ";" + (row % 3 == 0 ? "fizz" : "other") + "\n";
  const auto dataset = read(text);
  EXPECT_EQ(dataset->test.count(), 1000);
  std::set<float> seen;
  for (const auto* part : {&dataset->train, &dataset->test}) {
    for (std::int64_t row = 0; row < part->count(); ++row) {
      const auto number = std::lround(part->input(row)[0]);
      EXPECT_TRUE(seen.insert(part->input(row)[0]).second);
      EXPECT_EQ(part->labels[static_cast<std::size_t>(row)], number % 3 == 0 ? 0 : 1);
      EXPECT_EQ(part->input(row)[1], static_cast<float>(-number));
    }
  }
}

TEST_F(Csv, MissingLabelsAreNoClass) {
  for (const std::string nothing :
       {"?", "NA", "NaN", "null", "n/a", "n.a.", "\\N", "(null)", "#DIV/0!", "#NV", "\xC2\xA0", "\"  \""})
    expect_says(error("x,kind\n1,a\n2,b\n3," + nothing + "\n4,a\n5,b\n"),
                {at("row 4, column \"kind\""), "the value is missing"});
  EXPECT_EQ(read("x,kind\n1,+\n2,-\n3,+\n4,-\n")->class_names, (Strings{"+", "-"}));
}

TEST_F(Csv, ClassesThatDifferInCapitalLettersAreDoubted) {
  const auto dataset = read("x,kind\n1,Oak\n2,oak\n3,Oak\n4,oak\n");
  EXPECT_EQ(dataset->classes, 2);
  ASSERT_EQ(dataset->report.doubts.size(), 1U);
  expect_says(dataset->report.doubts[0], {"\"Oak\" and \"oak\" are taken for two classes"});
}

TEST_F(Csv, NamesThatLookAlikeAreDoubted) {
  const std::vector<std::pair<std::string, std::string>> alike{
      {"red  oak", "red oak"}, {"red oak", "red\xC2\xA0oak"}, {"Öl", "öl"}};
  for (const auto& [one, other] : alike)
    expect_says(doubts_of({one, other}), {"\"" + one + "\" and \"" + other + "\" are taken for two classes"});
  EXPECT_EQ(doubts_of({"oak", "beech"}), "");
}

TEST_F(Csv, WordsThatMayMeanNothingAreDoubted) {
  for (const std::string word : {"None", "na", ".", "-", "missing"})
    expect_says(doubts_of({word, "oak"}), {"\"" + word + "\" is taken for a class", "missing value"});
  EXPECT_EQ(doubts_of({"+", "-"}), "");
}

TEST_F(Csv, KindsAreDoubtedLikeClasses) {
  const auto dataset =
      read("soil,kind\nclay,a\nNA,b\nClay,a\nclay,b\n", with({{"text_columns", std::string("one_hot")}}));
  const auto& doubts = dataset->report.doubts;
  ASSERT_EQ(doubts.size(), 2U);
  expect_says(doubts[0], {"column \"soil\": \"NA\" is taken for a kind"});
  expect_says(doubts[1], {"column \"soil\": \"Clay\" and \"clay\" are taken for two kinds"});
}

TEST_F(Csv, LargeWholeNumbersStayDifferentClasses) {
  const auto dataset =
      read("x,kind\n1,9007199254740992\n2,9007199254740993\n3,9007199254740992\n4,9007199254740993\n",
           with({{"task", std::string("classification")}}));
  EXPECT_EQ(dataset->class_names, (Strings{"9007199254740992", "9007199254740993"}));
}

TEST_F(Csv, ValuesThatFloatsCannotTellApartAreDoubted) {
  std::string times = "time,kind\n";
  for (int row = 0; row < 20; ++row)
    times += std::to_string(1700000000 + 60 * row) + (row % 2 ? ",a\n" : ",b\n");
  const auto dataset = read(times);
  ASSERT_EQ(dataset->report.doubts.size(), 1U);
  expect_says(dataset->report.doubts[0], {"\"time\"", "32-bit floats"});
  EXPECT_TRUE(read(flowers)->report.doubts.empty());
}

TEST_F(Csv, ColumnsThatNumberTheRowsAreDoubted) {
  const auto dataset = read("id,x,kind\n1,0.5,a\n2,0.7,b\n3,0.1,a\n4,0.2,b\n");
  ASSERT_EQ(dataset->report.doubts.size(), 1U);
  expect_says(dataset->report.doubts[0], {"\"id\" counts the rows", "\"ignore\""});
  EXPECT_TRUE(read("t,y\n0,0.5\n1,0.7\n2,0.1\n3,0.2\n")->report.doubts.empty());
}

}  // namespace
}  // namespace lfp::test::csv_test
