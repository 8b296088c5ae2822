#include "core/data/load_report.h"

#include <gtest/gtest.h>

namespace lfp::test::load_report_test {
namespace {

TEST(LoadReport, IsOneLine) {
  LoadReport report{.read = "60 rows, 3 columns",
                    .guessed = {"`;` between fields", "decimal comma"},
                    .passed_over = {"2 empty rows"}};
  EXPECT_EQ(report.line(),
            "read 60 rows, 3 columns; `;` between fields, decimal comma; 2 empty rows passed over");
  report.guessed.clear();
  EXPECT_EQ(report.line(), "read 60 rows, 3 columns; 2 empty rows passed over");
  EXPECT_EQ(LoadReport{}.line(), "");
}

TEST(LoadReport, DoubtsAreToldWhereNothingElseIs) {
  const LoadReport report{.read = "2 rows", .guessed = {}, .passed_over = {}, .doubts = {"is it so?"}};
  EXPECT_EQ(report.lines(false), (std::vector<std::string>{"read 2 rows", "is it so?"}));
  EXPECT_EQ(report.lines(true), std::vector<std::string>{"is it so?"});
  EXPECT_TRUE(LoadReport{}.lines(false).empty());
}

TEST(LoadReport, CountsInWords) {
  EXPECT_EQ(counted(1, "row", "rows"), "1 row");
  EXPECT_EQ(counted(0, "row", "rows"), "0 rows");
  EXPECT_EQ(counted(12, "row", "rows"), "12 rows");
}

}  // namespace
}  // namespace lfp::test::load_report_test
