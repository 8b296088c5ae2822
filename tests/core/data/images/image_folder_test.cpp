#include "core/data/images/image_folder.h"

#include "tests/support/load_data.h"

#include <sys/stat.h>

namespace lfp::test::image_folder_test {
namespace {

namespace fs = std::filesystem;

/// Folders are listed without opening images, so that these files are empty.
class ListImageFolder : public testing::Test {
 protected:
  void make(std::initializer_list<const char*> names, const std::string& content = {}) const {
    for (const std::string name : names) {
      fs::create_directories((folder_ / name).parent_path());
      folder_.write(name, content);
    }
  }
  ImageFolder listed(const std::string& name = "photos") const { return list_image_folder(folder_ / name); }
  std::string error() const {
    return error_text([&] { listed(); });
  }
  /// "left/1.png top/2.png", in the order of the list.
  std::string names(const std::vector<ImageFolder::File>& files) const {
    std::string text;
    for (const auto& file : files)
      text += (text.empty() ? "" : " ") + file.path.lexically_relative(folder_ / "photos").string();
    return text;
  }

  TemporaryFolder folder_;
};

TEST_F(ListImageFolder, ImagesAreToldByTheirNamesInAnyCase) {
  make({"photos/a/1.png", "photos/a/2.PNG", "photos/a/3.jpg", "photos/a/4.JPG", "photos/b/5.jpeg",
        "photos/b/6.Jpe", "photos/b/7.jfif", "photos/b/8.webp", "photos/b/notes.txt", "photos/b/labels.csv",
        "photos/b/README", "photos/b/annotation.xml", "photos/b/clip.mov"});
  const auto images = listed();
  EXPECT_EQ(names(images.train), "a/1.png a/2.PNG a/3.jpg a/4.JPG b/5.jpeg b/6.Jpe b/7.jfif b/8.webp");
  EXPECT_EQ(images.report.passed_over,
            std::vector<std::string>{
                "5 entries that are no images (README, annotation.xml, clip.mov, labels.csv, …)"});
}

TEST_F(ListImageFolder, ForeignFoldersAreNoClasses) {
  make({"photos/a/1.png", "photos/b/1.png", "photos/__MACOSX/a/._1.png", "photos/.ipynb_checkpoints/1.png",
        "photos/@eaDir/1.png", "photos/b/.ipynb_checkpoints/1.png", "photos/a/@eaDir/1.png/SYNOPHOTO.jpg",
        "photos/a/1.png~", "photos/Thumbs.db", "photos/README.md"});
  const auto images = listed();
  EXPECT_EQ(images.class_names, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(names(images.train), "a/1.png b/1.png");
  EXPECT_EQ(
      images.report.line(),
      "read 2 images, 2 classes; 8 entries that are no images (1.png~, @eaDir, README.md, Thumbs.db, …) "
      "passed over");
}

TEST_F(ListImageFolder, FilesWithoutAnEndingAreImagesIfTheyHoldOne) {
  make({"photos/a/1", "photos/a/n0144_2", "photos/b/3.001"}, "\xFF\xD8\xFF");
  make({"photos/a/LICENSE", "photos/b/labels"}, "text");
  EXPECT_EQ(names(listed().train), "a/1 a/n0144_2 b/3.001");
}

TEST_F(ListImageFolder, ImagesInFoldersOfAClassBelongToItAsIfTheyLayInIt) {
  make({"photos/a/2.png", "photos/a/old/1.png", "photos/a/new/deep/3.png", "photos/b/1.png"});
  const auto images = listed();
  EXPECT_EQ(images.class_names, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(names(images.train), "a/old/1.png a/2.png a/new/deep/3.png b/1.png");
  EXPECT_EQ(images.report.guessed,
            std::vector<std::string>{"2 images in folders within those of the classes"});
}

TEST_F(ListImageFolder, PartsAreFoundUnderOtherNames) {
  make({"photos/Train/a/1.png", "photos/Train/b/1.png", "photos/VAL/b/2.png", "photos/VAL/a/2.png"});
  const auto images = listed();
  EXPECT_TRUE(images.has_test);
  EXPECT_EQ(names(images.train), "Train/a/1.png Train/b/1.png");
  EXPECT_EQ(names(images.test), "VAL/a/2.png VAL/b/2.png");
  EXPECT_EQ(images.test[1].label, 1);
  EXPECT_EQ(images.report.line(), "read 2 images to train, 2 to test, 2 classes; \"VAL\" is for testing");
}

TEST_F(ListImageFolder, ClassesThatAreNotTestedAreTold) {
  make({"photos/train/a/1.png", "photos/train/b/1.png", "photos/train/c/1.png", "photos/test/b/2.png"});
  EXPECT_EQ(listed().report.doubts,
            std::vector<std::string>{"2 classes have no image for testing: \"a\", \"c\""});
}

TEST_F(ListImageFolder, PartsWithinAClassAreNotToldApart) {
  make({"photos/a/train/1.png", "photos/a/test/2.png", "photos/b/train/1.png", "photos/b/test/2.png"});
  const auto images = listed();
  EXPECT_FALSE(images.has_test);
  ASSERT_EQ(images.report.doubts.size(), 1U);
  expect_says(images.report.doubts[0], {(folder_ / "photos/a").string(), "are not told apart"});
}

TEST_F(ListImageFolder, ClassesOfTheTestMayDifferInCaseWhereThatIsClear) {
  make({"photos/train/Left/1.png", "photos/train/Top/1.png", "photos/test/left/2.png",
        "photos/test/TOP/2.png"});
  const auto images = listed();
  EXPECT_EQ(names(images.test), "test/TOP/2.png test/left/2.png");
  EXPECT_EQ(images.test[0].label, 1);
  make({"photos/train/TOp/1.png", "photos/test/Left/3.png"});
  expect_says(error(), {(folder_ / "photos/test/TOP").string(), "never seen in training"});
}

TEST_F(ListImageFolder, ImagesForTestingWithoutClassesAreRefused) {
  make({"photos/train/a/1.png", "photos/train/b/1.png", "photos/test/1.png"});
  expect_says(error(),
              {(folder_ / "photos/test").string(), "images but no folder", "or move this folder elsewhere"});
}

TEST_F(ListImageFolder, ImagesBesideTheClassesAreTold) {
  make({"photos/a/1.png", "photos/b/1.png", "photos/cover.png", "photos/index.html"});
  const auto report = listed().report;
  EXPECT_EQ(report.doubts,
            std::vector<std::string>{"1 image lies beside the folders of the classes and belongs to none"});
  EXPECT_EQ(report.passed_over, std::vector<std::string>{"1 entry that is no image (index.html)"});
}

TEST_F(ListImageFolder, OneMoreFolderAroundThemIsOpened) {
  make({"photos/photos/a/1.png", "photos/photos/b/1.png", "photos/__MACOSX/photos/._a"});
  EXPECT_EQ(names(listed().train), "photos/a/1.png photos/b/1.png");
  make({"other/set/train/a/1.png", "other/set/train/b/1.png", "other/set/test/a/1.png"});
  EXPECT_TRUE(listed("other").has_test);
  make({"third/train/a/1.png", "third/train/b/1.png"});
  EXPECT_EQ(listed("third").class_names, (std::vector<std::string>{"a", "b"}));
  expect_says(listed("third").report.guessed.at(0), {"the classes are those in", "third/train"});
  make({"fourth/only/monday/1.png", "fourth/only/tuesday/1.png"});
  expect_says(error_text([&] { listed("fourth"); }), {"one class only: \"only\""});
}

TEST_F(ListImageFolder, LinksAreFollowed) {
  make({"elsewhere/one.png", "elsewhere/more/two.png", "photos/b/1.png", "photos/a/1.png"});
  fs::create_directory_symlink(folder_ / "elsewhere", folder_ / "photos/c");
  fs::create_symlink(folder_ / "elsewhere/one.png", folder_ / "photos/a/2.png");
  EXPECT_EQ(names(listed().train), "a/1.png a/2.png b/1.png c/one.png c/more/two.png");
}

TEST_F(ListImageFolder, LinksThatLeadNowhereOrBackAreRefused) {
  make({"photos/a/1.png", "photos/b/1.png"});
  fs::create_symlink(folder_ / "missing", folder_ / "photos/a/2.png");
  expect_says(error(), {(folder_ / "photos/a/2.png").string(), "leads nowhere", "remove it"});
  fs::remove(folder_ / "photos/a/2.png");
  for (const char* target : {"photos", "photos/a", "."}) {
    fs::create_directory_symlink(folder_ / target, folder_ / "photos/a/again");
    expect_says(error(), {(folder_ / "photos/a/again").string(), "leads back"});
    fs::remove(folder_ / "photos/a/again");
  }
}

TEST_F(ListImageFolder, WhatCannotBeReadAsAFileIsRefusedWithoutWaitingForIt) {
  make({"photos/a/1.png", "photos/b/1.png"});
  ASSERT_EQ(mkfifo((folder_ / "photos/a/2.png").c_str(), 0600), 0);
  expect_says(error(), {(folder_ / "photos/a/2.png").string(), "not an ordinary file"});
}

TEST_F(ListImageFolder, ClassesWithoutImagesAreRefused) {
  make({"photos/a/1.png", "photos/b/README.md", "photos/b/deep/x.txt"});
  expect_says(error(), {(folder_ / "photos/b").string(), "no image in it", "\"b\" is empty"});
  make({"flat/1.png", "flat/2.png"});
  expect_says(error_text([&] { listed("flat"); }), {"images but no folder", "one folder for each class"});
}

}  // namespace
}  // namespace lfp::test::image_folder_test
