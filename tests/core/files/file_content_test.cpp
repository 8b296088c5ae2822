#include "core/files/file_content.h"

#include <string>

#include <gtest/gtest.h>

namespace lfp::test::file_content_test {
namespace {

using namespace std::literals;

std::string description(std::string_view bytes) {
  return std::string(content_of(bytes).description);
}

TEST(FileContent, ImagesAreRecognisedByTheirFirstBytes) {
  const std::string rest(200, '\x20');
  const std::pair<std::string, std::string> known[] = {
      {"\x89PNG\r\n\x1a\n", "a PNG image"},
      {"\xFF\xD8\xFF\xE0", "a JPEG image"},
      {"GIF89a", "a GIF image"},
      {"GIF87a", "a GIF image"},
      {"RIFF\x10\0\0\0WEBPVP8 "s, "a WebP image"},
      {"BM\x10\0\0\0\0\0\0\0\x36\0\0\0"s, "a BMP image"},
      {"II*\0"s, "a TIFF image"},
      {"MM\0*"s, "a TIFF image"},
      {"II+\0"s, "a TIFF image"},
      {"\0\0\0\x18"s
       "ftypheic\0\0\0\0mif1heic"s,
       "a HEIC image"},
      {"\0\0\0\x18"s
       "ftypmif1\0\0\0\0mif1heic"s,
       "a HEIC image"},
      {"\0\0\0\x1C"s
       "ftypavif\0\0\0\0avifmif1"s,
       "an AVIF image"},
      {"\0\0\0\x1C"s
       "ftypmif1\0\0\0\0mif1avif"s,
       "an AVIF image"},
      {"\xFF\x0A", "a JPEG XL image"},
      {"\0\0\0\x0CJXL \r\n\x87\n"s, "a JPEG XL image"},
      {"\0\0\0\x0CjP  \r\n\x87\n"s, "a JPEG 2000 image"},
      {"<svg xmlns='http://www.w3.org/2000/svg'>", "an SVG drawing"},
      {"<?xml version='1.0'?>\n<!-- a drawing -->\n<svg>", "an SVG drawing"},
      {"8BPS", "a Photoshop document"},
  };
  for (const auto& [start, expected] : known) {
    EXPECT_EQ(description(start + rest), expected);
    EXPECT_TRUE(content_of(start + rest).is_image) << expected;
  }
}

TEST(FileContent, OthersAreNamedWithWhatToDo) {
  EXPECT_EQ(description("\r\n <!DOCTYPE html><html>"), "a web page (HTML)");
  EXPECT_EQ(description("\xEF\xBB\xBF<HTML lang='en'>"), "a web page (HTML)");
  EXPECT_EQ(description("<!DOCTYPE html><html><body><svg></svg>"), "a web page (HTML)")
      << "a page with a drawing in it";
  EXPECT_EQ(description("version https://git-lfs.github.com/spec/v1\noid sha256:"),
            "a pointer of Git LFS in place of the file");
  EXPECT_EQ(description("PK\x03\x04"), "a ZIP archive");
  EXPECT_EQ(description("%PDF-1.4"), "a PDF document");
  EXPECT_EQ(description("\0\0\0\x18"s
                        "ftypisom\0\0\0\0isommp42"s),
            "a film");
  for (const char* page : {"<html>", "version https://git-lfs.github.com/spec/v1", "BZh91AY"})
    EXPECT_FALSE(content_of(page).remedy.empty()) << page;
}

TEST(FileContent, NothingIsGuessed) {
  for (const std::string& unknown : {""s, "hello"s, "x"s, "BMW 320"s, "a < b"s, "\0\0\x08\x03\0\0\0\x05"s,
                                     std::string(300, '\0'), "ftyp"s})
    EXPECT_EQ(description(unknown), "") << unknown;
}

}  // namespace
}  // namespace lfp::test::file_content_test
