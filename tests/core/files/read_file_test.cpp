#include "core/files/read_file.h"

#include "tests/support/error_text.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace lfp::test::read_file_test {
namespace {

TEST(ReadFile, APipeOrDeviceIsRefusedBeforeItIsWaitedFor) {
  const TemporaryFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  for (const std::string& file : {(folder / "pipe").string(), std::string("/dev/zero")}) {
    const auto message = error_text([&] { read_file(file, 1000); });
    EXPECT_EQ(message.find(file + ": this is a pipe or a device"), 0U) << message;
  }
}

TEST(ReadFile, AFileIsReadAsItIsUpToALargestSize) {
  const TemporaryFolder folder;
  folder.write("a b#%20.txt", std::string("x\0y\r\n", 5));
  EXPECT_EQ(read_file(folder / "a b#%20.txt", 5), std::string("x\0y\r\n", 5));
  EXPECT_NE(error_text([&] { read_file(folder / "a b#%20.txt", 4); }).find("too large"), std::string::npos);
}

}  // namespace
}  // namespace lfp::test::read_file_test
