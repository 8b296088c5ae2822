#include "core/files/growing_file.h"

#include "tests/support/error_text.h"
#include "tests/support/temporary_folder.h"

#include <csignal>

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace lfp::test::growing_file_test {
namespace {

TEST(GrowingFile, IsWholeAfterEachPiece) {
  const TemporaryFolder folder;
  folder.write("log.csv", "what an earlier run left");
  GrowingFile file(folder / "log.csv", "a,b\n");
  EXPECT_EQ(folder.read("log.csv"), "a,b\n");
  file.append("1,2\n");
  EXPECT_EQ(folder.read("log.csv"), "a,b\n1,2\n");
  EXPECT_EQ(file.size(), 8U);
}

TEST(GrowingFile, APieceThatDoesNotFitLeavesNoPart) {
  const TemporaryFolder folder;
  GrowingFile file(folder / "log.csv", "a,b\n");
  const auto before = std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit small{.rlim_cur = 10, .rlim_max = limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const auto text = error_text([&] { file.append("1,2,3,4,5,6,7\n"); });
  setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, before);
  EXPECT_NE(text.find("log.csv: the file cannot be written: File too large"), std::string::npos) << text;
  EXPECT_EQ(folder.read("log.csv"), "a,b\n");
  file.append("1,2\n");
  EXPECT_EQ(folder.read("log.csv"), "a,b\n1,2\n");
}

TEST(GrowingFile, NamesAPlaceThatCannotBeWrittenTo) {
  const TemporaryFolder folder;
  EXPECT_NE(error_text([&] { GrowingFile(folder / "nowhere/log.csv", ""); }).find("cannot be written"),
            std::string::npos);
}

}  // namespace
}  // namespace lfp::test::growing_file_test
