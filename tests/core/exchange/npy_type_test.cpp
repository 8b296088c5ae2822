#include "core/exchange/npy_type.h"

#include "tests/support/error_text.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::npy_type_test {
namespace {

template <class Number>
std::string raw(std::initializer_list<Number> numbers) {
  return {reinterpret_cast<const char*>(numbers.begin()), numbers.size() * sizeof(Number)};
}

/// With the bytes of each number the other way round.
std::string swapped(std::string bytes, std::size_t size) {
  for (auto number = bytes.begin(); number != bytes.end(); number += static_cast<std::ptrdiff_t>(size))
    std::reverse(number, number + static_cast<std::ptrdiff_t>(size));
  return bytes;
}

std::vector<float> numbers(const std::string& descr, const std::string& bytes) {
  return npy_numbers(bytes, parse_npy_type(descr, "w"), "w");
}

std::string refusal(const std::string& descr) {
  return error_text([&] { parse_npy_type(descr, "w.npz: w.npy"); });
}

using Floats = std::vector<float>;

TEST(NpyType, AllCommonNumbersAreRead) {
  EXPECT_EQ(numbers("<f4", raw({0.5F, -3.0F})), (Floats{0.5F, -3.0F}));
  EXPECT_EQ(numbers("<f8", raw({0.5, 1.0 / 3.0})), (Floats{0.5F, static_cast<float>(1.0 / 3.0)}));
  EXPECT_EQ(numbers("|i1", raw<std::int8_t>({-128, 127})), (Floats{-128, 127}));
  EXPECT_EQ(numbers("|u1", raw<std::uint8_t>({0, 255})), (Floats{0, 255}));
  EXPECT_EQ(numbers("<i2", raw<std::int16_t>({-32768, 7})), (Floats{-32768, 7}));
  EXPECT_EQ(numbers("<u2", raw<std::uint16_t>({65535})), (Floats{65535}));
  EXPECT_EQ(numbers("<i4", raw<std::int32_t>({-5})), (Floats{-5}));
  EXPECT_EQ(numbers("<u4", raw<std::uint32_t>({4000000000})), (Floats{4e9F}));
  EXPECT_EQ(numbers("<i8", raw<std::int64_t>({-1})), (Floats{-1}));
  EXPECT_EQ(numbers("<u8", raw<std::uint64_t>({1ULL << 63})), (Floats{9223372036854775808.0F}));
  EXPECT_EQ(numbers("|b1", raw<std::uint8_t>({0, 1})), (Floats{0, 1}));
}

TEST(NpyType, HalfPrecisionIsExact) {
  // 1, -2, the largest one, the smallest one, infinity.
  const auto values = numbers("<f2", raw<std::uint16_t>({0x3C00, 0xC000, 0x7BFF, 0x0001, 0x7C00}));
  EXPECT_EQ(values, (Floats{1.0F, -2.0F, 65504.0F, 0x1p-24F, std::numeric_limits<float>::infinity()}));
  EXPECT_TRUE(std::isnan(numbers("<f2", raw<std::uint16_t>({0x7E00}))[0]));
}

TEST(NpyType, BothByteOrdersAreRead) {
  EXPECT_EQ(numbers(">f4", swapped(raw({0.5F, -3.0F}), 4)), (Floats{0.5F, -3.0F}));
  EXPECT_EQ(numbers(">f8", swapped(raw({0.5, -3.0}), 8)), (Floats{0.5F, -3.0F}));
  EXPECT_EQ(numbers(">f2", swapped(raw<std::uint16_t>({0x3C00}), 2)), (Floats{1.0F}));
  EXPECT_EQ(numbers(">i4", swapped(raw<std::int32_t>({-70000}), 4)), (Floats{-70000}));
  EXPECT_EQ(numbers(">u2", swapped(raw<std::uint16_t>({258}), 2)), (Floats{258}));
}

TEST(NpyType, ValuesThatDoNotFitAreRefusedAndInfinitiesKept) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(numbers("<f8", raw({-infinity}))[0], -std::numeric_limits<float>::infinity());
  EXPECT_EQ(numbers("<f8", raw({3.4028234663852886e38}))[0], std::numeric_limits<float>::max());
  EXPECT_EQ(numbers("<f8", raw({1e-60}))[0], 0.0F);
  const auto message = error_text([] { numbers("<f8", raw({1.0, 1e39})); });
  EXPECT_EQ(message.find("w: the value 1e+39 is too large for a 32-bit float. "), 0U) << message;
}

TEST(NpyType, WhatIsNoNumberIsNamed) {
  EXPECT_NE(refusal("|O").find("w.npz: w.npy: its elements are Python objects"), std::string::npos);
  EXPECT_NE(refusal("|O").find("numpy.asarray"), std::string::npos) << "what to do";
  EXPECT_NE(refusal("<U5").find("texts"), std::string::npos);
  EXPECT_NE(refusal("|S3").find("texts"), std::string::npos);
  EXPECT_NE(refusal("<c8").find("complex"), std::string::npos);
  EXPECT_NE(refusal("<M8[ns]").find("dates"), std::string::npos);
  EXPECT_NE(refusal("<f16").find("floats of 128 bits"), std::string::npos);
  EXPECT_NE(refusal("V").find("records"), std::string::npos);
  for (const char* bad : {"", "<", "f", "<f4x", "<f3", "<i16", "<i-4", "|b4", "4f"})
    EXPECT_NE(refusal(bad), "") << bad;
}

}  // namespace
}  // namespace lfp::test::npy_type_test
