#include "core/data/images/idx_names.h"

#include "tests/support/load_data.h"

namespace lfp::test::idx_names_test {
namespace {

namespace fs = std::filesystem;

class IdxNames : public testing::Test {
 protected:
  void make(const std::string& name) const {
    fs::create_directories((folder_ / name).parent_path());
    folder_.write(name, "x");
  }
  /// Where the file of that name is found, within the folder.
  std::string found(const std::string& given = "t10k-images-idx3-ubyte.gz") const {
    const auto file = find_idx_file(given, folder_.path());
    return file ? file->lexically_relative(folder_.path()).string() : "nowhere";
  }

  TemporaryFolder folder_;
};

TEST_F(IdxNames, FilesAreFoundUnpackedWithOtherPunctuationAndCase) {
  for (const std::string name :
       {"t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte", "t10k-images.idx3-ubyte.gz",
        "t10k_images_idx3_ubyte", "T10K-IMAGES-IDX3-UBYTE.GZ"}) {
    make(name);
    EXPECT_EQ(found(), name);
    fs::remove(folder_ / name);
  }
  make("train-images-idx3-ubyte");
  make("t10k-labels-idx1-ubyte");
  make("._t10k-images-idx3-ubyte");
  EXPECT_EQ(found(), "nowhere");
}

TEST_F(IdxNames, PackedOnesAreFoundForUnpackedNames) {
  make("t10k-images-idx3-ubyte.gz");
  EXPECT_EQ(found("t10k-images-idx3-ubyte"), "t10k-images-idx3-ubyte.gz");
  EXPECT_EQ(found("t10k-images.idx3-ubyte"), "t10k-images-idx3-ubyte.gz");
}

TEST_F(IdxNames, TheFoldersThatPeopleHaveAreLookedInto) {
  for (const std::string folder : {"mnist", "MNIST", "MNIST/raw", "mnist/raw", "raw"}) {
    make(folder + "/t10k-images-idx3-ubyte");
    EXPECT_EQ(found(), folder + "/t10k-images-idx3-ubyte");
    fs::remove_all(folder_ / folder);
    fs::remove_all(folder_ / "MNIST");
  }
}

TEST_F(IdxNames, RelativesHaveTheSameNamesAndAreNeverTakenForMnist) {
  make("FashionMNIST/raw/t10k-images-idx3-ubyte");
  make("KMNIST/raw/t10k-images-idx3-ubyte");
  EXPECT_EQ(found(), "nowhere");
  EXPECT_EQ(found("fashion-mnist/t10k-images-idx3-ubyte.gz"), "FashionMNIST/raw/t10k-images-idx3-ubyte");
  EXPECT_EQ(found("kmnist/t10k-images-idx3-ubyte.gz"), "KMNIST/raw/t10k-images-idx3-ubyte");
  EXPECT_EQ(found("emnist/t10k-images-idx3-ubyte.gz"), "nowhere");
}

TEST_F(IdxNames, FilesThatNameTheirSetAreLookedForInItsFolders) {
  for (const std::string folder : {"EMNIST/raw", "gzip", "emnist/gzip"}) {
    make(folder + "/emnist-letters-train-images-idx3-ubyte");
    EXPECT_EQ(found("emnist-letters-train-images-idx3-ubyte.gz"),
              folder + "/emnist-letters-train-images-idx3-ubyte");
    fs::remove_all(folder_ / folder);
  }
  make("mnist/emnist-letters-train-images-idx3-ubyte");
  EXPECT_EQ(found("emnist-letters-train-images-idx3-ubyte.gz"), "nowhere");
}

TEST_F(IdxNames, FoldersThatAreNamedAsTheFileInThemAreOpened) {
  make("t10k-images-idx3-ubyte/t10k-images-idx3-ubyte");
  EXPECT_EQ(found(), "t10k-images-idx3-ubyte/t10k-images-idx3-ubyte");
  EXPECT_EQ(unwrapped(folder_ / "t10k-images-idx3-ubyte"),
            folder_ / "t10k-images-idx3-ubyte/t10k-images-idx3-ubyte");
  make("photos/photos");
  EXPECT_EQ(unwrapped(folder_ / "photos"), folder_ / "photos");
}

TEST_F(IdxNames, OtherFilesHaveOneName) {
  make("digits");
  EXPECT_EQ(found("digits.gz"), "nowhere");
}

}  // namespace
}  // namespace lfp::test::idx_names_test
