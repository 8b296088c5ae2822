#include "core/data/images/image_decoder.h"
#include "tests/support/error_text.h"
#include "tests/support/jpeg_bytes.h"
#include "tests/support/png_bytes.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

namespace lfp::test::png_decoder_test {
namespace {

using Row = std::vector<std::uint8_t>;
using Rows = std::vector<Row>;

Picture decoded(const std::string& bytes) {
  return decode_png("photo.png", bytes);
}

std::string refusal(const std::string& bytes) {
  return error_text([&] { decoded(bytes); });
}

const Row three_colours{255, 0, 0, 0, 128, 0, 10, 20, 30};

TEST(Png, PalettesGreysAndFewBitsAreColours) {
  EXPECT_EQ(decoded(png_bytes(3, {three_colours})).pixels, three_colours);
  // Two indices of four bits in the first byte, one in the second.
  EXPECT_EQ(decoded(png_bytes(3, {{0x01, 0x20}},
                              {.bit_depth = 4,
                               .colour_type = PNG_COLOR_TYPE_PALETTE,
                               .palette = {{255, 0, 0}, {0, 128, 0}, {10, 20, 30}}}))
                .pixels,
            three_colours);
  EXPECT_EQ(decoded(png_bytes(2, {{7, 200}}, {.colour_type = PNG_COLOR_TYPE_GRAY})).pixels,
            (Row{7, 7, 7, 200, 200, 200}));
  EXPECT_EQ(decoded(png_bytes(2, {{0x40}}, {.bit_depth = 1, .colour_type = PNG_COLOR_TYPE_GRAY})).pixels,
            (Row{0, 0, 0, 255, 255, 255}));
  EXPECT_EQ(decoded(png_bytes(4, {{0x1B}}, {.bit_depth = 2, .colour_type = PNG_COLOR_TYPE_GRAY})).pixels,
            (Row{0, 0, 0, 85, 85, 85, 170, 170, 170, 255, 255, 255}));
}

TEST(Png, SixteenBitsAreRoundedToEight) {
  // 0x80FF is 128.5 / 255 of white and a little less than 129.
  EXPECT_EQ(decoded(png_bytes(3, {{0xFF, 0xFF, 0x80, 0xFF, 0x10, 0x10}},
                              {.bit_depth = 16, .colour_type = PNG_COLOR_TYPE_GRAY}))
                .pixels,
            (Row{255, 255, 255, 128, 128, 128, 16, 16, 16}));
}

TEST(Png, WhatIsTransparentIsWhite) {
  EXPECT_EQ(
      decoded(png_bytes(2, {{9, 9, 9, 0, 9, 8, 7, 255}}, {.colour_type = PNG_COLOR_TYPE_RGB_ALPHA})).pixels,
      (Row{255, 255, 255, 9, 8, 7}));
  EXPECT_EQ(decoded(png_bytes(2, {{9, 0, 9, 255}}, {.colour_type = PNG_COLOR_TYPE_GRAY_ALPHA})).pixels,
            (Row{255, 255, 255, 9, 9, 9}));
  EXPECT_EQ(decoded(png_bytes(2, {{0, 1}},
                              {.colour_type = PNG_COLOR_TYPE_PALETTE,
                               .palette = {{1, 2, 3}, {4, 5, 6}},
                               .transparency = {0, 255}}))
                .pixels,
            (Row{255, 255, 255, 4, 5, 6}));
}

TEST(Png, InterlacedIsTheSamePicture) {
  Rows rows;
  for (std::uint8_t row = 0; row < 9; ++row) {
    rows.emplace_back();
    for (std::uint8_t column = 0; column < 30; ++column)
      rows.back().push_back(static_cast<std::uint8_t>(7 * row + 5 * column));
  }
  EXPECT_EQ(decoded(png_bytes(10, rows, {.is_interlaced = true})).pixels,
            decoded(png_bytes(10, rows)).pixels);
}

TEST(Png, GammaIsTakenIntoAccount) {
  // Stored in proportion to light (gamma 1): half the light is about 187 on a screen.
  const auto linear = decoded(png_bytes(1, {{128, 0, 255}}, {.gamma = 1.0})).pixels;
  EXPECT_NEAR(linear[0], 187, 1);
  EXPECT_EQ(linear[1], 0);
  EXPECT_EQ(linear[2], 255);
  EXPECT_EQ(decoded(png_bytes(1, {{128, 0, 255}}, {.gamma = 0.45455})).pixels, (Row{128, 0, 255}));
}

std::string chunk(const std::string& name, const std::string& content) {
  const auto number = [](std::uint32_t value) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(value >> shift & 0xFFU);
    return bytes;
  };
  const std::string named = name + content;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(named.data()), static_cast<uInt>(named.size()));
  return number(static_cast<std::uint32_t>(content.size())) + named + number(static_cast<std::uint32_t>(sum));
}

TEST(Png, IsTurnedUpright) {
  std::string bytes = png_bytes(3, {three_colours});
  bytes.insert(bytes.size() - 12, chunk("eXIf", exif_bytes(true, 3)));
  EXPECT_EQ(decoded(bytes).pixels, (Row{10, 20, 30, 0, 128, 0, 255, 0, 0}));
  bytes = png_bytes(3, {three_colours});
  bytes.insert(33, chunk("eXIf", exif_bytes(false, 6)));
  EXPECT_EQ(decoded(bytes).height, 3);
  EXPECT_EQ(png_size(bytes), (PictureSize{1, 3}));
  bytes[40] = 'x';  // the checksum does not fit any more
  EXPECT_EQ(decoded(bytes).pixels, three_colours);
  EXPECT_EQ(png_size("\x89PNG"), std::nullopt);
  bytes = png_bytes(3, {three_colours});
  bytes.insert(33, chunk("eXIf", exif_marker(exif_bytes(true, 6))));
  EXPECT_EQ(decoded(bytes).height, 3) << "with the name that it has in JPEG files";
}

TEST(Png, UnknownPartsAreHarmless) {
  std::string bytes = png_bytes(3, {three_colours});
  bytes.insert(33, chunk("meTa", "anything") + chunk("tEXt", "Comment"));
  EXPECT_EQ(decoded(bytes + "more").pixels, three_colours);
}

TEST(Png, CutFilesAreRefusedUnlessAllPixelsAreThere) {
  Rows rows(40, Row(120));
  for (std::size_t at = 0; at < 40 * 120; ++at)
    rows[at / 120][at % 120] = static_cast<std::uint8_t>(at * at * 7919U >> 3U);
  const std::string whole = png_bytes(40, rows);
  const auto pixels = decoded(whole).pixels;
  for (std::size_t size = 8; size < whole.size(); ++size) {
    const std::string cut = whole.substr(0, size);
    if (refusal(cut).empty())
      EXPECT_EQ(decoded(cut).pixels, pixels) << size << " of " << whole.size() << " bytes";
    else
      EXPECT_EQ(refusal(cut).find("photo.png: the image cannot be read: "), 0U) << refusal(cut);
  }
  EXPECT_NE(refusal(whole.substr(0, whole.size() - 100)), "");
}

TEST(Png, DamageIsRefused) {
  const PngStyle style{
      .colour_type = PNG_COLOR_TYPE_PALETTE, .palette = {{1, 2, 3}, {4, 5, 6}}, .transparency = {0, 255}};
  for (const std::string part : {"IHDR", "PLTE", "tRNS", "IDAT"}) {
    std::string bytes = png_bytes(2, {{0, 1}}, style);
    char& damaged = bytes[bytes.find(part) + 4];
    damaged = static_cast<char>(damaged ^ 1);
    EXPECT_NE(refusal(bytes), "") << part;
  }
  std::string as_text = png_bytes(3, {three_colours});
  as_text.erase(4, 1);  // the carriage return, as transferring it as text does
  EXPECT_NE(refusal(as_text), "");
}

}  // namespace
}  // namespace lfp::test::png_decoder_test
