#include "core/files/gzip.h"

#include "tests/support/error_text.h"
#include "tests/support/gzip_bytes.h"

#include <gtest/gtest.h>

namespace lfp::test::gzip_test {
namespace {

constexpr std::uintmax_t plenty = 1U << 24U;

std::string unpacked(const std::string& bytes, std::uintmax_t largest = plenty) {
  return unpacked_gzip(bytes, "a.gz", largest);
}

std::string long_text() {
  std::string text;
  for (int number = 0; text.size() < 1'000'000; ++number) text += std::to_string(number) + ",";
  return text;
}

TEST(Gzip, WhatIsNotPackedStaysAsItIs) {
  for (const std::string text : {"", "x", "a,b\n1,2\n"}) EXPECT_EQ(unpacked(text), text);
}

TEST(Gzip, WhatIsPackedIsUnpackedInOnePartOrSeveral) {
  const std::string text = long_text();
  EXPECT_EQ(unpacked(gzip_bytes(text)), text);
  EXPECT_EQ(unpacked(gzip_bytes("")), "");
  EXPECT_EQ(unpacked(gzip_bytes("a,b\n") + gzip_bytes(text)), "a,b\n" + text);
  EXPECT_EQ(unpacked(gzip_bytes("a,b\n") + std::string(100, '\0')), "a,b\n");
}

TEST(Gzip, WhatIsCutOffOrDamagedIsRefused) {
  const auto message = [](const std::string& bytes) { return error_text([&] { unpacked(bytes); }); };
  std::string packed = gzip_bytes(long_text());
  for (const std::size_t size : {std::size_t{5}, std::size_t{10}, packed.size() / 2, packed.size() - 1})
    EXPECT_EQ(message(packed.substr(0, size)).find("a.gz: the file is truncated"), 0U) << size;
  packed[packed.size() / 2] = static_cast<char>(~packed[packed.size() / 2]);
  EXPECT_EQ(message(packed).find("a.gz: the file is damaged"), 0U);
}

TEST(Gzip, WhatWouldFillTheMemoryIsRefused) {
  const std::string packed = gzip_bytes(std::string(10'000'000, 'a'));
  const auto message = error_text([&] { unpacked(packed, 1'000'000); });
  EXPECT_NE(message.find("more than the 1000000 bytes"), std::string::npos) << message;
}

TEST(Gzip, TheEndingIsTakenOffTheName) {
  EXPECT_EQ(without_gzip_ending("d/trees.csv.gz"), "d/trees.csv");
  EXPECT_EQ(without_gzip_ending("trees.csv.GZ"), "trees.csv");
  EXPECT_EQ(without_gzip_ending("gz"), "gz");
}

}  // namespace
}  // namespace lfp::test::gzip_test
