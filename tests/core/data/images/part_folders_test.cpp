#include "core/data/images/part_folders.h"

#include "tests/support/load_data.h"

namespace lfp::test::part_folders_test {
namespace {

std::vector<std::filesystem::path> in_photos(std::initializer_list<const char*> names) {
  std::vector<std::filesystem::path> folders;
  for (const char* name : names) folders.push_back(std::filesystem::path("photos") / name);
  return folders;
}

PartFolders parts(std::initializer_list<const char*> names) {
  return find_parts("photos", in_photos(names));
}

/// "train test", or "classes" where the folders are those.
std::string text_of(const PartFolders& found) {
  if (!found.test) return found.train == "photos" ? "classes" : found.train.string();
  return found.train.filename().string() + " " + found.test->filename().string();
}

TEST(PartFolders, HaveManyNamesInAnyCase) {
  EXPECT_EQ(text_of(parts({"test", "train"})), "train test");
  EXPECT_EQ(text_of(parts({"Test", "Train"})), "Train Test");
  EXPECT_EQ(text_of(parts({"TESTING", "TRAINING"})), "TRAINING TESTING");
  EXPECT_EQ(text_of(parts({"train", "val"})), "train val");
  EXPECT_EQ(text_of(parts({"train", "Valid"})), "train Valid");
  EXPECT_EQ(text_of(parts({"training", "validation"})), "training validation");
  EXPECT_EQ(text_of(parts({"test_set", "training_set"})), "training_set test_set");
  EXPECT_EQ(text_of(parts({"testset", "trainset"})), "trainset testset");
  EXPECT_EQ(text_of(parts({"Test images", "Training images"})), "Training images Test images");
}

TEST(PartFolders, TestTestsAndValIsLeftOut) {
  const auto found = parts({"test", "train", "val"});
  EXPECT_EQ(text_of(found), "train test");
  EXPECT_EQ(found.report.doubts, std::vector<std::string>{"\"val\" is left out, as \"test\" tests"});
  EXPECT_EQ(parts({"extra", "test", "train"}).report.doubts,
            std::vector<std::string>{"\"extra\" is left out, as \"test\" tests"});
  EXPECT_TRUE(parts({"test", "train"}).report.doubts.empty());
  EXPECT_EQ(parts({"train", "val"}).report.guessed, std::vector<std::string>{"\"val\" is for testing"});
}

TEST(PartFolders, ClassesMayBeCalledSoWhereNothingBesideThemIsForTesting) {
  EXPECT_EQ(text_of(parts({"bus", "train", "tram"})), "classes");
  EXPECT_EQ(text_of(parts({"exam", "test"})), "classes");
  EXPECT_EQ(text_of(parts({"training shoes", "valley", "testament"})), "classes");
  EXPECT_EQ(text_of(parts({"left", "top"})), "classes");
  EXPECT_TRUE(parts({"left", "top"}).report.doubts.empty());
  EXPECT_EQ(
      parts({"bus", "train"}).report.doubts,
      std::vector<std::string>{"\"train\" is taken for a class, as no folder beside it is for testing"});
}

TEST(PartFolders, TwoOfThemAreRefused) {
  expect_says(error_text([] {
                parts({"Train", "test", "train"});
              }),
              {"photos: ", "two folders to train on", "\"Train\" and \"train\""});
  expect_says(error_text([] { parts({"test", "testing", "train"}); }), {"two folders for testing"});
  expect_says(error_text([] { parts({"train", "val", "validation"}); }), {"two folders for testing"});
  EXPECT_EQ(text_of(parts({"test", "train", "val", "validation"})), "train test") << "both are left out";
}

}  // namespace
}  // namespace lfp::test::part_folders_test
