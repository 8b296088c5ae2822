#include "core/files/zip_stream.h"

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::zip_stream_test {
namespace {

using namespace std::literals;

void add(ZipStream& zip, const ZipEntry& entry) {
  zip.begin(entry.name, entry.bytes.size());
  zip.write(std::string_view(entry.bytes).substr(0, entry.bytes.size() / 3));
  zip.write(std::string_view(entry.bytes).substr(entry.bytes.size() / 3));
}

std::string streamed(const std::vector<ZipEntry>& entries, ZipPacking packing) {
  return all_bytes([&](const ByteSink& sink) {
    ZipStream zip(packing, "test", sink);
    for (const ZipEntry& entry : entries) add(zip, entry);
    zip.finish();
  });
}

/// Bytes that hardly shrink, among them marks that zip itself has between its entries.
std::string noise(std::size_t size) {
  std::string bytes;
  std::uint32_t state = 1;
  while (bytes.size() < size) {
    state = state * 1664525U + 1013904223U;
    bytes += static_cast<char>(state >> 24U);
  }
  bytes.replace(size / 2, 12, "PK\x07\x08PK\x03\x04PK\x01\x02"s);
  return bytes;
}

const std::vector<ZipEntry> entries{
    {"a.txt", "hello"}, {"b/c.npy", noise(300'000)}, {"empty", ""}, {"d", std::string(100'000, 'x')}};

TEST(ZipStream, EntriesAreReadAsTheyWereWritten) {
  for (const auto packing : {ZipPacking::stored, ZipPacking::deflated}) {
    const auto read = read_zip(streamed(entries, packing),
                               [](const std::string& /*name*/) { return std::size_t{1'000'000}; });
    ASSERT_EQ(read.size(), entries.size());
    for (std::size_t at = 0; at < read.size(); ++at) {
      EXPECT_EQ(read[at].name, entries[at].name);
      EXPECT_EQ(read[at].problem, "");
      EXPECT_TRUE(read[at].bytes == entries[at].bytes) << entries[at].name;
    }
    EXPECT_TRUE(streamed(entries, packing) == streamed(entries, packing));
  }
}

TEST(ZipStream, WhatWasCompleteBeforeACutIsRead) {
  const std::string bytes = streamed(entries, ZipPacking::deflated);
  const auto read = read_zip(std::string_view(bytes).substr(0, 200'000),
                             [](const std::string& /*name*/) { return std::size_t{1'000'000}; });
  ASSERT_FALSE(read.empty());
  EXPECT_EQ(read[0].bytes, "hello");
  for (std::size_t at = 1; at < read.size(); ++at) EXPECT_NE(read[at].problem, "");
}

TEST(ZipStream, WhatTheSinkThrowsIsPassedOn) {
  EXPECT_THROW(
      {
        ZipStream zip(ZipPacking::stored, "test",
                      [](std::string_view /*bytes*/) { throw std::runtime_error("full"); });
        for (const ZipEntry& entry : entries) add(zip, entry);
        zip.finish();
      },
      std::runtime_error);
}

}  // namespace
}  // namespace lfp::test::zip_stream_test
