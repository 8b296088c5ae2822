#include "core/data/images/image_preview.h"
#include "core/data/images/resize.h"
#include "tests/support/jpeg_bytes.h"
#include "tests/support/load_data.h"

#include <png.h>

namespace lfp::test::images_test {
namespace {

using Colour = std::array<int, 3>;

Picture plain(std::int64_t width, std::int64_t height, Colour colour) {
  Picture picture{width, height, {}};
  for (std::int64_t at = 0; at < width * height; ++at)
    for (const int part : colour) picture.pixels.push_back(static_cast<std::uint8_t>(part));
  return picture;
}

class Images : public testing::Test {
 protected:
  void write_png(const std::string& name, const Picture& picture) const {
    make_folder_of(name);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    ASSERT_NE(png_image_write_to_file(&image, (folder_ / name).c_str(), 0, picture.pixels.data(), 0, nullptr),
              0);
  }
  /// One pixel of half-transparent black.
  void write_transparent_png(const std::string& name) const {
    make_folder_of(name);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = 1;
    image.height = 1;
    image.format = PNG_FORMAT_RGBA;
    const std::array<std::uint8_t, 4> pixel{0, 0, 0, 0};
    ASSERT_NE(png_image_write_to_file(&image, (folder_ / name).c_str(), 0, pixel.data(), 0, nullptr), 0);
  }
  void write_jpeg(const std::string& name, const Picture& picture) const {
    make_folder_of(name);
    folder_.write(
        name, jpeg_bytes(static_cast<int>(picture.width), static_cast<int>(picture.height), picture.pixels));
  }
  /// Two red and two blue pictures of different sizes.
  void write_set(const std::string& name) const {
    write_png(name + "/red/1.png", plain(4, 4, {255, 0, 0}));
    write_png(name + "/red/2.png", plain(20, 3, {255, 0, 0}));
    write_png(name + "/blue/1.png", plain(1, 1, {0, 0, 255}));
    write_jpeg(name + "/blue/2.jpg", plain(16, 8, {0, 0, 255}));
  }

  std::shared_ptr<const Dataset> read(const std::string& name, Settings settings = {}) const {
    settings.set("folder", name);
    if (!settings.has("width")) settings.set("width", std::int64_t{4});
    if (!settings.has("height")) settings.set("height", std::int64_t{2});
    settings.set("normalise", std::string("none"));
    return load("images", settings, folder_.path());
  }
  std::string error(const std::string& name) const {
    return error_text([&] { read(name); });
  }

  TemporaryFolder folder_;

 private:
  void make_folder_of(const std::string& name) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
  }
};

TEST_F(Images, OneFolderIsOneClassAndAllImagesGetOneSize) {
  write_set("set");
  const auto dataset = read("set", with({{"test_fraction", 0.5}}));
  EXPECT_EQ(dataset->name, "set");
  EXPECT_EQ(dataset->shape, (Shape{.channels = 3, .height = 2, .width = 4}));
  EXPECT_EQ(dataset->class_names, (std::vector<std::string>{"blue", "red"}));
  EXPECT_EQ(dataset->train.count(), 2);
  EXPECT_EQ(dataset->test.count(), 2);
  for (const auto* part : {&dataset->train, &dataset->test}) {
    for (std::int64_t row = 0; row < part->count(); ++row) {
      const bool is_red = part->labels[static_cast<std::size_t>(row)] == 1;
      for (std::size_t at = 0; at < 8; ++at) {
        EXPECT_NEAR(part->input(row)[at], is_red ? 1.0 : 0.0, 0.01);
        EXPECT_NEAR(part->input(row)[8 + at], 0.0, 0.01);
        EXPECT_NEAR(part->input(row)[16 + at], is_red ? 0.0 : 1.0, 0.01);
      }
    }
  }
}

TEST_F(Images, AFileInPlaceOfTheFolderIsNamed) {
  write_png("one.png", plain(4, 4, {255, 0, 0}));
  folder_.write("all.zip", "PK\x03\x04 and so on");
  expect_says(error_text([&] { read("one.png"); }),
              {"one.png", "a PNG image, not a folder", "Name the folder"});
  expect_says(error_text([&] { read("all.zip"); }),
              {"all.zip", "a ZIP archive, not a folder", "Unpack it first"});
}

TEST_F(Images, ReadingThemTellsHowFarItIsAndCanBeCancelled) {
  write_set("set");
  const Choice choice{.name = "images", .settings = with({{"folder", (folder_ / "set").string()}})};
  Progress progress;
  load_dataset(choice, {.seed = 1, .folder = {}, .progress = &progress});
  EXPECT_EQ(progress.fraction(), 0.75) << "before the last of four";
  progress.cancel();
  EXPECT_THROW(load_dataset(choice, {.seed = 1, .folder = {}, .progress = &progress}), Cancelled);
}

TEST_F(Images, GreyIsTheBrightnessOfTheColours) {
  write_set("set");
  const auto dataset = read("set", with({{"colour", std::string("grey")}}));
  EXPECT_EQ(dataset->shape.channels, 1);
  for (std::int64_t row = 0; row < dataset->train.count(); ++row)
    EXPECT_NEAR(dataset->train.input(row)[3],
                dataset->train.labels[static_cast<std::size_t>(row)] == 1 ? 0.299 : 0.114, 0.01);
}

TEST_F(Images, FoldersTrainAndTestAreTheTwoParts) {
  write_set("set/train");
  write_png("set/test/red/9.png", plain(2, 2, {255, 255, 255}));
  const auto dataset = read("set");
  EXPECT_EQ(dataset->train.count(), 4);
  EXPECT_EQ(dataset->test.labels, std::vector<std::int32_t>{1});
  EXPECT_FLOAT_EQ(dataset->test.input(0)[0], 1.0F);
}

TEST_F(Images, ClassOfTheTestThatIsNeverSeenInTrainingIsNamed) {
  write_set("set/train");
  write_png("set/test/green/1.png", plain(2, 2, {0, 255, 0}));
  expect_says(error("set"),
              {(folder_ / "set/test/green").string(), "\"green\" is never seen in training", "train/green"});
}

TEST_F(Images, OneUnreadableFileIsNamed) {
  write_set("set");
  folder_.write("set/red/3.png", "hello");
  expect_says(error("set"), {(folder_ / "set/red/3.png").string(), "neither PNG nor JPEG"});
  folder_.write("set/red/3.png", "");
  expect_says(error("set"), {"set/red/3.png", "it is empty"});
}

TEST_F(Images, OtherFormatsAreNamedWhateverTheFileIsCalled) {
  write_set("set");
  folder_.write("set/red/3.jpg", std::string("RIFF\x10\0\0\0WEBPVP8 ", 16));
  expect_says(error("set"), {(folder_ / "set/red/3.jpg").string(), "a WebP image", "Save it as PNG or JPEG"});
  folder_.write("set/red/3.jpg", "<!DOCTYPE html><title>404</title>");
  expect_says(error("set"), {"set/red/3.jpg", "a web page (HTML)", "Download the file itself again"});
  std::filesystem::remove(folder_ / "set/red/3.jpg");
  folder_.write("set/red/3.gif", "GIF89a");
  expect_says(error("set"), {"set/red/3.gif", "a GIF image"});
}

TEST_F(Images, PngAndJpegAreToldApartByTheirContent) {
  write_set("set");
  const auto before = read("set");
  std::filesystem::rename(folder_ / "set/red/1.png", folder_ / "set/red/1.jpg");
  std::filesystem::rename(folder_ / "set/blue/2.jpg", folder_ / "set/blue/2.png");
  EXPECT_EQ(read("set")->train.inputs, before->train.inputs);
}

TEST_F(Images, PhotographsAreTurnedBeforeTheyAreStretched) {
  write_set("set/train");
  Picture halves = plain(4, 2, {0, 0, 0});
  std::fill(halves.pixels.begin(), halves.pixels.begin() + 12, std::uint8_t{255});  // the upper row
  std::filesystem::create_directories(folder_ / "set/test/red");
  folder_.write("set/test/red/1.jpg",
                jpeg_bytes(4, 2, halves.pixels, {.exif = exif_marker(exif_bytes(true, 6))}));
  const auto dataset = read("set", with({{"width", std::int64_t{2}}, {"height", std::int64_t{4}}}));
  for (std::size_t row = 0; row < 4; ++row) {
    EXPECT_NEAR(dataset->test.input(0)[2 * row], 0.0, 0.02) << "what was stored below is on the left";
    EXPECT_NEAR(dataset->test.input(0)[2 * row + 1], 1.0, 0.02);
  }
}

TEST_F(Images, PreviewShowsWhatThereIsWithoutReadingItAll) {
  write_set("set/train");
  write_png("set/test/red/9.png", plain(200, 100, {255, 255, 255}));
  folder_.write("set/train/notes.txt", "x");
  folder_.write("set/train/red/3.png", "hello");
  const Settings settings = with({{"folder", std::string("set")}});
  const auto preview =
      preview_images({.name = "images", .settings = settings}, {.folder = folder_.path()}, 10);
  ASSERT_EQ(preview.classes.size(), 2U);
  EXPECT_EQ(preview.classes[0].name, "blue");
  EXPECT_EQ(preview.classes[1].train, 3);
  EXPECT_EQ(preview.classes[1].test, 1);
  EXPECT_TRUE(preview.has_test);
  EXPECT_EQ(preview.count, 6);
  EXPECT_EQ(preview.measured, 5);
  EXPECT_EQ(preview.sizes,
            (std::map<PictureSize, std::int64_t>{{{1, 1}, 1}, {{4, 4}, 1}, {{16, 8}, 1}, {{20, 3}, 1}}));
  ASSERT_EQ(preview.samples.size(), 4U);
  EXPECT_EQ(preview.samples[2].source, "train/red/1.png");
  EXPECT_EQ(preview.samples[2].label, 1);
  EXPECT_EQ(preview.samples[2].picture.pixels, plain(4, 4, {255, 0, 0}).pixels);
  ASSERT_EQ(preview.problems.size(), 1U);
  expect_says(preview.problems[0], {"train/red/3.png", "neither PNG nor JPEG"});
  EXPECT_EQ(preview.report.passed_over, std::vector<std::string>{"1 entry that is no image (notes.txt)"});
}

TEST_F(Images, PreviewTakesSamplesOfAllClassesAndMakesThemSmall) {
  for (int at = 0; at < 20; ++at) {
    write_png("set/a/" + std::to_string(at) + ".png", plain(960, 480, {10, 20, 30}));
    write_png("set/b/" + std::to_string(at) + ".png", plain(2, 2, {0, 0, 0}));
  }
  const Settings settings = with({{"folder", std::string("set")}});
  const auto preview =
      preview_images({.name = "images", .settings = settings}, {.folder = folder_.path()}, 4);
  ASSERT_EQ(preview.samples.size(), 4U);
  EXPECT_EQ(preview.samples[1].label, 0);
  EXPECT_EQ(preview.samples[2].label, 1);
  EXPECT_EQ(preview.samples[0].picture.width, longest_preview_side);
  EXPECT_EQ(preview.samples[0].picture.pixels, plain(96, 48, {10, 20, 30}).pixels);
}

TEST_F(Images, CutAndDamagedFilesAreErrorsAndNotGreyImages) {
  write_set("set");
  Picture noise = plain(40, 40, {0, 0, 0});
  for (std::size_t at = 0; at < noise.pixels.size(); ++at)
    noise.pixels[at] = static_cast<std::uint8_t>(at * at * 7919U >> 3U);
  for (const std::string name : {"set/red/3.png", "set/red/3.jpg"}) {
    if (name.ends_with("png"))
      write_png(name, noise);
    else
      write_jpeg(name, noise);
    EXPECT_EQ(error("set"), "");
    const std::string whole = folder_.read(name);
    folder_.write(name, whole.substr(0, whole.size() / 2));
    expect_says(error("set"), {(folder_ / name).string(), "the image cannot be read"});
    std::filesystem::remove(folder_ / name);
  }
  write_png("set/red/3.png", noise);
  std::string damaged = folder_.read("set/red/3.png");
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  folder_.write("set/red/3.png", damaged);
  expect_says(error("set"), {"set/red/3.png", "the image cannot be read"});
}

TEST_F(Images, EmptyClassesAndMissingFoldersAreNamed) {
  write_set("set");
  std::filesystem::create_directories(folder_ / "set/green");
  expect_says(error("set"), {(folder_ / "set/green").string(), "no image in it", "\"green\" is empty"});
  std::filesystem::create_directories(folder_ / "bare");
  expect_says(error("bare"), {(folder_ / "bare").string(), "no folder in it"});
  write_png("lone/red/1.png", plain(1, 1, {0, 0, 0}));
  expect_says(error("lone"), {"one class only: \"red\""});
  write_png("lone/blue/1.png", plain(1, 1, {0, 0, 0}));
  expect_says(error("lone"), {"one image only", "testing"});
  expect_says(error("nowhere"), {(folder_ / "nowhere").string(), "there is no such file"});
  expect_says(error(""), {"dataset.folder", "no file is named"});
  folder_.write("file", "x");
  expect_says(error("file"), {(folder_ / "file").string(), "this is a file, not a folder"});
}

TEST_F(Images, WhatFileManagersLeaveBehindIsPassedOver) {
  write_set("set");
  folder_.write("set/red/.DS_Store", "x");
  folder_.write("set/red/Thumbs.db", "x");
  folder_.write("set/README.txt", "x");
  std::filesystem::create_directories(folder_ / "set/.hidden");
  EXPECT_EQ(read("set")->classes, 2);
}

TEST_F(Images, ClassesThatAreNumbersAreSortedByValue) {
  for (const std::string name : {"10", "9", "2"}) {
    write_png("set/" + name + "/1.png", plain(1, 1, {0, 0, 0}));
    write_png("set/" + name + "/2.png", plain(1, 1, {0, 0, 0}));
  }
  EXPECT_EQ(read("set")->class_names, (std::vector<std::string>{"2", "9", "10"}));
}

TEST_F(Images, TransparentPixelsAreWhite) {
  write_set("set/train");
  write_transparent_png("set/test/red/1.png");
  EXPECT_FLOAT_EQ(read("set")->test.input(0)[0], 1.0F);
}

TEST_F(Images, TooManyPixelsForTheMemoryAreRefusedBeforeTheyAreRead) {
  write_set("set");
  for (int at = 0; at < 400; ++at) folder_.write("set/red/x" + std::to_string(at) + ".png", "");
  expect_says(error_text([&] {
                read("set", with({{"width", std::int64_t{1024}}, {"height", std::int64_t{1024}}}));
              }),
              {"dataset.width", "404 images of 3 × 1024 × 1024"});
}

TEST(Resize, SidesThatStayGiveTheVeryPixels) {
  Picture picture = plain(3, 2, {0, 0, 0});
  for (std::size_t at = 0; at < picture.pixels.size(); ++at)
    picture.pixels[at] = static_cast<std::uint8_t>(at * 10);
  const auto planes = resized(picture, 3, 2, 3);
  for (std::size_t channel = 0; channel < 3; ++channel)
    for (std::size_t at = 0; at < 6; ++at)
      EXPECT_FLOAT_EQ(planes[6 * channel + at], static_cast<float>(30 * at + 10 * channel) / 255.0F);
}

TEST(Resize, ShrinkingAveragesOverTheArea) {
  Picture picture = plain(3, 1, {0, 0, 0});
  picture.pixels = {30, 30, 30, 60, 60, 60, 90, 90, 90};
  // Each new pixel covers one and a half old ones: (30 + 60 / 2) / 1.5 and (60 / 2 + 90) / 1.5.
  const auto plane = resized(picture, 1, 1, 2);
  EXPECT_NEAR(plane[0] * 255.0, 40.0, 1e-4);
  EXPECT_NEAR(plane[1] * 255.0, 80.0, 1e-4);
}

TEST(Resize, GrowingInterpolatesBetweenTheMiddles) {
  Picture picture = plain(1, 2, {0, 0, 0});
  picture.pixels = {0, 0, 0, 100, 100, 100};
  const auto plane = resized(picture, 1, 4, 2);
  const std::vector<double> expected{0, 0, 25, 25, 75, 75, 100, 100};
  for (std::size_t at = 0; at < expected.size(); ++at)
    EXPECT_NEAR(plane[at] * 255.0, expected[at], 1e-3) << at;
}

TEST(Resize, KeepsTheMeanWhenItShrinks) {
  Picture picture = plain(37, 23, {0, 0, 0});
  double sum = 0.0;
  for (std::size_t at = 0; at < picture.pixels.size(); ++at) {
    picture.pixels[at] = static_cast<std::uint8_t>(at / 3 * 97 % 251);
    sum += picture.pixels[at] / 255.0;
  }
  double shrunk = 0.0;
  for (const float value : resized(picture, 1, 5, 8)) shrunk += value;
  EXPECT_NEAR(shrunk / 40.0, sum / static_cast<double>(picture.pixels.size()), 1e-5);
}

}  // namespace
}  // namespace lfp::test::images_test
