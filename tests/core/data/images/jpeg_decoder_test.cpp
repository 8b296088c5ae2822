#include "core/data/images/image_decoder.h"
#include "tests/support/error_text.h"
#include "tests/support/jpeg_bytes.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::jpeg_decoder_test {
namespace {

constexpr int width = 32;
constexpr int height = 24;

Picture decoded(const std::string& bytes) {
  return decode_jpeg("photo.jpg", bytes);
}

std::string refusal(const std::string& bytes) {
  return error_text([&] { decoded(bytes); });
}

/// Red grows to the right, green downwards, blue is the same everywhere.
std::vector<std::uint8_t> slope() {
  std::vector<std::uint8_t> samples;
  for (int row = 0; row < height; ++row)
    for (int column = 0; column < width; ++column)
      for (const int value : {40 + 5 * column, 30 + 6 * row, 100})
        samples.push_back(static_cast<std::uint8_t>(value));
  return samples;
}

/// Much detail, so that every byte of the file counts.
std::vector<std::uint8_t> noise() {
  std::vector<std::uint8_t> samples;
  for (unsigned at = 0; at < 3U * width * height; ++at)
    samples.push_back(static_cast<std::uint8_t>(at * at * 7919U >> 3U));
  return samples;
}

std::vector<std::uint8_t> plain(std::initializer_list<int> pixel) {
  std::vector<std::uint8_t> samples;
  for (int at = 0; at < width * height; ++at)
    for (const int value : pixel) samples.push_back(static_cast<std::uint8_t>(value));
  return samples;
}

void expect_near(const Picture& picture, const std::vector<std::uint8_t>& samples, int tolerance) {
  EXPECT_EQ(picture.width, width);
  EXPECT_EQ(picture.height, height);
  ASSERT_EQ(picture.pixels.size(), samples.size());
  for (std::size_t at = 0; at < samples.size(); ++at)
    ASSERT_NEAR(picture.pixels[at], samples[at], tolerance) << "sample " << at;
}

TEST(Jpeg, AllWaysOfStoringAPictureGiveItsPixels) {
  expect_near(decoded(jpeg_bytes(width, height, slope())), slope(), 2);
  expect_near(decoded(jpeg_bytes(width, height, slope(), {.stored = JCS_RGB})), slope(), 2);
  expect_near(decoded(jpeg_bytes(width, height, slope(), {.is_progressive = true})), slope(), 2);
  expect_near(decoded(jpeg_bytes(width, height, slope(), {.is_arithmetic = true})), slope(), 2);
  expect_near(decoded(jpeg_bytes(width, height, slope(), {.restart_rows = 1})), slope(), 2);
  // Colours in blocks of several pixels: 4:2:2, 4:2:0, 4:1:1, 4:4:0.
  for (const auto& [across, down] : {std::pair(2, 1), {2, 2}, {4, 1}, {1, 2}})
    expect_near(decoded(jpeg_bytes(width, height, slope(),
                                   {.horizontal_subsampling = across, .vertical_subsampling = down})),
                slope(), across == 4 ? 16 : 8);
}

TEST(Jpeg, GreyIsTheSameInAllThreeColours) {
  std::vector<std::uint8_t> grey;
  for (int at = 0; at < width * height; ++at) grey.push_back(static_cast<std::uint8_t>(at / 4));
  const auto picture =
      decoded(jpeg_bytes(width, height, grey, {.given = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE}));
  ASSERT_EQ(picture.pixels.size(), 3 * grey.size());
  for (std::size_t at = 0; at < grey.size(); ++at)
    for (std::size_t colour = 0; colour < 3; ++colour)
      ASSERT_NEAR(picture.pixels[3 * at + colour], grey[at], 2) << at;
}

TEST(Jpeg, InksTakeAwayFromWhite) {
  // 20 % cyan, 60 % magenta, no yellow, 40 % black: of red, 0.8 x 0.6 are left, and so on.
  expect_near(
      decoded(jpeg_bytes(width, height, plain({51, 153, 0, 102}), {.given = JCS_CMYK, .stored = JCS_CMYK})),
      plain({122, 61, 153}), 2);
}

TEST(Jpeg, AdobesInksAreStoredUpsideDown) {
  const std::vector<std::uint8_t> left = plain({204, 102, 255, 153});
  for (const J_COLOR_SPACE stored : {JCS_CMYK, JCS_YCCK})
    expect_near(decoded(jpeg_bytes(width, height, left,
                                   {.given = JCS_CMYK, .stored = stored, .has_adobe_marker = true})),
                plain({122, 61, 153}), 2);
}

TEST(Jpeg, IsTurnedUpright) {
  const auto picture = [](const std::string& exif) {
    return decoded(jpeg_bytes(width, height, slope(), {.exif = exif}));
  };
  const Picture stored = picture("");
  for (const bool is_big_endian : {false, true})
    for (unsigned orientation = 1; orientation <= 8; ++orientation)
      EXPECT_EQ(picture(exif_marker(exif_bytes(is_big_endian, orientation))).pixels,
                upright(stored, static_cast<int>(orientation)).pixels);
  EXPECT_EQ(picture(exif_marker(exif_bytes(true, 6))).width, height);
  EXPECT_EQ(picture(exif_marker("II*")).pixels, stored.pixels) << "damaged";
  EXPECT_EQ(picture("Exif").pixels, stored.pixels);
  EXPECT_EQ(picture(exif_bytes(true, 6)).pixels, stored.pixels) << "another kind of block";
}

TEST(Jpeg, SizeIsThatOfTheUprightPicture) {
  const std::string bytes = jpeg_bytes(width, height, slope(), {.exif = exif_marker(exif_bytes(true, 8))});
  EXPECT_EQ(jpeg_size("photo.jpg", bytes), (PictureSize{height, width}));
  EXPECT_EQ(jpeg_size("photo.jpg", bytes.substr(0, 700)), (PictureSize{height, width}))
      << "the header is enough";
  EXPECT_THROW(jpeg_size("photo.jpg", bytes.substr(0, 20)), Error);
}

/// Where a marker begins for the first time.
std::size_t marker(const std::string& bytes, int code) {
  return bytes.find(std::string("\xFF") + static_cast<char>(code));
}

TEST(Jpeg, BytesTooManyAreHarmless) {
  const std::string whole = jpeg_bytes(width, height, noise());
  const Picture picture = decoded(whole);
  for (const int before : {0xDB, 0xC0, 0xC4, 0xDA}) {
    std::string bytes = whole;
    bytes.insert(marker(bytes, before), "abc");
    EXPECT_EQ(decoded(bytes).pixels, picture.pixels) << before;
  }
  std::string before_the_end = whole;
  before_the_end.insert(whole.size() - 2, std::string(5, '\0'));
  EXPECT_EQ(decoded(before_the_end).pixels, picture.pixels);
  EXPECT_EQ(decoded(whole + std::string(100, 'x')).pixels, picture.pixels) << "after the end";
}

TEST(Jpeg, FilledMarkersAndOtherVersionsAreHarmless) {
  const std::string whole = jpeg_bytes(width, height, noise());
  std::string filled = whole;
  filled.insert(marker(whole, 0xDA), "\xFF\xFF");
  EXPECT_EQ(decoded(filled).pixels, decoded(whole).pixels);
  std::string newer = whole;
  newer[11] = 7;  // the version of JFIF
  EXPECT_EQ(decoded(newer).pixels, decoded(whole).pixels);
}

TEST(Jpeg, CutFilesAreRefusedUnlessOnlyTheEndMarkerIsMissing) {
  for (const JpegStyle& style : {JpegStyle{}, JpegStyle{.is_progressive = true},
                                 JpegStyle{.is_arithmetic = true}, JpegStyle{.restart_rows = 1}}) {
    const std::string whole = jpeg_bytes(width, height, noise(), style);
    const auto pixels = decoded(whole).pixels;
    const bool is_in_one_scan = !style.is_progressive && !style.is_arithmetic;
    for (std::size_t missing = 1; missing < whole.size() - 3; ++missing) {
      const std::string cut = whole.substr(0, whole.size() - missing);
      if (is_in_one_scan && missing <= 2)
        EXPECT_EQ(decoded(cut).pixels, pixels);
      else
        EXPECT_NE(refusal(cut), "") << missing << " of " << whole.size() << " bytes are missing";
    }
  }
}

TEST(Jpeg, CutDataWithAnEndMarkerAreRefused) {
  const std::string whole = jpeg_bytes(width, height, noise());
  const std::string cut = whole.substr(0, whole.size() / 2) + "\xFF\xD9";
  EXPECT_NE(refusal(cut).find("photo.jpg: the image cannot be read: "), std::string::npos) << refusal(cut);
}

TEST(Jpeg, LostPartsBetweenRestartMarkersAreRefused) {
  const std::string whole = jpeg_bytes(width, height, noise(), {.restart_rows = 1});
  const std::size_t first = marker(whole, 0xD0);
  const std::size_t second = marker(whole, 0xD1);
  ASSERT_LT(first, second);
  EXPECT_NE(refusal(whole.substr(0, first) + whole.substr(second)), "");
}

TEST(Jpeg, ScansThatWereOverwrittenAreRefused) {
  const std::string whole = jpeg_bytes(width, height, noise());
  const std::size_t scan = marker(whole, 0xDA);
  std::string zeros = whole;
  std::fill(zeros.begin() + static_cast<std::ptrdiff_t>(scan) + 20, zeros.end() - 2, '\0');
  EXPECT_NE(refusal(zeros), "");
  std::fill(zeros.end() - 2, zeros.end(), '\0');
  EXPECT_NE(refusal(zeros), "") << "also without an end";
  for (const std::size_t lost : {4U, 8U, 20U, 60U})
    EXPECT_NE(refusal(whole.substr(0, whole.size() - lost) + std::string(lost, '\0')), "") << lost;
}

TEST(Jpeg, OtherNumbersOfChannelsAreRefused) {
  EXPECT_NE(refusal(jpeg_bytes(width, height, plain({1, 2}), {.given = JCS_UNKNOWN, .stored = JCS_UNKNOWN}))
                .find("2 channels"),
            std::string::npos);
}

TEST(Jpeg, TooManyPixelsAreRefusedBeforeTheyAreDecoded) {
  std::string bytes = jpeg_bytes(width, height, slope());
  const std::size_t frame = marker(bytes, 0xC0);
  for (std::size_t at = 5; at < 9; ++at) bytes[frame + at] = '\x7F';
  EXPECT_NE(refusal(bytes).find("32639 x 32639 pixels are too many"), std::string::npos) << refusal(bytes);
}

}  // namespace
}  // namespace lfp::test::jpeg_decoder_test
