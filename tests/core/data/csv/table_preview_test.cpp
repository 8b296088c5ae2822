#include "core/data/csv/table_preview.h"

#include "tests/support/csv_fixture.h"

namespace lfp::test::table_preview_test {
namespace {

class TablePreviews : public CsvFixture {
 protected:
  TablePreview preview(const std::string& content, Settings settings = {}, std::size_t most_rows = 3) const {
    folder_.write("table.csv", content);
    settings.set("file", std::string("table.csv"));
    return preview_table(settings, {.seed = 7, .folder = folder_.path()}, most_rows);
  }
  static std::vector<ColumnRole> roles(const TablePreview& preview) {
    std::vector<ColumnRole> all;
    for (const auto& column : preview.columns) all.push_back(column.role);
    return all;
  }
};

constexpr auto input = ColumnRole::input;
constexpr auto label = ColumnRole::label;
constexpr auto left_out = ColumnRole::left_out;

const std::string trees =
    "id;width;note;species\n"
    "1;1,5;tall;oak\n"
    "2;0,25;;pine\n"
    "3;-2;small;oak\n"
    "4;7,5;tall;pine\n";

TEST_F(TablePreviews, ShowTheFirstRowsAsTheyStand) {
  const auto shown = preview(trees);
  EXPECT_EQ(shown.row_count, 4U);
  EXPECT_TRUE(shown.has_header);
  EXPECT_TRUE(shown.has_classes);
  ASSERT_EQ(shown.rows.size(), 3U);
  EXPECT_EQ(shown.rows[1], (Strings{"2", "0,25", "", "pine"}));
  EXPECT_EQ(shown.report.line(), "read 4 rows, 4 columns; `;` between fields, decimal comma");
}

TEST_F(TablePreviews, DescribeEachColumn) {
  const auto shown = preview(trees);
  ASSERT_EQ(shown.columns.size(), 4U);
  const auto& width = shown.columns[1];
  EXPECT_EQ(width.name, "width");
  EXPECT_EQ(width.number, 2U);
  EXPECT_TRUE(width.is_numeric);
  EXPECT_EQ(width.smallest, -2.0);
  EXPECT_EQ(width.largest, 7.5);
  EXPECT_EQ(width.missing, 0U);
  EXPECT_EQ(width.problem, "");
  const auto& note = shown.columns[2];
  EXPECT_FALSE(note.is_numeric);
  EXPECT_EQ(note.different, 2U);
  EXPECT_EQ(note.missing, 1U);
  expect_says(note.problem, {at("row 3, column \"note\""), "missing"});
}

TEST_F(TablePreviews, ProposeRolesThatCanBeLoaded) {
  const auto shown = preview(trees);
  EXPECT_EQ(roles(shown), (std::vector{left_out, input, left_out, label}));
  const auto settings = with_roles({}, shown);
  EXPECT_EQ(settings.text("label"), "species");
  EXPECT_EQ(settings.text("ignore"), "id, note");
  EXPECT_EQ(read(trees, settings)->shape.size(), 1);
}

TEST_F(TablePreviews, FollowTheSettings) {
  const auto shown =
      preview(trees, with({{"label", std::string("width")}, {"ignore", std::string("note, 4")}}));
  EXPECT_EQ(roles(shown), (std::vector{input, label, left_out, left_out}));
  EXPECT_FALSE(shown.has_classes);
  EXPECT_EQ(roles(preview(trees, with({{"text_columns", std::string("one_hot")}}))),
            (std::vector{left_out, input, input, label}));
}

TEST_F(TablePreviews, NameColumnsByNumberWhereNamesAreUnclear) {
  auto shown = preview("a;a;\"b, c\";d\n1;2;3;x\n1;5;6;y\n1;2;7;x\n1;2;9;y\n");
  shown.columns[0].role = left_out;
  shown.columns[2].role = left_out;
  const auto settings = with_roles({}, shown);
  EXPECT_EQ(settings.text("ignore"), "1, 3");
  EXPECT_EQ(settings.text("label"), "d");
}

TEST_F(TablePreviews, LeaveOutWhatIsNoColumn) {
  const auto shown = preview(",width,species,\n0,1.5,oak,\n1,2.5,pine,\n2,3.5,oak,\n");
  ASSERT_EQ(shown.columns.size(), 2U);
  EXPECT_EQ(shown.columns[0].name, "width");
  EXPECT_EQ(shown.columns[0].number, 2U);
  EXPECT_EQ(shown.rows[0], (Strings{"1.5", "oak"}));
}

TEST_F(TablePreviews, NameWhatIsUnclear) {
  const auto shown = preview("x;kind\n1,125;a\n2,250;b\n3,375;a\n4,500;b\n");
  expect_says(shown.columns[0].problem, {"could be 1125 or 1.125", "\"decimal_mark\""});
}

TEST_F(TablePreviews, RefuseWhatIsNoTable) {
  expect_says(error_text([&] { preview(""); }), {"empty"});
  expect_says(error_text([&] { preview(trees, with({{"label", std::string("age")}})); }), {"\"age\""});
}

}  // namespace
}  // namespace lfp::test::table_preview_test
