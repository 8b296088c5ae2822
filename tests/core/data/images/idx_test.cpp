#include "core/data/dataset.h"
#include "core/data/images/image_preview.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

namespace lfp::test::idx_test {
namespace {

namespace fs = std::filesystem;
using Bytes = std::string;

Bytes big_endian(std::uint32_t number) {
  Bytes bytes;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>((number >> shift) & 0xffU);
  return bytes;
}

/// `count` images of 2 rows and 3 columns whose pixels count up from 0.
Bytes images_of(std::uint32_t count) {
  Bytes bytes = big_endian(0x0803) + big_endian(count) + big_endian(2) + big_endian(3);
  for (std::uint32_t at = 0; at < count * 6; ++at) bytes += static_cast<char>(at);
  return bytes;
}

Bytes labels_of(const std::vector<int>& labels) {
  Bytes bytes = big_endian(0x0801) + big_endian(static_cast<std::uint32_t>(labels.size()));
  for (const int label : labels) bytes += static_cast<char>(label);
  return bytes;
}

/// A folder of its own for every test, gone afterwards, and no LFPLAB_DATA.
class Idx : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("lfplab-idx-") + testing::UnitTest::GetInstance()->current_test_info()->name() +
               std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    if (const char* data = std::getenv("LFPLAB_DATA")) data_ = data;
    unsetenv("LFPLAB_DATA");
    write("images", images_of(5));
    write("labels", labels_of({2, 0, 1, 1, 0}));
  }
  void TearDown() override {
    fs::remove_all(folder_);
    unsetenv("LFPLAB_DATA");
    if (data_) setenv("LFPLAB_DATA", data_->c_str(), 1);
  }

  void write(const std::string& name, const Bytes& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }

  void write_gzip(const std::string& name, const Bytes& bytes) const {
    gzFile file = gzopen((folder_ / name).c_str(), "wb");
    ASSERT_EQ(gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size())),
              static_cast<int>(bytes.size()));
    ASSERT_EQ(gzclose(file), Z_OK);
  }

  Bytes content(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// Three samples for training, two for testing.
  static Settings settings(const std::string& images = "images", const std::string& labels = "labels") {
    Settings values;
    values.set("images", images);
    values.set("labels", labels);
    values.set("train", std::int64_t{3});
    values.set("test", std::int64_t{2});
    return values;
  }

  std::shared_ptr<const Dataset> load(const Settings& values) const {
    return load_dataset({.name = "idx", .settings = values}, {.seed = 1, .folder = folder_});
  }

  /// Loading fails, and the message names all of these.
  void expect_error(const Settings& values, const std::vector<std::string>& parts) const {
    try {
      load(values);
      FAIL() << "no error";
    } catch (const Error& error) {
      const std::string message = error.what();
      for (const auto& part : parts)
        EXPECT_NE(message.find(part), Bytes::npos) << message << "\nlacks: " << part;
      EXPECT_FALSE(error.remedy().empty()) << message;
    }
  }

  fs::path folder_;

 private:
  std::optional<std::string> data_;
};

TEST_F(Idx, ABlackEndIsDoubted) {
  EXPECT_TRUE(load(settings())->report.doubts.empty());
  Bytes broken = images_of(5);
  std::fill(broken.end() - 14, broken.end(), '\0');
  write("images", broken);
  const auto doubts = load(settings())->report.doubts;
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_NE(doubts[0].find("the last 2 are black"), Bytes::npos) << doubts[0];
}

TEST_F(Idx, ReadingItCanBeCancelled) {
  Progress progress;
  const Choice choice{.name = "idx", .settings = settings()};
  const DatasetRequest request{.seed = 1, .folder = folder_, .progress = &progress};
  EXPECT_EQ(load_dataset(choice, request)->train.count(), 3);
  progress.cancel();
  EXPECT_THROW(load_dataset(choice, request), Cancelled);
}

TEST_F(Idx, FirstSamplesTrainAndTheNextOnesTestInTheOrderOfTheFile) {
  const auto dataset = load(settings());
  EXPECT_EQ(dataset->shape, (Shape{.channels = 1, .height = 2, .width = 3}));
  EXPECT_EQ(dataset->classes, 3);
  EXPECT_EQ(dataset->class_names, (std::vector<std::string>{"0", "1", "2"}));
  EXPECT_EQ(dataset->train.labels, (std::vector<std::int32_t>{2, 0, 1}));
  EXPECT_EQ(dataset->test.labels, (std::vector<std::int32_t>{1, 0}));
  EXPECT_FLOAT_EQ(dataset->train.input(2)[5], (17.0F / 255.0F - 0.5F) / 0.5F);
  EXPECT_FLOAT_EQ(dataset->test.input(0)[0], (18.0F / 255.0F - 0.5F) / 0.5F);
  EXPECT_FLOAT_EQ(dataset->normalisation.raw(dataset->test.input(0)[0], 0), 18.0F / 255.0F);
}

TEST_F(Idx, TestSamplesMayComeFromFilesOfTheirOwn) {
  write("more-images", images_of(4));
  write("more-labels", labels_of({1, 2, 0, 0}));
  auto values = settings();
  values.set("train", std::int64_t{5});
  values.set("test_images", std::string("more-images"));
  values.set("test_labels", std::string("more-labels"));
  const auto dataset = load(values);
  EXPECT_EQ(dataset->train.labels, (std::vector<std::int32_t>{2, 0, 1, 1, 0}));
  EXPECT_EQ(dataset->test.labels, (std::vector<std::int32_t>{1, 2}));
  EXPECT_FLOAT_EQ(dataset->test.input(1)[0], (6.0F / 255.0F - 0.5F) / 0.5F) << "their own first images";
  values.set("test", std::int64_t{5});
  expect_error(values, {"dataset.test", "5 samples", "more-images holds 4"});
}

TEST_F(Idx, HalfAPairOrOneOfAnotherSizeIsRefused) {
  auto values = settings();
  values.set("test_images", std::string("images"));
  expect_error(values, {"dataset.test_labels", "no labels"});
  values.set("test_images", std::string());
  values.set("test_labels", std::string("labels"));
  expect_error(values, {"dataset.test_images", "no images"});
  write("wide", big_endian(0x0803) + big_endian(5) + big_endian(2) + big_endian(4) + Bytes(40, 'x'));
  values.set("test_images", std::string("wide"));
  expect_error(values, {"wide", "2 × 4", "2 × 3"});
  write("wrong", labels_of({2, 0, 1, 9, 0}));
  values.set("test_images", std::string("images"));
  values.set("test_labels", std::string("wrong"));
  expect_error(values, {"wrong", "the label is 9", "3 classes"});
}

TEST_F(Idx, GzipHoldsTheSameAsPlain) {
  write_gzip("images.gz", images_of(5));
  write_gzip("labels.gz", labels_of({2, 0, 1, 1, 0}));
  const auto plain = load(settings());
  const auto packed = load(settings("images.gz", "labels.gz"));
  EXPECT_EQ(packed->train.inputs, plain->train.inputs);
  EXPECT_EQ(packed->test.labels, plain->test.labels);
  EXPECT_EQ(packed->name, plain->name);
}

TEST_F(Idx, UnusedSamplesAreReadOver) {
  write("images", images_of(400000));  // more than the reader takes at once
  write("labels", labels_of(std::vector<int>(400000, 1)));
  const auto dataset = load(settings());
  EXPECT_EQ(dataset->train.count(), 3);
  EXPECT_EQ(dataset->test.count(), 2);
  EXPECT_FLOAT_EQ(dataset->test.input(1)[5], (29.0F / 255.0F - 0.5F) / 0.5F);
}

TEST_F(Idx, WithoutNormalisingPixelsGoFromZeroToOne) {
  auto values = settings();
  values.set("normalise", std::string("none"));
  const auto dataset = load(values);
  EXPECT_FLOAT_EQ(dataset->train.input(2)[5], 17.0F / 255.0F);
  EXPECT_FLOAT_EQ(dataset->normalisation.raw(0.25F, 0), 0.25F);
}

TEST_F(Idx, PerFeatureNormalisationMeasuresTheTrainingPartAndSparesConstantPixels) {
  Bytes images = images_of(5);
  for (std::size_t sample = 0; sample < 5; ++sample) images[16 + 6 * sample] = 99;
  write("images", images);
  auto values = settings();
  values.set("normalise", std::string("per_feature"));
  const auto dataset = load(values);
  EXPECT_EQ(dataset->normalisation.deviation[0], 1.0F);
  EXPECT_FLOAT_EQ(dataset->train.input(1)[0], 0.0F);
  // The second pixel is 1, 7, 13 in training and 19 in the first test image; its deviation is the root of 24.
  EXPECT_NEAR(dataset->train.input(0)[1], -6.0 / std::sqrt(24.0), 1e-5);
  EXPECT_NEAR(dataset->test.input(0)[1], 12.0 / std::sqrt(24.0), 1e-5);
}

TEST_F(Idx, LooksIntoTheDataFolderWhereTheFileIsNotBesideTheExperiment) {
  fs::create_directories(folder_ / "data" / "mnist");
  fs::rename(folder_ / "images", folder_ / "data" / "mnist" / "digits");
  fs::rename(folder_ / "labels", folder_ / "data" / "answers");
  const auto values = settings("digits", "answers");
  expect_error(values, {(folder_ / "digits").string(), "there is no such file", "LFPLAB_DATA"});
  setenv("LFPLAB_DATA", (folder_ / "data").c_str(), 1);
  EXPECT_EQ(load(values)->train.count(), 3);
}

TEST_F(Idx, AbsolutePathsAreTakenAsTheyAre) {
  const auto values = settings((folder_ / "images").string(), (folder_ / "labels").string());
  const auto dataset = load_dataset({.name = "idx", .settings = values}, {.seed = 1, .folder = "/elsewhere"});
  EXPECT_EQ(dataset->train.count(), 3);
}

TEST_F(Idx, MissingFileIsNamed) {
  expect_error(settings("no-images"),
               {(folder_ / "no-images").string(), "there is no such file", "\"images\""});
  expect_error(settings("images", "no-labels"), {(folder_ / "no-labels").string(), "\"labels\""});
  expect_error(Settings{}, {"dataset.images", "no file is named"});
}

TEST_F(Idx, FolderInPlaceOfAFileIsAnError) {
  fs::create_directory(folder_ / "inner");
  expect_error(settings("inner"), {(folder_ / "inner").string(), "folder, not a file"});
}

TEST_F(Idx, TruncatedFileSaysHowMuchIsThere) {
  write("images", images_of(5).substr(0, 40));
  expect_error(settings(), {(folder_ / "images").string() + ", byte 40", "truncated", "40 of 46 bytes"});
  write("images", images_of(5).substr(0, 9));
  expect_error(settings(), {"truncated", "9 of 16 bytes"});
  write("images", "");
  expect_error(settings(), {"truncated", "0 of 16 bytes"});
  write("images", images_of(5));
  write("labels", labels_of({2, 0, 1, 1, 0}).substr(0, 12));
  expect_error(settings(), {(folder_ / "labels").string(), "12 of 13 bytes"});
}

TEST_F(Idx, TruncationAfterTheSamplesAskedForIsNoticedToo) {
  write("images", images_of(50).substr(0, 100));
  write("labels", labels_of(std::vector<int>(50, 1)));
  expect_error(settings(), {"100 of 316 bytes"});
}

TEST_F(Idx, FileLongerThanItsHeaderSaysIsAnError) {
  write("images", images_of(5) + "x");
  expect_error(settings(), {"byte 46", "goes on after the 46 bytes"});
}

TEST_F(Idx, OtherFilesAreRecognised) {
  write("images", "hello, world");
  expect_error(settings(), {(folder_ / "images").string(), "not an IDX file", "68 65 6c 6c", "00 00 08 03"});
}

TEST_F(Idx, SwappedFilesAreRecognised) {
  expect_error(settings("labels", "labels"), {"holds labels, where images are expected"});
  expect_error(settings("images", "images"), {"holds images, where labels are expected"});
}

TEST_F(Idx, OtherNumbersAndDimensionsAreNamed) {
  write("images", big_endian(0x0d03) + images_of(5).substr(4));
  expect_error(settings(), {"byte 2", "32-bit floats", "not unsigned bytes", "type code 13"});
  write("images", big_endian(0x0804) + images_of(5).substr(4));
  expect_error(settings(), {"byte 3", "4 dimensions"});
}

TEST_F(Idx, ImpossibleSizesAreRefusedBeforeMemoryIsTaken) {
  write("images", big_endian(0x0803) + big_endian(5) + big_endian(0xffffffffU) + big_endian(3));
  expect_error(settings(), {"byte 8", "4294967295"});
  write("images", big_endian(0x0803) + big_endian(0) + big_endian(2) + big_endian(3));
  expect_error(settings(), {"byte 4", "no data"});
  write("images", big_endian(0x0803) + big_endian(0xffffffffU) + big_endian(4096) + big_endian(4096));
  write("labels", big_endian(0x0801) + big_endian(0xffffffffU));
  auto values = settings();
  values.set("train", std::int64_t{10000000});
  expect_error(values, {(folder_ / "labels").string(), "truncated", "8 of 4294967303 bytes"});
}

TEST_F(Idx, CountsOfImagesAndLabelsMustAgree) {
  write("labels", labels_of({2, 0, 1, 1}));
  expect_error(settings(),
               {(folder_ / "labels").string(), "4 labels for 5 images", (folder_ / "images").string()});
}

TEST_F(Idx, AskingForMoreThanThereIsSaysHowManyThereAre) {
  auto values = settings();
  values.set("test", std::int64_t{3});
  expect_error(values, {"6 samples are asked for", (folder_ / "images").string(), "holds 5"});
}

TEST_F(Idx, LabelOutsideTheClassesIsNamedByItsSample) {
  auto values = settings();
  values.set("classes", std::int64_t{2});
  expect_error(values,
               {(folder_ / "labels").string(), "sample 0", "byte 8", "the label is 2", "the 2 classes"});
  values.set("classes", std::int64_t{12});
  EXPECT_EQ(load(values)->classes, 12);
}

TEST_F(Idx, StrayLabelIsNoticedWithoutSayingHowManyClassesThereAre) {
  write("labels", labels_of({2, 0, 201, 2, 0}));
  expect_error(settings(),
               {(folder_ / "labels").string(), "sample 2", "byte 10", "the label is 201", "from 3 to 200"});
  auto values = settings();
  values.set("classes", std::int64_t{202});
  EXPECT_EQ(load(values)->classes, 202);
}

TEST_F(Idx, LabelThatIsTestedButNeverTrainedOnIsNamed) {
  write("labels", labels_of({2, 0, 0, 1, 1}));
  expect_error(settings(), {"dataset.train", "\"1\"", "2 of them", "never seen in training"});
}

TEST_F(Idx, TransposedSwapsRowsAndColumns) {
  auto values = settings();
  values.set("normalise", std::string("none"));
  values.set("transposed", true);
  const auto dataset = load(values);
  EXPECT_EQ(dataset->shape, (Shape{.channels = 1, .height = 3, .width = 2}));
  const auto pixels = [&](const Samples& samples, std::int64_t at) {
    std::vector<int> bytes;
    for (const float value : samples.input(at))
      bytes.push_back(static_cast<int>(std::lround(value * 255.0F)));
    return bytes;
  };
  EXPECT_EQ(pixels(dataset->train, 1), (std::vector<int>{6, 9, 7, 10, 8, 11}));
  EXPECT_EQ(pixels(dataset->test, 1), (std::vector<int>{24, 27, 25, 28, 26, 29}));
  values.set("test_images", std::string("images"));
  values.set("test_labels", std::string("labels"));
  EXPECT_EQ(pixels(load(values)->test, 0), (std::vector<int>{0, 3, 1, 4, 2, 5}));
}

TEST_F(Idx, LabelsFromOneMakeNoEmptyClass) {
  write("labels", labels_of({2, 1, 3, 1, 2}));
  auto values = settings();
  const auto dataset = load(values);
  EXPECT_EQ(dataset->class_names, (std::vector<std::string>{"1", "2", "3"}));
  EXPECT_EQ(dataset->classes, 3);
  EXPECT_EQ(dataset->train.labels, (std::vector<std::int32_t>{1, 0, 2}));
  EXPECT_EQ(dataset->test.labels, (std::vector<std::int32_t>{0, 1}));
  values.set("classes", std::int64_t{4});
  EXPECT_EQ(load(values)->class_names, (std::vector<std::string>{"0", "1", "2", "3"}))
      << "as it is asked for";
}

TEST_F(Idx, LabelsOfTestFilesCountLikeThoseToTrainOn) {
  write("labels", labels_of({2, 1, 3, 1, 2}));
  write("test-labels", labels_of({3, 3, 1, 2, 2}));
  auto values = settings();
  values.set("test_images", std::string("images"));
  values.set("test_labels", std::string("test-labels"));
  EXPECT_EQ(load(values)->test.labels, (std::vector<std::int32_t>{2, 2}));
  write("test-labels", labels_of({3, 0, 1, 2, 2}));
  expect_error(values, {"\"0\"", "never seen in training"});
  write("test-labels", labels_of({3, 4, 1, 2, 2}));
  expect_error(values, {"test-labels", "the label is 4"});
}

TEST_F(Idx, OneLabelAloneIsTheSecondOfTwoClasses) {
  write("labels", labels_of({1, 1, 1, 1, 1}));
  EXPECT_EQ(load(settings())->class_names, (std::vector<std::string>{"0", "1"}));
}

TEST_F(Idx, PagesAndArchivesInPlaceOfTheFileAreNamed) {
  write("images", "<!DOCTYPE html><html><body>403 Forbidden</body></html>");
  expect_error(settings(), {"not an IDX file", "a web page (HTML)", "Download"});
  write("images", "PK\x03\x04 and so on");
  expect_error(settings(), {"a ZIP archive", "Unpack it"});
  write_gzip("inner.gz", images_of(5));
  write_gzip("images.gz", content("inner.gz"));
  expect_error(settings("images.gz"), {"packed with gzip"});
}

TEST_F(Idx, PublishedNamesFindTheFilesUnderTheNamesThatPeopleHave) {
  fs::create_directories(folder_ / "data/MNIST/raw");
  fs::rename(folder_ / "images", folder_ / "data/MNIST/raw/t10k-images.idx3-ubyte");
  fs::rename(folder_ / "labels", folder_ / "data/MNIST/raw/t10k-labels-idx1-ubyte");
  setenv("LFPLAB_DATA", (folder_ / "data").c_str(), 1);
  const auto dataset = load(settings("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"));
  EXPECT_EQ(dataset->train.count(), 3);
  EXPECT_NE(dataset->report.line().find("images from " +
                                        (folder_ / "data/MNIST/raw/t10k-images.idx3-ubyte").string()),
            Bytes::npos)
      << dataset->report.line();
}

TEST_F(Idx, PreviewCountsClassesAndShowsTheFirstImages) {
  write("labels", labels_of({2, 1, 3, 1, 2}));
  auto values = settings();
  values.set("train", std::int64_t{8000});  // more than there are, which loading refuses
  values.set("transposed", true);
  const ImagePreview preview = preview_images({.name = "idx", .settings = values}, {.folder = folder_}, 2);
  EXPECT_EQ(preview.count, 5);
  EXPECT_FALSE(preview.has_test);
  ASSERT_EQ(preview.classes.size(), 3U);
  EXPECT_EQ(preview.classes[0].name, "1");
  EXPECT_EQ(preview.classes[1].train, 2);
  EXPECT_EQ(preview.sizes, (std::map<PictureSize, std::int64_t>{{{2, 3}, 5}}));
  ASSERT_EQ(preview.samples.size(), 2U);
  EXPECT_EQ(preview.samples[1].label, 0);
  EXPECT_EQ(preview.samples[1].source, "image 1");
  EXPECT_EQ(preview.samples[1].picture.pixels,
            (std::vector<std::uint8_t>{6, 6, 6, 9, 9, 9, 7, 7, 7, 10, 10, 10, 8, 8, 8, 11, 11, 11}));
}

TEST_F(Idx, PreviewCountsTheFilesForTestingApart) {
  write("test-images", images_of(2));
  write("test-labels", labels_of({1, 1}));
  auto values = settings();
  values.set("test_images", std::string("test-images"));
  values.set("test_labels", std::string("test-labels"));
  const ImagePreview preview = preview_images({.name = "idx", .settings = values}, {.folder = folder_}, 100);
  EXPECT_TRUE(preview.has_test);
  EXPECT_EQ(preview.count, 7);
  EXPECT_EQ(preview.classes[1].train, 2);
  EXPECT_EQ(preview.classes[1].test, 2);
  EXPECT_EQ(preview.samples.size(), 5U);
  write("images", "hello");
  EXPECT_THROW(preview_images({.name = "idx", .settings = values}, {.folder = folder_}, 1), Error);
}

TEST_F(Idx, DamagedGzipIsAnErrorAndNotOtherPixels) {
  write_gzip("images.gz", images_of(5));
  Bytes packed = content("images.gz");
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] + 1);  // in the checksum
  write("images.gz", packed);
  expect_error(settings("images.gz"), {(folder_ / "images.gz").string(), "damaged", "incorrect data check"});
}

TEST_F(Idx, TruncatedGzipIsAnError) {
  write_gzip("images.gz", images_of(5));
  const Bytes packed = content("images.gz");
  for (std::size_t size = 0; size < packed.size(); ++size) {
    write("images.gz", packed.substr(0, size));
    EXPECT_THROW(load(settings("images.gz")), Error) << size << " of " << packed.size() << " bytes";
  }
}

std::optional<fs::path> mnist_folder() {
  std::vector<fs::path> places{"../shared/data"};
  if (const char* data = std::getenv("LFPLAB_DATA")) places.insert(places.begin(), data);
  for (const auto& place : places)
    for (const auto& folder : {place, place / "mnist"})
      if (fs::exists(folder / "t10k-images-idx3-ubyte.gz")) return folder;
  return std::nullopt;
}

TEST(Mnist, IsReadAsPublished) {
  const auto folder = mnist_folder();
  if (!folder)
    GTEST_SKIP() << "MNIST is not here: set LFPLAB_DATA to the folder that holds t10k-images-idx3-ubyte.gz";
  Settings settings;
  settings.set("images", std::string("t10k-images-idx3-ubyte.gz"));
  settings.set("labels", std::string("t10k-labels-idx1-ubyte.gz"));
  const auto dataset = load_dataset({.name = "idx", .settings = settings}, {.seed = 1, .folder = *folder});

  EXPECT_EQ(dataset->shape, (Shape{.channels = 1, .height = 28, .width = 28}));
  EXPECT_EQ(dataset->classes, 10);
  EXPECT_EQ(dataset->train.count(), 8000);
  EXPECT_EQ(dataset->test.count(), 2000);
  const std::vector<std::int32_t> first(dataset->train.labels.begin(), dataset->train.labels.begin() + 5);
  EXPECT_EQ(first, (std::vector<std::int32_t>{7, 2, 1, 0, 4}));
  std::vector<int> counts(10, 0);
  for (const auto* part : {&dataset->train, &dataset->test})
    for (const auto label : part->labels) ++counts[static_cast<std::size_t>(label)];
  EXPECT_EQ(counts, (std::vector<int>{980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}));
  const auto [least, most] = std::minmax_element(dataset->train.inputs.begin(), dataset->train.inputs.end());
  EXPECT_EQ(*least, -1.0F);
  EXPECT_EQ(*most, 1.0F);
}

TEST_F(Idx, ClassesWithoutASampleAreDoubtedUnlessTheyWereAskedFor) {
  write("labels", labels_of({0, 2, 4, 0, 2}));
  Settings values;
  for (const char* name : {"images", "labels"}) values.set(name, std::string(name));
  const auto doubts = [&] {
    return preview_images({.name = "idx", .settings = values}, {.folder = folder_}, 1).report.doubts;
  };
  EXPECT_EQ(doubts(), (std::vector<std::string>{"no sample has the label 1, 3: 2 classes are empty"}));
  values.set("classes", std::int64_t{5});
  EXPECT_TRUE(doubts().empty());
}

}  // namespace
}  // namespace lfp::test::idx_test
