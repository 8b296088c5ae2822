#include "core/data/images/picture.h"

#include "tests/support/jpeg_bytes.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::picture_test {
namespace {

/// One letter a pixel, rows separated by blanks.
Picture of_letters(const std::string& rows) {
  Picture picture;
  picture.width = static_cast<std::int64_t>(std::min(rows.find(' '), rows.size()));
  for (const char letter : rows)
    if (letter != ' ') picture.pixels.insert(picture.pixels.end(), 3, static_cast<std::uint8_t>(letter));
  picture.height = static_cast<std::int64_t>(picture.pixels.size()) / 3 / picture.width;
  return picture;
}

std::string letters_of(const Picture& picture) {
  std::string rows;
  for (std::size_t at = 0; at < picture.pixels.size(); at += 3) {
    if (at > 0 && static_cast<std::int64_t>(at) / 3 % picture.width == 0) rows += ' ';
    rows += static_cast<char>(picture.pixels[at]);
  }
  return rows;
}

TEST(Upright, AllEightOrientationsGiveTheSamePicture) {
  // "abc def" as cameras store it, by the table of the EXIF standard: which side of what is seen is the first
  // stored row, and which one the first stored column.
  const std::vector<std::string> stored{"abc def",  "cba fed",  "fed cba",  "def abc",
                                        "ad be cf", "cf be ad", "fc eb da", "da eb fc"};
  for (int orientation = 1; orientation <= 8; ++orientation)
    EXPECT_EQ(letters_of(upright(of_letters(stored[static_cast<std::size_t>(orientation) - 1]), orientation)),
              "abc def")
        << orientation;
}

TEST(Upright, SizesFollow) {
  for (int orientation = 1; orientation <= 8; ++orientation)
    EXPECT_EQ(upright(PictureSize{3, 2}, orientation),
              (orientation < 5 ? PictureSize{3, 2} : PictureSize{2, 3}));
}

TEST(ExifOrientation, IsReadInBothByteOrders) {
  for (unsigned orientation = 1; orientation <= 8; ++orientation) {
    EXPECT_EQ(exif_orientation(exif_bytes(false, orientation)), static_cast<int>(orientation));
    EXPECT_EQ(exif_orientation(exif_bytes(true, orientation)), static_cast<int>(orientation));
  }
  EXPECT_EQ(exif_orientation(exif_bytes(true, 0x0112, 4, 1, 6)), 6) << "as a long number";
}

TEST(ExifOrientation, WhatCannotBeReadIsUpright) {
  EXPECT_EQ(exif_orientation(""), 1);
  EXPECT_EQ(exif_orientation("II*"), 1);
  EXPECT_EQ(exif_orientation(exif_bytes(false, 0)), 1) << "out of range";
  EXPECT_EQ(exif_orientation(exif_bytes(false, 9)), 1);
  EXPECT_EQ(exif_orientation(exif_bytes(false, 0x0112, 2, 1, 6)), 1) << "a text";
  EXPECT_EQ(exif_orientation(exif_bytes(false, 0x0112, 3, 2, 6)), 1) << "two numbers";
  EXPECT_EQ(exif_orientation(exif_bytes(false, 0x010F, 3, 1, 6)), 1) << "another tag";
  std::string other_magic = exif_bytes(false, 6);
  other_magic[2] = 43;
  EXPECT_EQ(exif_orientation(other_magic), 1);
  std::string beyond_the_end = exif_bytes(false, 6);
  beyond_the_end[4] = '\xF0';
  EXPECT_EQ(exif_orientation(beyond_the_end), 1);
  std::string beyond_all = exif_bytes(true, 6);
  for (std::size_t at = 4; at < 8; ++at) beyond_all[at] = '\xFF';
  EXPECT_EQ(exif_orientation(beyond_all), 1);
}

TEST(ExifOrientation, CutBlocksAreNeverReadBeyondTheirEnd) {
  const std::string whole = exif_bytes(false, 6);
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_EQ(exif_orientation(std::string(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))),
              size >= 20 ? 6 : 1)
        << size;
}

}  // namespace
}  // namespace lfp::test::picture_test
