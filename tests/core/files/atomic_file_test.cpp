#include "core/files/atomic_file.h"

#include "tests/support/error_text.h"
#include "tests/support/temporary_folder.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace lfp::test::atomic_file_test {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

TEST(AtomicFile, WritesExactlyTheBytes) {
  const TemporaryFolder folder;
  const std::string content("a\0b\r\n\xff", 6);
  write_file(folder / "new.bin", content);
  EXPECT_EQ(folder.read("new.bin"), content);
  EXPECT_EQ(folder.names(), Names{"new.bin"});
}

TEST(AtomicFile, ReplacesAFile) {
  const TemporaryFolder folder;
  folder.write("log.csv", "a much longer old content");
  write_file(folder / "log.csv", "new");
  EXPECT_EQ(folder.read("log.csv"), "new");
  EXPECT_EQ(folder.names(), Names{"log.csv"});
}

TEST(AtomicFile, AFailingWriterLeavesTheOldFileAndNothingElse) {
  const TemporaryFolder folder;
  folder.write("figure.svg", "old");
  EXPECT_THROW(write_file(folder / "figure.svg",
                          [](const fs::path& temporary) {
                            EXPECT_EQ(temporary.extension(), ".svg");
                            std::ofstream(temporary) << "half";
                            throw std::runtime_error("out of ink");
                          }),
               std::runtime_error);
  EXPECT_EQ(folder.read("figure.svg"), "old");
  EXPECT_EQ(folder.names(), Names{"figure.svg"});
}

TEST(AtomicFile, NamesTheFileAndTheReason) {
  const TemporaryFolder folder;
  const auto missing = folder / "nowhere/log.csv";
  const auto text = error_text([&] { write_file(missing, "x"); });
  EXPECT_EQ(text.find(missing.string() + ": the file cannot be written: No such file or directory. "), 0U)
      << text;
  EXPECT_TRUE(folder.names().empty());
}

TEST(AtomicFile, AFolderIsNotReplaced) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "weights");
  const auto text = error_text([&] { write_file(folder / "weights", "x"); });
  EXPECT_NE(text.find("this is a folder"), std::string::npos) << text;
  EXPECT_TRUE(fs::is_directory(folder / "weights"));
}

TEST(AtomicFile, ADeviceIsNotReplaced) {
  const auto text = error_text([] { write_file("/dev/null", "x"); });
  EXPECT_NE(text.find("this is not an ordinary file"), std::string::npos) << text;
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(ExpectWritable, ChangesNothing) {
  const TemporaryFolder folder;
  folder.write("log.csv", "old");
  expect_writable(folder / "log.csv");
  expect_writable(folder / "new.csv");
  EXPECT_EQ(folder.read("log.csv"), "old");
  EXPECT_EQ(folder.names(), Names{"log.csv"});
}

TEST(ExpectWritable, NamesTheFolder) {
  const TemporaryFolder folder;
  const auto missing = error_text([&] { expect_writable(folder / "nowhere/log.csv"); });
  EXPECT_NE(missing.find("there is no folder " + (folder / "nowhere").string()), std::string::npos)
      << missing;
  const auto refused = error_text([] { expect_writable("/proc/log.csv"); });
  EXPECT_NE(refused.find("nothing can be written to the folder /proc"), std::string::npos) << refused;
  const auto taken = error_text([&] { expect_writable(folder.path()); });
  EXPECT_NE(taken.find("this is a folder"), std::string::npos) << taken;
}

TEST(AtomicFile, ALinkStaysALink) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "real");
  folder.write("real/data.csv", "old");
  fs::create_symlink("real/data.csv", folder / "data.csv");
  write_file(folder / "data.csv", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "data.csv"));
  EXPECT_EQ(folder.read("real/data.csv"), "new");
}

}  // namespace
}  // namespace lfp::test::atomic_file_test
