#include "core/data/images/image_preview.h"
#include "tests/support/gzip_bytes.h"
#include "tests/support/load_data.h"

#include <archive.h>
#include <archive_entry.h>

namespace lfp::test::cifar_test {
namespace {

constexpr std::size_t pixels = 3 * 32 * 32;

/// An image of CIFAR-10 whose pixels are all `grey` but for the first of each channel: 1, 2 and 3.
std::string image(const std::vector<int>& labels, int grey) {
  std::string bytes;
  for (const int label : labels) bytes += static_cast<char>(label);
  for (std::size_t at = 0; at < pixels; ++at)
    bytes += static_cast<char>(at % 1024 == 0 ? static_cast<int>(at / 1024) + 1 : grey);
  return bytes;
}

class Cifar : public testing::Test {
 protected:
  static Settings settings(const std::string& path, std::int64_t train, std::int64_t test,
                           const std::string& labels = "cifar10") {
    return with({{"path", path},
                 {"train", train},
                 {"test", test},
                 {"labels", labels},
                 {"normalise", std::string("none")}});
  }
  std::shared_ptr<const Dataset> read(const Settings& values) const {
    return load("cifar", values, folder_.path());
  }
  std::string error(const Settings& values) const {
    return error_text([&] { read(values); });
  }
  /// Two files to train with images of grey 10, 20, ... and one to test with 100 and 110.
  void write_set(const std::string& name) const {
    std::filesystem::create_directories(folder_ / name);
    folder_.write(name + "/data_batch_2.bin", image({3}, 30) + image({6}, 40));
    folder_.write(name + "/data_batch_1.bin", image({6}, 10) + image({9}, 20));
    folder_.write(name + "/test_batch.bin", image({9}, 100) + image({3}, 110));
    folder_.write(name + "/batches.meta.txt", "airplane\n");
  }
  /// The files of the folder `name`, packed as they are published.
  void pack(const std::string& name, const std::string& packed,
            const std::vector<std::string>& more = {}) const {
    archive* const handle = archive_write_new();
    archive_write_add_filter_gzip(handle);
    archive_write_set_format_ustar(handle);
    ASSERT_EQ(archive_write_open_filename(handle, (folder_ / packed).c_str()), ARCHIVE_OK);
    std::vector<std::string> files = more;
    for (const auto& file : {"test_batch.bin", "data_batch_2.bin", "batches.meta.txt", "data_batch_1.bin"})
      files.push_back(name + "/" + file);
    for (const auto& file : files) {
      const std::string bytes = folder_.read(file);
      archive_entry* const entry = archive_entry_new();
      archive_entry_set_pathname(entry, file.c_str());
      archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
      archive_entry_set_filetype(entry, AE_IFREG);
      archive_entry_set_perm(entry, 0644);
      archive_write_header(handle, entry);
      archive_write_data(handle, bytes.data(), bytes.size());
      archive_entry_free(entry);
    }
    archive_write_free(handle);
  }

  TemporaryFolder folder_;
};

TEST_F(Cifar, FilesOfAFolderAreReadInTheOrderOfTheirNames) {
  write_set("set");
  const auto dataset = read(settings("set", 3, 2));
  EXPECT_EQ(dataset->name, "CIFAR-10");
  EXPECT_EQ(dataset->shape, (Shape{.channels = 3, .height = 32, .width = 32}));
  EXPECT_EQ(dataset->classes, 10);
  EXPECT_EQ(dataset->class_names[6], "frog");
  EXPECT_EQ(dataset->train.labels, (std::vector<std::int32_t>{6, 9, 3}));
  EXPECT_EQ(dataset->test.labels, (std::vector<std::int32_t>{9, 3}));
  for (const std::size_t channel : {0U, 1U, 2U}) {
    EXPECT_FLOAT_EQ(dataset->train.input(2)[1024 * channel], static_cast<float>(channel + 1) / 255.0F);
    EXPECT_FLOAT_EQ(dataset->train.input(2)[1024 * channel + 1], 30.0F / 255.0F);
  }
  EXPECT_FLOAT_EQ(dataset->test.input(1)[5], 110.0F / 255.0F);
}

TEST_F(Cifar, ThePublishedArchiveIsReadAsItIs) {
  write_set("cifar-10-batches-bin");
  pack("cifar-10-batches-bin", "cifar-10-binary.tar.gz");
  const auto unpacked = read(settings("cifar-10-batches-bin", 4, 2));
  const auto packed = read(settings("cifar-10-binary.tar.gz", 4, 2));
  EXPECT_EQ(packed->train.inputs, unpacked->train.inputs);
  EXPECT_EQ(packed->test.labels, unpacked->test.labels);
}

TEST_F(Cifar, WhatArchiversAddIsPassedOver) {
  write_set("set");
  const auto clean = read(settings("set", 4, 2));
  folder_.write("set/._data_batch_1.bin", "Mac OS X");
  folder_.write("set/._test_batch.bin", "Mac OS X");
  folder_.write("set/data_batch_1.bin~", "x");
  const auto dotted = read(settings("set", 4, 2));
  EXPECT_EQ(dotted->train.inputs, clean->train.inputs);
  EXPECT_EQ(dotted->test.labels, clean->test.labels);
  std::filesystem::create_directories(folder_ / "__MACOSX/set");
  folder_.write("__MACOSX/set/data_batch_1.bin", "Mac OS X");
  pack("set", "set.tar.gz", {"set/._data_batch_1.bin", "__MACOSX/set/data_batch_1.bin"});
  const auto packed = read(settings("set.tar.gz", 4, 2));
  EXPECT_EQ(packed->train.inputs, clean->train.inputs);
  EXPECT_EQ(packed->test.inputs, clean->test.inputs);
  EXPECT_EQ(packed->report.line(), "read 6 images; 2 hidden or foreign files passed over");
  EXPECT_EQ(clean->report.line(), "");
}

TEST_F(Cifar, EndingsInAnyCaseAndTheFolderAroundTheFilesAreTaken) {
  write_set("data/cifar-10-batches-bin");
  EXPECT_EQ(read(settings("data", 4, 2))->train.labels, (std::vector<std::int32_t>{6, 9, 3, 6}));
  std::filesystem::create_directories(folder_ / "loud");
  folder_.write("loud/DATA_BATCH_1.BIN", image({6}, 10));
  folder_.write("loud/TEST_BATCH.BIN", image({6}, 20));
  EXPECT_EQ(read(settings("loud", 1, 1))->test.count(), 1);
}

TEST_F(Cifar, ZerosAtTheEndOfAFileAreDoubted) {
  write_set("set");
  EXPECT_TRUE(read(settings("set", 3, 2))->report.doubts.empty());
  std::string broken = folder_.read("set/data_batch_2.bin");
  std::fill(broken.end() - 1500, broken.end(), '\0');
  folder_.write("set/data_batch_2.bin", broken);
  const auto doubts = read(settings("set", 3, 2))->report.doubts;
  ASSERT_EQ(doubts.size(), 1U);
  expect_says(doubts[0], {"data_batch_2.bin", "ends in 1500 zeros"});
}

TEST_F(Cifar, FilesThatHoldTheSameAreDoubted) {
  write_set("set");
  EXPECT_EQ(read(settings("set", 3, 2))->report.doubts.size(), 0U);
  std::filesystem::copy(folder_ / "set/data_batch_1.bin", folder_ / "set/data_batch_1 (1).bin");
  const auto dataset = read(settings("set", 5, 2));
  ASSERT_EQ(dataset->report.doubts.size(), 1U);
  expect_says(dataset->report.doubts[0], {"data_batch_1 (1).bin", "data_batch_1.bin", "read twice"});
}

TEST_F(Cifar, ReadingItCanBeCancelledWhereverItIs) {
  write_set("set");
  pack("set", "set.tar.gz");
  for (const char* path : {"set", "set.tar.gz"}) {
    Progress progress;
    const Choice choice{.name = "cifar", .settings = settings(path, 3, 2)};
    const DatasetRequest request{.seed = 1, .folder = folder_.path(), .progress = &progress};
    EXPECT_EQ(load_dataset(choice, request)->train.count(), 3);
    EXPECT_GT(progress.fraction(), 0.0);
    progress.cancel();
    EXPECT_THROW(load_dataset(choice, request), Cancelled);
  }
}

TEST_F(Cifar, OneFileTrainsWithItsFirstImagesAndTestsWithTheNext) {
  folder_.write("data_batch_1.bin", image({1}, 10) + image({2}, 20) + image({2}, 30));
  const auto dataset = read(settings("data_batch_1.bin", 2, 1));
  EXPECT_EQ(dataset->train.labels, (std::vector<std::int32_t>{1, 2}));
  EXPECT_FLOAT_EQ(dataset->test.input(0)[9], 30.0F / 255.0F);
}

TEST_F(Cifar, HundredClassesHaveCoarseAndFineLabels) {
  folder_.write("train.bin", image({4, 99}, 10) + image({19, 0}, 20));
  folder_.write("test.bin", image({19, 99}, 30));
  const auto fine = read(settings(".", 2, 1, "cifar100_fine"));
  EXPECT_EQ(fine->classes, 100);
  EXPECT_EQ(fine->train.labels, (std::vector<std::int32_t>{99, 0}));
  EXPECT_EQ(fine->class_names[99], "worm");
  EXPECT_EQ(fine->class_names[0], "apple");
  const auto coarse = read(settings(".", 2, 1, "cifar100_coarse"));
  EXPECT_EQ(coarse->classes, 20);
  EXPECT_EQ(coarse->train.labels, (std::vector<std::int32_t>{4, 19}));
  EXPECT_EQ(coarse->class_names[4], "fruit_and_vegetables");
  EXPECT_FLOAT_EQ(coarse->train.input(1)[7], 20.0F / 255.0F);
}

TEST_F(Cifar, FixedNormalisationIsTheDefault) {
  write_set("set");
  Settings values = settings("set", 4, 2);
  values.set("normalise", std::string("fixed"));
  const auto dataset = read(values);
  EXPECT_FLOAT_EQ(dataset->train.input(0)[1], (10.0F / 255.0F - 0.5F) / 0.5F);
  EXPECT_FLOAT_EQ(dataset->normalisation.raw(dataset->train.input(0)[1], 1), 10.0F / 255.0F);
}

TEST_F(Cifar, CutFileIsNamedWithItsLastByte) {
  write_set("set");
  folder_.write("set/data_batch_2.bin", (image({3}, 30) + image({6}, 40)).substr(0, 4000));
  expect_says(error(settings("set", 2, 1)), {(folder_ / "set/data_batch_2.bin").string() + ", byte 4000",
                                             "927 of the 3073 bytes of an image (number 1"});
  folder_.write("set/data_batch_2.bin", "");
  expect_says(error(settings("set", 2, 1)), {"data_batch_2.bin, byte 0"});
}

TEST_F(Cifar, FileOfTheOtherKindIsRecognised) {
  folder_.write("train.bin", image({4, 99}, 10));
  expect_says(error(settings("train.bin", 1, 1)), {"train.bin", "cifar100_fine"});
  folder_.write("data.bin", image({4}, 10));
  expect_says(error(settings("data.bin", 1, 1, "cifar100_coarse")), {"data.bin", "cifar10"});
}

TEST_F(Cifar, LabelOutsideTheClassesIsNamedByItsByte) {
  write_set("set");
  folder_.write("set/data_batch_1.bin", image({6}, 10) + image({10}, 20));
  expect_says(error(settings("set", 2, 1)),
              {"data_batch_1.bin, byte 3073", "the label is 10", "outside the 10 classes"});
}

TEST_F(Cifar, AskingForMoreThanThereIsSaysHowManyThereAre) {
  write_set("set");
  expect_says(error(settings("set", 5, 1)), {"dataset.train", "5 samples are asked for", "holds 4"});
  expect_says(error(settings("set", 1, 3)), {"dataset.test", "3 samples are asked for", "holds 2"});
  expect_says(error(settings("set/data_batch_1.bin", 1, 2)), {"dataset.test", "holds 2"});
}

TEST_F(Cifar, LabelThatIsTestedButNeverTrainedOnIsNamed) {
  write_set("set");
  expect_says(error(settings("set", 2, 2)), {"dataset.train", "\"cat\"", "never seen in training"});
}

TEST_F(Cifar, PlacesWithoutDataAreRefused) {
  std::filesystem::create_directories(folder_ / "empty");
  expect_says(error(settings("empty", 1, 1)), {(folder_ / "empty").string(), "no .bin file"});
  expect_says(error(settings("", 1, 1)), {"dataset.path", "no file is named"});
  expect_says(error(settings("nowhere", 1, 1)), {(folder_ / "nowhere").string(), "there is no such file"});
  folder_.write("notes.tar.gz", "hello, world");
  expect_says(error(settings("notes.tar.gz", 1, 1)), {"notes.tar.gz", "the archive cannot be read"});
}

TEST_F(Cifar, CutArchiveIsAnErrorAndNotFewerImages) {
  write_set("set");
  pack("set", "set.tar.gz");
  const std::string whole = folder_.read("set.tar.gz");
  folder_.write("set.tar.gz", whole.substr(0, whole.size() / 2));
  expect_says(error(settings("set.tar.gz", 1, 1)), {"set.tar.gz", "the archive cannot be read"});
  folder_.write("set.tar.gz", whole.substr(0, whole.size() - 8));
  expect_says(error(settings("set.tar.gz", 1, 1)), {"the archive cannot be read: it breaks off"});
}

TEST_F(Cifar, EachFileMayBePacked) {
  write_set("set");
  const auto plain = read(settings("set", 4, 2));
  for (const std::string name : {"set/data_batch_1.bin", "set/test_batch.bin"}) {
    folder_.write(name + ".gz", gzip_bytes(folder_.read(name)));
    std::filesystem::remove(folder_ / name);
  }
  const auto packed = read(settings("set", 4, 2));
  EXPECT_EQ(packed->train.inputs, plain->train.inputs);
  EXPECT_EQ(packed->test.labels, plain->test.labels);
}

TEST_F(Cifar, APreviewShowsImagesAndCountsClasses) {
  write_set("set");
  const auto preview = preview_images({.name = "cifar", .settings = with({{"path", std::string("set")}})},
                                      {.folder = folder_.path()}, 3);
  EXPECT_EQ(preview.count, 6);
  EXPECT_TRUE(preview.has_test);
  ASSERT_EQ(preview.classes.size(), 10U);
  EXPECT_EQ(preview.classes[6].name, "frog");
  EXPECT_EQ(preview.classes[6].train, 2);
  EXPECT_EQ(preview.classes[9].test, 1);
  EXPECT_EQ(preview.sizes, (std::map<PictureSize, std::int64_t>{{{32, 32}, 6}}));
  ASSERT_EQ(preview.samples.size(), 3U);
  EXPECT_EQ(preview.samples[1].label, 9);
  EXPECT_EQ(preview.samples[1].source, "data_batch_1.bin");
  const auto& values = preview.samples[1].picture.pixels;
  EXPECT_EQ(std::vector<int>(values.begin(), values.begin() + 6), (std::vector<int>{1, 2, 3, 20, 20, 20}));
}

}  // namespace
}  // namespace lfp::test::cifar_test
