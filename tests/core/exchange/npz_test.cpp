#include "core/exchange/npz.h"

#include "core/exchange/npy.h"
#include "core/files/zip_file.h"
#include "tests/support/error_text.h"
#include "tests/support/temporary_folder.h"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

#include <gtest/gtest.h>
#include <zlib.h>

namespace lfp::test::npz_test {
namespace {

NamedArrays example() {
  return {{"layer1.weight", {2, 3}, {0.5F, -1.25F, 1e-38F, 3.4e38F, -0.0F, 1.0F / 3.0F}},
          {"layer1.bias", {2}, {7.0F, -8.0F}},
          {"a.number", {}, {42.0F}}};
}

std::uint32_t little_endian(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < size; ++i)
    number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

/// A .npy file as numpy would write it, from its parts.
std::string npy(const std::string& dictionary, const std::string& numbers) {
  std::string header = dictionary;
  header.append(63 - (10 + header.size()) % 64, ' ').append("\n");
  return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(header.size()) + '\0' + header + numbers;
}

template <class Number>
std::string raw(std::initializer_list<Number> numbers) {
  return {reinterpret_cast<const char*>(numbers.begin()), numbers.size() * sizeof(Number)};
}

void expect_same(const NamedArrays& actual, const NamedArrays& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    EXPECT_EQ(actual[i].name, expected[i].name);
    EXPECT_EQ(actual[i].shape, expected[i].shape);
    ASSERT_EQ(actual[i].values.size(), expected[i].values.size());
    EXPECT_EQ(std::memcmp(actual[i].values.data(), expected[i].values.data(), 4 * actual[i].values.size()),
              0);
  }
}

TEST(Npy, HasTheBytesThatTheFormatAsksFor) {
  const auto bytes = npy_bytes(example()[0]);
  EXPECT_EQ(bytes.substr(0, 8), std::string("\x93NUMPY\x01\x00", 8));
  const auto length = little_endian(bytes, 8, 2);
  EXPECT_EQ((10 + length) % 64, 0U);
  const auto header = bytes.substr(10, length);
  EXPECT_EQ(header.find("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"), 0U) << header;
  EXPECT_EQ(header.back(), '\n');
  ASSERT_EQ(bytes.size(), 10 + length + 6 * 4);
  EXPECT_EQ(little_endian(bytes, 10 + length, 4), 0x3f000000U) << "0.5 comes first";
}

TEST(Npy, ShapesAreTuplesAsPythonWritesThem) {
  EXPECT_NE(npy_bytes(example()[1]).find("'shape': (2, ), }"), std::string::npos);
  EXPECT_NE(npy_bytes(example()[2]).find("'shape': (), }"), std::string::npos);
}

TEST(Npy, ReadsWhatNumpyWrites) {
  const auto doubles =
      parse_npy(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", raw({0.5, -3.0})), "x");
  EXPECT_EQ(doubles.shape, (std::vector<std::int64_t>{2}));
  EXPECT_EQ(doubles.values, (std::vector<float>{0.5F, -3.0F}));
  const auto transposed = parse_npy(
      npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", raw({1.F, 4.F, 2.F, 5.F, 3.F, 6.F})),
      "x");
  EXPECT_EQ(transposed.values, (std::vector<float>{1, 2, 3, 4, 5, 6}));
}

TEST(Npy, ShapesOfPython2OnWindowsHaveALetter) {
  const auto array = parse_npy(
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 1L), }", raw({0.5F, -1.25F})), "x");
  EXPECT_EQ(array.shape, (std::vector<std::int64_t>{2, 1}));
  EXPECT_EQ(array.values, (std::vector<float>{0.5F, -1.25F}));
  EXPECT_EQ(
      parse_npy(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1L,)}", raw({3.0F})), "x").shape,
      std::vector<std::int64_t>{1});
}

TEST(Npy, HeadersOfOtherWritersAreRead) {
  const auto values = raw({1.0F, 2.0F});
  for (const char* header : {"{'shape': (2,), 'fortran_order': False, 'descr': '<f4'}",
                             "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2,)}",
                             "{'descr':'<f4','fortran_order':False,'shape':(2,)}",
                             "{'descr': u'<f4', 'fortran_order': False, 'shape': ( 2 , ), }",
                             "{'descr': '=f4', 'fortran_order': False, 'shape': (2,), }"})
    EXPECT_EQ(parse_npy(npy(header, values), "x").values, (std::vector<float>{1, 2})) << header;
  std::string longer("\x93NUMPY\x02\x00", 8);
  const std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n";
  longer += static_cast<char>(header.size());
  longer += std::string(3, '\0') + header + values;
  EXPECT_EQ(parse_npy(longer, "x").values, (std::vector<float>{1, 2})) << "version 2";
  longer[6] = 4;
  EXPECT_NE(error_text([&] { parse_npy(longer, "x"); }).find("version 4"), std::string::npos);
}

TEST(Npy, DamagedArraysAreRefusedWithTheirPlace) {
  const auto refusal = [](const std::string& bytes) {
    return error_text([&] { parse_npy(bytes, "w.npz: a.npy"); });
  };
  const std::string good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
  EXPECT_EQ(refusal(npy(good, raw({1.F, 2.F}))), "");
  EXPECT_EQ(refusal("PK").find("w.npz: a.npy: this is not a .npy array."), 0U);
  EXPECT_NE(refusal(npy(good, raw({1.F}))).find("cut short"), std::string::npos);
  EXPECT_NE(refusal(npy(good, raw({1.F, 2.F, 3.F}))).find("too many"), std::string::npos);
  EXPECT_NE(refusal(npy(good, "").substr(0, 20)).find("header is cut short"), std::string::npos);
  EXPECT_NE(refusal(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2.0,), }", raw({1.F, 2.F})))
                .find("shape"),
            std::string::npos);
  EXPECT_NE(refusal(npy("{'descr': '<f4', 'fortran_order': Maybe, 'shape': (2,), }", raw({1.F, 2.F})))
                .find("the order of the array's numbers"),
            std::string::npos);
  EXPECT_NE(refusal(npy("{'descr': '<f4', 'fortran_order': False, 'shape': 2, }", "")).find("shape"),
            std::string::npos);
  EXPECT_NE(refusal(npy("{'descr': '<f4', 'shape': (2,), }", raw({1.F, 2.F}))).find("fortran_order"),
            std::string::npos);
  EXPECT_NE(refusal(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", ""))
                .find("cut"),
            std::string::npos);
}

TEST(Npz, IsAnArchiveOfStoredNpyFiles) {
  const auto bytes = npz_bytes(example());
  EXPECT_EQ(bytes.substr(0, 4), "PK\x03\x04");
  EXPECT_EQ(little_endian(bytes, 8, 2), 0U) << "stored, not packed";
  const auto name_length = little_endian(bytes, 26, 2);
  const auto extra_length = little_endian(bytes, 28, 2);
  EXPECT_EQ(bytes.substr(30, name_length), "layer1.weight.npy");
  const auto first = npy_bytes(example()[0]);
  EXPECT_EQ(bytes.substr(30 + name_length + extra_length, first.size()), first);
}

TEST(Npz, TheSameArraysGiveTheSameBytes) {
  EXPECT_EQ(npz_bytes(example()), npz_bytes(example()));
}

TEST(Npz, ReadsBackToTheBit) {
  expect_same(parse_npz(npz_bytes(example()), "w.npz"), example());
}

TEST(Npz, KeepsWhatIsNotFinite) {
  const auto infinity = std::numeric_limits<float>::infinity();
  const auto back = parse_npz(npz_bytes({{"w", {2}, {NAN, -infinity}}}), "w.npz");
  EXPECT_TRUE(std::isnan(back[0].values[0]));
  EXPECT_EQ(back[0].values[1], -infinity);
}

TEST(Npz, AnyNumberOfArraysFits) {
  expect_same(parse_npz(npz_bytes({}), "w.npz"), {});
  NamedArrays many;
  for (int i = 0; i < 300; ++i) many.push_back({"layer" + std::to_string(i), {1}, {static_cast<float>(i)}});
  expect_same(parse_npz(npz_bytes(many), "w.npz"), many);
}

TEST(Npz, PackedArraysAndZip64AreRead) {
  const std::vector<ZipEntry> files{{"w.npy", npy_bytes(example()[0])}};
  expect_same(parse_npz(zip_bytes(files, ZipPacking::deflated, "w.npz"), "w.npz"),
              {{"w", {2, 3}, example()[0].values}});
  // As numpy writes large arrays: the sizes in the local header are -1, and stand in an extra field.
  const std::string array = npy_bytes({"w", {1}, {0.5F}});
  const auto number = [](std::uint64_t value, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(value >> 8 * i & 0xFF);
    return bytes;
  };
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(array.data()), static_cast<uInt>(array.size()));
  const std::string sizes = number(array.size(), 8) + number(array.size(), 8);
  const std::string common =
      number(45, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(33, 2) + number(sum, 4);
  const std::string local = "PK\x03\x04" + common + number(0xFFFFFFFF, 4) + number(0xFFFFFFFF, 4) +
                            number(5, 2) + number(20, 2) + "w.npy" + number(1, 2) + number(16, 2) + sizes +
                            array;
  const std::string central = "PK\x01\x02" + number(45, 2) + common + number(0xFFFFFFFF, 4) +
                              number(0xFFFFFFFF, 4) + number(5, 2) + number(20, 2) + number(0, 2) +
                              number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4) + "w.npy" +
                              number(1, 2) + number(16, 2) + sizes;
  const std::string end = "PK\x05\x06" + number(0, 4) + number(1, 2) + number(1, 2) +
                          number(central.size(), 4) + number(local.size(), 4) + number(0, 2);
  expect_same(parse_npz(local + central + end, "w.npz"), {{"w", {1}, {0.5F}}});
}

TEST(Npz, WhatArchiversAddIsPassedOver) {
  const std::vector<ZipEntry> files{{"__MACOSX/._w.npy", "Mac OS X"},
                                    {"w.npy", npy_bytes({"w", {1}, {0.5F}})},
                                    {"._w.npy", "Mac OS X"},
                                    {"more/", ""}};
  expect_same(parse_npz(zip_bytes(files, ZipPacking::stored, "w.npz"), "w.npz"), {{"w", {1}, {0.5F}}});
}

TEST(Npz, ValuesTooLargeAreRefusedWithTheArray) {
  const std::vector<ZipEntry> files{
      {"w.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", raw({1.0, -1e39}))}};
  const auto bytes = zip_bytes(files, ZipPacking::stored, "w.npz");
  const auto message = error_text([&] { parse_npz(bytes, "w.npz"); });
  EXPECT_EQ(message.find("w.npz: w.npy: the value -1e+39 is too large for a 32-bit float"), 0U) << message;
}

TEST(Npz, DamagedArchivesAreRefused) {
  const auto refusal = [](const std::string& bytes) {
    return error_text([&] { parse_npz(bytes, "w.npz"); });
  };
  EXPECT_EQ(refusal("not an archive").find("w.npz: this is not a .npz archive"), 0U);
  const auto good = npz_bytes(example());
  EXPECT_EQ(refusal(good.substr(0, good.size() / 2)).find("w.npz"), 0U);
  auto flipped = good;
  const auto number = good.find(npy_bytes(example()[0])) + npy_bytes(example()[0]).size() - 1;
  flipped[number] = static_cast<char>(flipped[number] ^ 0x40);
  EXPECT_NE(refusal(flipped), "") << "the archive's checksum does not fit";
}

TEST(Npz, NumpyReadsIt) {
  if (std::system("python3 -c 'import numpy' 2>/dev/null") != 0)
    GTEST_SKIP() << "python3 with numpy is not there";
  const TemporaryFolder folder;
  folder.write("w.npz", npz_bytes(example()));
  const std::string script =
      "import numpy, sys; w = numpy.load(sys.argv[1]); "
      "assert w['layer1.weight'].shape == (2, 3) and w['layer1.weight'].dtype == numpy.float32; "
      "assert w['layer1.weight'][1, 2] == numpy.float32(1) / numpy.float32(3); "
      "assert list(w['layer1.bias']) == [7, -8] and w['a.number'] == 42";
  EXPECT_EQ(std::system(("python3 -c \"" + script + "\" " + (folder / "w.npz").string()).c_str()), 0);
}

}  // namespace
}  // namespace lfp::test::npz_test
