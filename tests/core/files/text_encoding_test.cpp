#include "core/files/text_encoding.h"

#include "tests/support/error_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::text_encoding_test {
namespace {

DecodedText decoded(std::string bytes) {
  return decoded_text(std::move(bytes), "a.txt");
}

/// A character as UTF-8 has it, by its number.
std::string utf8(char32_t character) {
  const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  if (character < 0x80) return {byte(character)};
  if (character < 0x800) return {byte(0xC0 | (character >> 6U)), byte(0x80 | (character & 0x3F))};
  if (character < 0x10000)
    return {byte(0xE0 | (character >> 12U)), byte(0x80 | ((character >> 6U) & 0x3F)),
            byte(0x80 | (character & 0x3F))};
  return {byte(0xF0 | (character >> 18U)), byte(0x80 | ((character >> 12U) & 0x3F)),
          byte(0x80 | ((character >> 6U) & 0x3F)), byte(0x80 | (character & 0x3F))};
}

std::string utf16(char32_t character, bool is_little) {
  const auto unit = [&](char32_t value) {
    const char low = static_cast<char>(static_cast<unsigned char>(value & 0xFF));
    const char high = static_cast<char>(static_cast<unsigned char>(value >> 8U));
    return is_little ? std::string{low, high} : std::string{high, low};
  };
  if (character < 0x10000) return unit(character);
  const char32_t rest = character - 0x10000;
  return unit(0xD800 | (rest >> 10U)) + unit(0xDC00 | (rest & 0x3FF));
}

rc::Gen<std::vector<char32_t>> any_text() {
  const auto character = rc::gen::oneOf(
      rc::gen::inRange<char32_t>(0x20, 0x7F), rc::gen::inRange<char32_t>(0xA0, 0xD800),
      rc::gen::inRange<char32_t>(0xE000, 0xFFFE), rc::gen::inRange<char32_t>(0x10000, 0x110000));
  return rc::gen::container<std::vector<char32_t>>(character);
}

RC_GTEST_PROP(TextEncoding, Utf8AndUtf16SayTheSame, ()) {
  const auto characters = *any_text();
  std::string wanted;
  std::string little = "\xFF\xFE";
  std::string big = "\xFE\xFF";
  for (const auto character : characters) {
    wanted += utf8(character);
    little += utf16(character, true);
    big += utf16(character, false);
  }
  RC_ASSERT(decoded(wanted).text == wanted);
  RC_ASSERT(decoded(wanted).encoding == "UTF-8");
  RC_ASSERT(decoded("\xEF\xBB\xBF" + wanted).text == wanted);
  RC_ASSERT(decoded(little).text == wanted);
  RC_ASSERT(decoded(little).encoding == "UTF-16");
  RC_ASSERT(decoded(big).text == wanted);
}

TEST(TextEncoding, WhatIsNotUtf8IsWindows1252) {
  const auto text = decoded("\x80 S\xFC\xDF \x93k\x94");
  EXPECT_EQ(text.text, "€ Süß “k”");
  EXPECT_EQ(text.encoding, "Windows-1252");
  for (const std::string odd : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82"})
    EXPECT_EQ(decoded("f\xFCr").encoding, "Windows-1252") << odd;
}

TEST(TextEncoding, BytesThatFitNothingAreNamed) {
  const auto message = [](const std::string& bytes) { return error_text([&] { decoded(bytes); }); };
  EXPECT_EQ(message("a\nb\x81"),
            "a.txt, row 2, byte 3: this is no character of Windows-1252. Save it as text in UTF-8.");
  EXPECT_EQ(message("a\rb\x81").find("a.txt, row 2, byte 3: "), 0U) << "lines of old files";
  EXPECT_NE(message("Föhre, Süß, F\xF6hre").find("byte 16"), std::string::npos);
  EXPECT_NE(message("\xEF\xBB\xBF\xFC").find("UTF-8"), std::string::npos);
  EXPECT_NE(message(std::string("ab\0", 3)).find("not a text file"), std::string::npos);
  EXPECT_NE(message(std::string("\0\0\xFE\xFF\0\0a", 7)).find("UTF-32"), std::string::npos);
  EXPECT_NE(message("\xFF\xFE\x41").find("UTF-16"), std::string::npos);
}

TEST(TextEncoding, LineEndsAreEvened) {
  EXPECT_EQ(decoded("a\r\nb\rc\n\x1A").text, "a\nb\rc\n");
  EXPECT_EQ(decoded("a\r\r\nb\r\r\n").text, "a\nb\n") << "translated twice";
  EXPECT_EQ(decoded("\xEF\xBB\xBF\xEF\xBB\xBFä").text, "ä");
  EXPECT_EQ(decoded("").text, "");
}

}  // namespace
}  // namespace lfp::test::text_encoding_test
