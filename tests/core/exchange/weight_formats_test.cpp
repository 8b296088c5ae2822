#include "core/exchange/weight_formats.h"

#include "core/exchange/npy.h"
#include "core/exchange/npz.h"
#include "core/exchange/weights_csv.h"
#include "core/exchange/weights_json.h"
#include "core/files/csv_text.h"
#include "core/files/zip_file.h"
#include "tests/support/error_text.h"
#include "tests/support/temporary_folder.h"

#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace lfp::test::weight_formats_test {
namespace {

NamedArrays example() {
  return {{"layer1.weight", {2, 2}, {0.1F, -2.0F, 1e-20F, 1.0F / 3.0F}}, {"layer1.bias", {2}, {0.0F, 5.5F}}};
}

TEST(CsvText, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(csv_field("LFP-ε"), "LFP-ε");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
}

TEST(CsvText, NumbersAreTheShortestThatReadBack) {
  EXPECT_EQ(shortest(0.1F), "0.1");
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(std::stof(shortest(1.0F / 3.0F)), 1.0F / 3.0F);
  EXPECT_EQ(std::stod(shortest(0.1 + 0.2)), 0.1 + 0.2);
  EXPECT_EQ(shortest(-std::nan("")), "nan");
  EXPECT_EQ(shortest(-INFINITY), "-inf");
}

TEST(WeightsCsv, IsOneLineANumber) {
  EXPECT_EQ(
      weights_csv(example()),
      "array,row,column,value\n"
      "layer1.weight,0,0,0.1\nlayer1.weight,0,1,-2\nlayer1.weight,1,0,1e-20\nlayer1.weight,1,1,0.33333334\n"
      "layer1.bias,0,,0\nlayer1.bias,1,,5.5\n");
}

TEST(WeightsCsv, MoreDimensionsGetMoreColumns) {
  EXPECT_EQ(weights_csv({{"kernel", {1, 1, 2, 1}, {1.0F, 2.0F}}}),
            "array,row,column,index_3,index_4,value\nkernel,0,0,0,0,1\nkernel,0,0,1,0,2\n");
}

TEST(WeightsJson, ReadsBackToTheBit) {
  const auto back = parse_weights_json(weights_json(example()), "w.json");
  ASSERT_EQ(back.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(back[i].name, example()[i].name);
    EXPECT_EQ(back[i].shape, example()[i].shape);
    EXPECT_EQ(back[i].values, example()[i].values);
  }
}

TEST(WeightsJson, WhatIsNotFiniteIsNull) {
  const auto text = weights_json({{"w", {2}, {INFINITY, 1.0F}}});
  EXPECT_NE(text.find("[null, 1]"), std::string::npos) << text;
  EXPECT_TRUE(std::isnan(parse_weights_json(text, "")[0].values[0]));
}

TEST(WeightsJson, AWordForWhatIsNotFiniteIsNamedWithItsLine) {
  for (const char* word : {"NaN", "-Infinity"}) {
    const std::string json =
        "{\"format\": \"lfplab-weights\", \"version\": 1,\n \"arrays\": [{\"name\": \"w\", "
        "\"shape\": [2],\n \"values\": [1, " +
        std::string(word) + "]}]}";
    const std::string refusal = error_text([&] { parse_weights_json(json, "w.json"); });
    EXPECT_TRUE(refusal.starts_with("w.json, line 3: ")) << refusal;
    EXPECT_NE(refusal.find("is not a finite number"), std::string::npos) << refusal;
  }
}

TEST(WeightsJson, OtherFilesAreRefusedWithTheirPlace) {
  const auto refusal = [](const std::string& text) {
    return error_text([&] { parse_weights_json(text, "w.json"); });
  };
  EXPECT_EQ(refusal("{").find("w.json: this is not a weights file"), 0U);
  EXPECT_EQ(refusal(R"({"format": "lfplab-experiment"})").find("w.json: this is not a weights file"), 0U);
  EXPECT_EQ(refusal(R"({"format": "lfplab-weights", "version": 2, "arrays": []})").find("w.json: version: "),
            0U);
  const std::string start =
      R"({"format": "lfplab-weights", "version": 1, "arrays": [{"name": "w", "shape": )";
  EXPECT_EQ(
      refusal(start + R"([2, 2], "values": [1, 2, 3]}]})").find("w.json: arrays[0]: there are 3 values"), 0U);
  EXPECT_EQ(refusal(start + R"([-1], "values": []}]})").find("w.json: arrays[0]: "), 0U);
  EXPECT_EQ(refusal(start + R"([1], "values": ["x"]}]})").find("w.json: arrays[0]: "), 0U);
  EXPECT_EQ(refusal(start + R"([1]}]})").find("w.json: arrays[0]: "), 0U);
  EXPECT_EQ(refusal(start + R"([4.4e74], "values": [1]}]})").find("w.json: arrays[0]: this is not"), 0U);
}

TEST(WeightFormats, EachHasANameAndAnEndingOfItsOwnAndSaysWhatItIs) {
  std::set<std::string> names;
  std::set<std::string> endings;
  for (const WeightFormat& format : weight_formats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_TRUE(endings.insert(format.ending).second) << format.ending;
    EXPECT_FALSE(format.summary.empty()) << format.name;
    EXPECT_TRUE(format.encode) << format.name;
    EXPECT_EQ(&find_weight_format(format.name, ""), &format);
    EXPECT_EQ(weight_format_of("folder.d/a name." + format.ending), &format);
  }
  EXPECT_EQ(weight_format_of("W.NPZ"), weight_format_of("w.npz"));
  EXPECT_EQ(weight_format_of("npz"), nullptr);
  const auto unknown = error_text([] { find_weight_format("hdf5", "here"); });
  EXPECT_NE(unknown.find(weight_format_names()), std::string::npos) << unknown;
}

TEST(WeightFormats, AFileIsReadByItsEnding) {
  const TemporaryFolder folder;
  for (const char* format : {"npz", "json"}) {
    const auto file = folder / (std::string("w.") + format);
    write_weights(example(), file, format);
    const auto back = read_weights(file);
    ASSERT_EQ(back.size(), 2U);
    EXPECT_EQ(back[0].values, example()[0].values);
  }
  write_weights(example(), folder / "w.csv", "csv");
  EXPECT_EQ(folder.read("w.csv"), weights_csv(example()));
  const auto csv = error_text([&] { read_weights(folder / "w.csv"); });
  EXPECT_NE(csv.find("npz, json"), std::string::npos) << csv;
}

TEST(WeightFormats, ASingleArrayOfNumpyIsNamedLikeItsFile) {
  const TemporaryFolder folder;
  folder.write("dense_1.NPY", npy_bytes({.name = {}, .shape = {2}, .values = {1.0F, 2.0F}}));
  const auto arrays = read_weights(folder / "dense_1.NPY");
  ASSERT_EQ(arrays.size(), 1U);
  EXPECT_EQ(arrays[0].name, "dense_1");
  EXPECT_EQ(arrays[0].values, (std::vector<float>{1.0F, 2.0F}));
}

TEST(WeightFormats, FilesOfNumpyAreKnownByWhatIsInThem) {
  const TemporaryFolder folder;
  folder.write("a.npz", npy_bytes({.name = {}, .shape = {1}, .values = {3.0F}}));
  EXPECT_EQ(read_weights(folder / "a.npz")[0].name, "a");
  folder.write("b.npy", npz_bytes({{"w", {1}, {4.0F}}}));
  EXPECT_EQ(read_weights(folder / "b.npy")[0].name, "w");
}

TEST(WeightFormats, FilesWithoutArraysOrWithTwoOfOneNameAreRefused) {
  const TemporaryFolder folder;
  const auto refusal = [&](const std::string& bytes) {
    folder.write("w.npz", bytes);
    return error_text([&] { read_weights(folder / "w.npz"); });
  };
  EXPECT_NE(refusal("").find("there is no array in it"), std::string::npos);
  EXPECT_NE(refusal(npz_bytes({})).find("there is no array in it"), std::string::npos);
  const std::string array = npy_bytes({.name = {}, .shape = {1}, .values = {1.0F}});
  const std::string twice = zip_bytes({{"v.npy", array}, {"w.npy", array}}, ZipPacking::stored, "w");
  std::string renamed = twice;
  for (std::size_t at = 0; (at = renamed.find("v.npy")) != std::string::npos;) renamed[at] = 'w';
  EXPECT_NE(refusal(renamed).find("two arrays called \"w\""), std::string::npos) << refusal(renamed);
  EXPECT_EQ(refusal(zip_bytes({{".DS_Store", "x"}, {"w.npy", array}}, ZipPacking::stored, "w")), "");
}

}  // namespace
}  // namespace lfp::test::weight_formats_test
