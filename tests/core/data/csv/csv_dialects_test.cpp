// Tables as spreadsheets, statistics programs, databases and loggers write them: each is read like its tidy
// twin, or refused with a remedy.

#include "tests/support/csv_fixture.h"
#include "tests/support/gzip_bytes.h"

#include <functional>

namespace lfp::test::csv_dialects_test {
namespace {

struct Tree {
  std::string width;
  std::string height;
  std::string species;
};

/// Thirty trees, their numbers with a decimal point; some have three decimals, some fewer.
std::vector<Tree> trees() {
  std::vector<Tree> all;
  for (int row = 0; row < 10; ++row) {
    const auto number = [&](int whole, int step) {
      const int thousandths = whole * 1000 + row * step;
      std::string text =
          std::to_string(thousandths / 1000) + "." + std::to_string(1000 + thousandths % 1000).substr(1);
      while (text.ends_with('0')) text.pop_back();
      return text.ends_with('.') ? text + "0" : text;
    };
    all.push_back({number(1, 97), number(9, 130), "birch"});
    all.push_back({number(3, 71), number(6, 45), "oak"});
    all.push_back({number(5, 113), number(3, 24), "pine"});
  }
  return all;
}

std::string with_commas(std::string text) {
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

/// A header of the three names, and a row for each tree: what stands between the fields, in front of each row
/// and behind it.
struct Layout {
  std::string between = ",";
  std::string front{};
  std::string behind{};
  std::string end = "\n";
  bool has_commas = false;
  bool has_header = true;
};

std::string written(const Layout& layout) {
  std::string text;
  const auto add = [&](const std::string& width, const std::string& height, const std::string& species) {
    text += layout.front + width + layout.between + height + layout.between + species + layout.behind +
            layout.end;
  };
  if (layout.has_header) add("width", "height", "species");
  for (const Tree& tree : trees())
    add(layout.has_commas ? with_commas(tree.width) : tree.width,
        layout.has_commas ? with_commas(tree.height) : tree.height, tree.species);
  return text;
}

/// A row for each tree, as `row` writes it with its number from 1.
std::string rows(const std::function<std::string(int number, const Tree& tree)>& row) {
  std::string text;
  int number = 0;
  for (const Tree& tree : trees()) text += row(++number, tree) + "\n";
  return text;
}

std::string utf16(const std::string& ascii, bool is_little) {
  std::string text = is_little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char letter : ascii) text += is_little ? std::string{letter, '\0'} : std::string{'\0', letter};
  return text;
}

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

const std::string tidy = written({});

class CsvDialects : public CsvFixture {
 protected:
  /// It is the thirty trees, and the report says all of `parts`.
  void expect_trees(const std::string& content, std::initializer_list<std::string> parts,
                    const Settings& settings = {}) const {
    SCOPED_TRACE(content.substr(0, 200));
    try {
      const auto dataset = read(content, settings);
      expect_says(dataset->report.line(), parts);
      expect_says(dataset->report.line(), {"read 30 rows, 3 columns; "});
      expect_same_data(*dataset, *read(tidy));
    } catch (const Error& refused) {
      ADD_FAILURE() << refused.what();
    }
  }
};

TEST_F(CsvDialects, Separators) {
  expect_trees(tidy, {"`,` between fields"});
  for (const std::string separator : {";", "\t", "|"}) {
    for (const bool has_commas : {false, true})
      expect_trees(written({.between = separator, .has_commas = has_commas}),
                   {separator == "\t" ? "tabs between" : "`" + separator + "` between",
                    has_commas ? "decimal comma" : "read"});
  }
  expect_trees(written({.between = " ; ", .has_commas = true}), {"`;`"});
  expect_trees(written({.between = "||"}), {"`|`", "2 empty columns passed over"});
}

TEST_F(CsvDialects, BlanksSeparate) {
  for (const bool has_commas : {false, true}) {
    expect_trees(written({.between = "   ", .front = "  ", .has_commas = has_commas}), {"blanks between"});
    expect_trees(written({.between = " \t ", .behind = "  ", .has_commas = has_commas}), {"between fields"});
    expect_trees(written({.between = " ", .has_commas = has_commas}), {"blanks between"},
                 with({{"separator", std::string("whitespace")}}));
  }
  const auto two_columns =
      read(rows([](int, const Tree& tree) { return "  " + with_commas(tree.width) + " " + tree.species; }));
  EXPECT_EQ(two_columns->shape.size(), 1);
  EXPECT_EQ(two_columns->classes, 3);
}

TEST_F(CsvDialects, TabsOfWhichSomeRowsHaveSeveral) {
  expect_trees("width\theight\tspecies\n" + rows([](int number, const Tree& tree) {
                 return tree.width + (number % 4 == 0 ? "\t\t" : "\t") + tree.height + "\t" + tree.species;
               }),
               {"one or several tabs between fields"});
  const auto names =
      read("width\theight\tspecies\n" + rows([](int number, const Tree& tree) {
             return tree.width + (number % 4 == 0 ? "\t\t" : "\t") + tree.height + "\tScots " + tree.species;
           }));
  EXPECT_EQ(names->class_names, (Strings{"Scots birch", "Scots oak", "Scots pine"}));
}

TEST_F(CsvDialects, TwoTabsMeanAMissingValueWhereEveryRowHasAsMany) {
  expect_says(error("a\tb\tkind\n" + rows([](int number, const Tree& tree) {
                      return tree.width + "\t" + (number == 7 ? "" : tree.height) + "\t" + tree.species;
                    })),
              {at("row 8, column \"b\""), "the value is missing"});
  expect_says(error(rows([](int number, const Tree& tree) {
                return number % 2 == 0 ? tree.width + "\t\t" + tree.species
                                       : "\t" + tree.height + "\t" + tree.species;
              })),
              {at("row 1, column \"column 1\""), "the value is missing"});
}

TEST_F(CsvDialects, LineEndsAndEncodings) {
  for (const std::string end : {"\n", "\r\n", "\r"})
    expect_trees(written({.between = ";", .end = end, .has_commas = true}), {"`;`"});
  expect_trees("\xEF\xBB\xBF" + tidy, {"`,`"});
  for (const bool is_little : {true, false})
    expect_trees(utf16(written({.between = "\t", .end = "\r\n", .has_commas = true}), is_little),
                 {"tabs", "UTF-16", "decimal comma"});
  expect_trees(written({.end = "\r\n"}) + "\x1A", {"`,`"});
}

TEST_F(CsvDialects, WindowsLetters) {
  const auto dataset = read("H\xF6he,Art\n1,F\xF6hre\n2,S\xFC\xDF\n3,F\xF6hre\n4,S\xFC\xDF\n");
  EXPECT_EQ(dataset->class_names, (Strings{"Föhre", "Süß"}));
  expect_says(dataset->report.line(), {"Windows-1252"});
}

TEST_F(CsvDialects, QuotedEverywhere) {
  const auto row = [](const std::string& between, const std::string& a, const std::string& b,
                      const std::string& c) { return quoted(a) + between + quoted(b) + between + quoted(c); };
  for (const std::string between : {",", ";", "\t", " "})
    expect_trees(row(between, "width", "height", "species") + "\n" + rows([&](int, const Tree& tree) {
                   return row(between, tree.width, tree.height, tree.species);
                 }),
                 {"between fields"});
  expect_trees("width,height,species\n" + rows([&](int, const Tree& tree) {
                 return quoted(with_commas(tree.width)) + "," + quoted(with_commas(tree.height)) + "," +
                        tree.species;
               }),
               {"`,`", "decimal comma"});
}

TEST_F(CsvDialects, QuotedLinesMisleadNoSearch) {
  const auto text = "width;note;height;species\r\n" + rows([](int number, const Tree& tree) {
                      return with_commas(tree.width) + ";\"seen, by\r\nus; \"\"" + std::to_string(number) +
                             "\"\", again\";" + with_commas(tree.height) + ";" + tree.species;
                    });
  const auto dataset = read(text, with({{"ignore", std::string("note")}}));
  expect_same_data(*dataset, *read(tidy));
}

TEST_F(CsvDialects, HeadersWithLineBreaksAndCommas) {
  const std::string text =
      "\"width,\r\nin cm\";\"height, measured\";species\r\n" + rows([](int, const Tree& tree) {
        return with_commas(tree.width) + ";" + with_commas(tree.height) + ";" + tree.species;
      });
  EXPECT_EQ(read(text, with({{"label", std::string("width,\nin cm")}, {"ignore", std::string("species")}}))
                ->target_names,
            Strings{"width,\nin cm"});
  EXPECT_EQ(read(text, with({{"ignore", std::string("height, measured")}}))->shape.size(), 1);
}

TEST_F(CsvDialects, ALineNamesTheSeparator) {
  const std::string passed = "the line that names the separator passed over";
  expect_trees("sep=;\r\n" + written({.between = ";", .end = "\r\n"}), {"`;`", passed});
  expect_trees("SEP=|\n" + written({.between = "|"}), {"`|`", passed});
  expect_trees("\"sep=,\"\n" + tidy, {passed});
  expect_trees("sep=\t\n" + written({.between = "\t"}), {passed});
  expect_trees("sep=;;;\n" + written({.between = ";", .has_commas = true}), {passed});
  expect_trees("sep=:\n" + written({.between = ":"}), {"`:`", passed});
  expect_trees("sep=;\n" + tidy, {"`,`", passed}, with({{"separator", std::string("comma")}}));
  expect_says(error("sep=;\n" + tidy), {"no column is left", "\"separator\""});
}

TEST_F(CsvDialects, SeparatorsAtTheEndsOfRows) {
  const std::string passed = "separators behind the last column passed over";
  for (const std::string behind : {";", ";;;"})
    expect_trees(written({.between = ";", .behind = behind, .has_commas = true}), {passed});
  std::string in_header = tidy;
  in_header.insert(in_header.find('\n'), ",");
  expect_trees(in_header, {passed});
  std::string in_rows = written({.behind = ","});
  in_rows.erase(in_rows.find(",\n"), 1);
  expect_trees(in_rows, {passed});
}

TEST_F(CsvDialects, EmptyRowsAndColumnsWhereverTheyStand) {
  std::string between = tidy;
  between.insert(between.find("oak\n") + 4, ",,\n\n , , \n");
  expect_trees(",,\n,,\n" + between + "\"\",\"\",\"\"\n", {"6 empty rows passed over"});
  expect_trees(written({.front = ","}), {"1 empty column passed over"});
  expect_trees(written({.between = ",,"}), {"2 empty columns passed over"});
  expect_trees("width,,height,species\n" + rows([](int, const Tree& tree) {
                 return tree.width + ",," + tree.height + "," + tree.species;
               }),
               {"1 empty column passed over"});
}

TEST_F(CsvDialects, EmptyLinesAreToldUnlessTheyOnlyEndTheFile) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const std::string rows = written({.end = end});
    const std::size_t second = rows.find("oak") + 3 + end.size();
    for (const std::string& blank : {std::string(), std::string("  "), std::string("\t")}) {
      std::string text = rows;
      text.insert(second, blank + end);
      expect_trees(text + blank + end + end, {"`,` between fields; 1 empty row passed over"});
    }
    EXPECT_EQ(read(rows + end + end)->report.passed_over, std::vector<std::string>{});
  }
  expect_trees("\n\n" + tidy, {"2 empty rows"});
  expect_trees(written({.end = "\n\n"}), {"30 empty rows"});
  expect_trees(written({.between = "\t"}) + "\t\t\n\t\t\n", {"tabs between fields; 2 empty rows"});
  EXPECT_EQ(read(written({.end = "\r\r\n"}))->report.passed_over, std::vector<std::string>{})
      << "line ends that were translated twice";
}

TEST_F(CsvDialects, WhatCannotBeSeenAroundAFieldIsNoPartOfIt) {
  const std::string no_width = "\xE2\x80\x8B";
  const std::string mark = "\xEF\xBB\xBF";
  expect_trees(mark + mark + tidy, {"`,`"}, with({{"label", std::string("species")}}));
  int turn = 0;
  expect_trees("width" + no_width + ",height,species\n" + rows([&](int, const Tree& tree) {
                 const std::vector<std::string> padded{quoted(tree.species + "  "),
                                                       quoted(" " + tree.species),
                                                       quoted(tree.species + "\n"), tree.species + no_width};
                 return quoted(tree.width + " ") + "," + tree.height + "," + padded[turn++ % 4U];
               }),
               {"`,`"}, with({{"label", std::string("species")}}));
}

TEST_F(CsvDialects, AnEmptyColumnWithANameIsMissingItsValues) {
  expect_says(error("a,b,kind\n1,,x\n2,,y\n3,,x\n4,,y\n"), {at("row 2, column \"b\""), "missing"});
}

TEST_F(CsvDialects, RowNumbersOfRAndPandas) {
  const std::string passed = "a column of row numbers or names passed over";
  const auto numbered = [](const std::string& between, const std::string& quote, int first) {
    return rows([=](int number, const Tree& tree) {
      return quote + std::to_string(number - 1 + first) + quote + between + tree.width + between +
             tree.height + between + quote + tree.species + quote;
    });
  };
  expect_trees("\"width\" \"height\" \"species\"\n" + numbered(" ", "\"", 1), {"blanks", passed});
  expect_trees("\"\",\"width\",\"height\",\"species\"\n" + numbered(",", "\"", 1), {passed});
  expect_trees(",width,height,species\n" + numbered(",", "", 0), {passed});
  expect_trees("width height species\n" + rows([](int number, const Tree& tree) {
                 return "tree_" + std::to_string(number) + " " + tree.width + " " + tree.height + " " +
                        tree.species;
               }),
               {passed});
  expect_says(error("height,species\n" + written({.has_header = false})),
              {at("row 1"), "it names 2 columns where the other rows have 3 fields"});
  // Columns keep the numbers that they have in the file.
  EXPECT_EQ(
      read(",width,height,species\n" + numbered(",", "", 0), with({{"label", std::string("4")}}))->classes,
      3);
}

TEST_F(CsvDialects, CommentsAndTitlesAbove) {
  expect_trees("# made by hand\n# in 2021, \"twice\n" + tidy, {"2 lines of comment passed over"});
  expect_trees("# made by hand\n# width,height,species\n" + written({.has_header = false}),
               {"1 line of comment passed over"});
  expect_trees("# width height species\n" + written({.between = " ", .has_header = false}),
               {"blanks between"});
  expect_trees("Trees of 2021\n\nby hand\n" + tidy, {"2 lines above the table passed over"});
  expect_trees("Trees of 2021;;\n;;\n" + written({.between = ";", .has_commas = true}),
               {"1 empty row, 1 line above the table passed over"});
  expect_says(error("Device;X1\nSerial;123\n\n" + written({.between = ";"})),
              {at("row 1"), "2 fields where the other rows have 3", "Remove what stands above the table"});
  EXPECT_EQ(read("#id\twidth\n" + rows([](int number, const Tree& tree) {
                   return std::to_string(number % 3) + "\t" + tree.width;
                 }),
                 with({{"label", std::string("#id")}}))
                ->classes,
            3);
}

TEST_F(CsvDialects, TextsThatBeginLikeCommentsAreTexts) {
  const auto dataset = read(
      rows([](int number, const Tree& tree) { return (number % 2 == 0 ? "red," : "#f00,") + tree.width; }),
      with({{"label", std::string("1")}}));
  EXPECT_EQ(dataset->train.count() + dataset->test.count(), 30);
  EXPECT_EQ(dataset->class_names, (Strings{"#f00", "red"}));
}

TEST_F(CsvDialects, LinesOfDashes) {
  const std::string line = "+-------+--------+---------+\n";
  expect_trees(" width | height | species \n-------+--------+---------\n" + rows([](int, const Tree& tree) {
                 return " " + tree.width + " | " + tree.height + " | " + tree.species;
               }),
               {"1 line of dashes passed over"});
  const auto boxed = [](int, const Tree& tree) {
    return "| " + tree.width + " | " + tree.height + " | " + tree.species + " |";
  };
  expect_trees(line + "| width | height | species |\n" + line + rows(boxed) + line, {"3 lines of dashes"});
  expect_trees("| width | height | species |\n|---:|---:|:---|\n" + rows(boxed), {"1 line of dashes"});
  for (const std::string ruler : {"|-|-|-|\n", "| - | - | - |\n", "|:-:|-:|:-|\n"})
    expect_trees("| width | height | species |\n" + ruler + rows(boxed), {"1 line of dashes"});
  expect_says(error(written({.between = "|"}) + "-|-|oak\n"), {at("row 32"), "the value is missing"});
  expect_trees(tidy + "(30 rows)\n", {"1 comment or note"});
}

TEST_F(CsvDialects, ARowOfUnitsBelowTheHeader) {
  std::string text = written({.between = ";", .has_commas = true});
  text.insert(text.find('\n') + 1, "cm;m;\n");
  expect_trees(text, {"a row of units passed over"});
  // It has a species that other rows have as well.
  std::string broken = tidy;
  broken.insert(broken.find('\n') + 1, "n.a.,n.a.,oak\n");
  expect_says(error(broken), {at("row 2, column \"width\""), "the value is missing (\"n.a.\")"});
}

TEST_F(CsvDialects, AFirstRowThatMayNameTheColumnsIsAsked) {
  const std::string years =
      "species;2019;2020\n" + rows([](int, const Tree& tree) {
        return tree.species + ";" + with_commas(tree.width) + ";" + with_commas(tree.height);
      });
  const Settings label = with({{"label", std::string("1")}});
  expect_says(error(years, label), {at("row 1"), "could name the columns", "\"header\""});
  EXPECT_EQ(read(years, with({{"label", std::string("1")}, {"header", std::string("yes")}}))->classes, 3);
  EXPECT_EQ(read(years, with({{"label", std::string("1")}, {"header", std::string("no")}}))->classes, 4);
  expect_says(error("0,1,2\n" + written({.has_header = false})), {at("row 1"), "could name the columns"});
}

TEST_F(CsvDialects, BytesThatAreNoTextAreNamed) {
  expect_says(error("a,b\n1,Föhre\n2,Süß\n3,F\xF6hre\n"), {at("row 4, byte "), "UTF-8"});
  expect_says(error("a,b\n1,x\x81\n2,y\n"), {at("row 2, byte 7"), "Windows-1252"});
  expect_says(error(utf16("a,b\n1,2\n", true) + "x"), {"UTF-16"});
}

TEST_F(CsvDialects, CommasBothAsSeparatorsAndDecimalMarksAreRefused) {
  expect_says(error("a,b,species\n" + written({.has_commas = true, .has_header = false})),
              {at("row 1"), "3 fields where the other rows have 5", "quotation marks"});
}

TEST_F(CsvDialects, CommasBothAsSeparatorsAndDecimalMarksAreDoubtedWithoutAHeader) {
  const auto doubts = [&](const std::string& content) { return read(content)->report.doubts; };
  const auto found = doubts("1,057,9,12,oak\n2,5,8,031,birch\n3,25,7,4,oak\n4,125,6,5,birch\n");
  ASSERT_EQ(found.size(), 1U);
  expect_says(found[0], {at("row 1"), "\"1\" and \"057\" are read as two numbers", "semicolons"});
  EXPECT_EQ(doubts("1,57,oak\n2,5,birch\n3,0,oak\n4,125,birch\n").size(), 0U);
  EXPECT_EQ(doubts("1.5,057,oak\n2.5,5,birch\n3.5,25,oak\n4.5,125,birch\n").size(), 0U)
      << "a number of its own";
}

TEST_F(CsvDialects, ABrokenRowIsNamedInAnyDialect) {
  for (const std::string between : {",", ";", "\t", "|"}) {
    const std::string text = written({.between = between});
    expect_says(error(text + "1" + between + "2\n"), {at("row 32"), "2 fields where the first row has 3"});
  }
}

TEST_F(CsvDialects, PackedWithGzip) {
  using test::gzip_bytes;
  expect_trees(gzip_bytes(tidy), {"`,`"});
  expect_trees(gzip_bytes(written({.between = ";", .end = "\r\n", .has_commas = true})),
               {"`;`", "decimal comma"});
  folder_.write("trees.csv.gz", gzip_bytes(tidy));
  EXPECT_EQ(load("csv", with({{"file", std::string("trees.csv.gz")}}), folder_.path())->name, "trees");
  const std::string packed = gzip_bytes(tidy);
  expect_says(error(packed.substr(0, packed.size() - 9)), {"table.csv", "truncated"});
}

TEST_F(CsvDialects, WideEncodingsWithAMarkOrWithout) {
  expect_trees(utf16(written({.between = "\t"}), true).substr(2), {"UTF-16"});
  expect_trees(utf16(tidy, false).substr(2), {"UTF-16"});
  std::string wide("\xFF\xFE\0\0", 4);
  for (const char letter : tidy) wide += std::string{letter, '\0', '\0', '\0'};
  expect_trees(wide, {"UTF-32"});
}

TEST_F(CsvDialects, RareSeparatorsWhereNoOtherMakesColumns) {
  for (const std::string separator : {"^", "~", ":", "\x1F"})
    expect_trees(written({.between = separator}), {});
  expect_says(error("time\n12:30\n12:31\n"), {"row"});
}

TEST_F(CsvDialects, CommentsAndNotesBetweenAndBelowTheRows) {
  std::string commented = tidy;
  commented.insert(commented.find("oak\n") + 4, "# measured anew\n");
  expect_trees(commented + "# end, of file\n", {"2 comments or notes passed over"});
  expect_trees(tidy + "(30 rows)\n", {"1 comment or note passed over"});
  expect_says(error(tidy + "Total\n"), {at("row 32"), "1 field"});
}

TEST_F(CsvDialects, BlanksThatDoNotBreakAreNoPartOfAField) {
  expect_trees(rows([](int, const Tree& tree) {
                 return "\xC2\xA0" + tree.width + ";" + tree.height + "\xC2\xA0;" + tree.species + "\xC2\xA0";
               }).insert(0, "width;height;species\n"),
               {"`;`"});
}

TEST_F(CsvDialects, RowNumbersThatPandasNamed) {
  expect_trees("Unnamed: 0,width,height,species\n" + rows([](int number, const Tree& tree) {
                 return std::to_string(number - 1) + "," + tree.width + "," + tree.height + "," +
                        tree.species;
               }),
               {"a column of row numbers or names passed over"});
}

TEST_F(CsvDialects, RowsOfSumsAreNoSamples) {
  const std::string rows = "width,species\n1,oak\n2,birch\n3,oak\n4,birch\n";
  expect_says(error(rows + "10,Total\n"), {at("row 6"), "column \"species\"", "\"Total\"", "Remove the row"});
  expect_says(error(rows + "Sum:,\n"), {at("row 6"), "column \"width\"", "sums of the rows above"});
  EXPECT_EQ(read("width,part\n1,mean\n2,median\n3,mean\n4,median\n5,mean\n6,median\n")->classes, 2)
      << "that are classes";
}

TEST_F(CsvDialects, AccountedNegativesAreNamed) {
  const std::string rows = "width,species\n1,oak\n2,birch\n-3.5,oak\n4,birch\n";
  expect_says(error(rows + "(5.5),oak\n"), {at("row 6"), "\"(5.5)\"", "Write -5.5"});
  expect_says(error(rows + "5.5-,oak\n"), {at("row 6"), "\"5.5-\"", "Write -5.5"});
  expect_says(error(rows + "\"(1,234)\",oak\n"), {at("row 6"), "\"(1,234)\"", "minus sign in front"});
}

TEST_F(CsvDialects, SeparatorsThatAreNotReadAreNamed) {
  for (const std::string between : {"§", "¦", "->", "#"})
    expect_says(error("a" + between + "b\n1" + between + "x\n2" + between + "y\n"),
                {at("row 1"), "\"" + between + "\"", "Save the table with commas"});
}

TEST_F(CsvDialects, ZerosBehindTheTextSayThatItBreaksOff) {
  expect_says(error("a,b\n1,x\n2,y\n3," + std::string(64, '\0')), {"from byte 14 on", "zeros", "again"});
}

TEST_F(CsvDialects, OtherFilesAreNamedAsWhatTheyAre) {
  std::string archive = std::string("table.csv") + std::string(248, '\0') + "ustar" + std::string(300, '\0');
  expect_says(error(archive), {"TAR archive", "Unpack it first"});
  expect_says(error("PK\x03\x04[Content_Types].xml"), {"spreadsheet", "CSV"});
  expect_says(error("<!DOCTYPE html><html><table>"), {"web page"});
  expect_says(error("{\"a\": 1, \"b\": 2}\n{\"a\": 2, \"b\": 3}\n"), {"JSON"});
  expect_says(error("\x89PNG\r\n\x1A\n"), {"PNG image"});
}

TEST_F(CsvDialects, ColumnsThatAreCountedMayBeAHeader) {
  std::string numbers = "0,1,2,3\n";
  for (int row = 0; row < 8; ++row)
    numbers += std::to_string(row) + ".5,1.25,7," + std::to_string(row % 2) + "\n";
  expect_says(error(numbers), {at("row 1"), "it could name the columns", "\"header\""});
  EXPECT_EQ(read(numbers, with({{"header", std::string("yes")}}))->train.count(), 6);
}

}  // namespace
}  // namespace lfp::test::csv_dialects_test
