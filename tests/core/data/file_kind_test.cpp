#include "core/data/file_kind.h"

#include "core/exchange/npz.h"
#include "core/exchange/weights_json.h"
#include "tests/support/gzip_bytes.h"
#include "tests/support/load_data.h"

namespace lfp::test::file_kind_test {
namespace {

using namespace std::literals;

class FileKinds : public testing::Test {
 protected:
  DataFileKind kind(const std::string& name, const std::string& content) const {
    return kind_of_file(folder_.write(name, content));
  }
  std::string message(const std::string& name, const std::string& content) const {
    const auto error = not_an_experiment(folder_.write(name, content));
    return error ? error->what() : "";
  }
  TemporaryFolder folder_;
};

TEST_F(FileKinds, TablesAreKnownByWhatIsInThem) {
  EXPECT_EQ(kind("a.txt", "x,y\n1,2\n3,4\n"), DataFileKind::table);
  EXPECT_EQ(kind("b.txt",
                 "\xFF\xFEx\0\t\0y\0\n\0"
                 "1\0\t\0"
                 "2\0\n\0"s),
            DataFileKind::table);
  EXPECT_EQ(kind("c", "  1.5  2.5\n  3.5  4.5\n"), DataFileKind::table);
  EXPECT_EQ(kind("d.csv", "one\ntwo\n"), DataFileKind::table);
  EXPECT_EQ(kind("e.txt", "A text.\nIt has lines, and commas, and so on.\n"), DataFileKind::unknown);
  std::string large = "größe;b\n";
  while (large.size() < 300000) large += "1,5;ö\n";
  EXPECT_EQ(kind("f.txt", large), DataFileKind::table);
}

TEST_F(FileKinds, ExperimentsAndSessionsAreLeftToTheirReaders) {
  EXPECT_EQ(kind("a.json", " { \"format\": \"lfplab-experiment\" }"), DataFileKind::experiment);
  EXPECT_EQ(kind("b.lfplab", "anything"), DataFileKind::session);
  for (const std::string content : {"{", "", "[1, 2]", "hello"}) EXPECT_EQ(message("c.json", content), "");
  EXPECT_EQ(not_an_experiment(folder_ / "missing.json"), std::nullopt);
}

TEST_F(FileKinds, SaysHowToNameATable) {
  expect_says(message("trees.csv", "x,y\n1,2\n3,4\n"),
              {(folder_ / "trees.csv").string(), "this is a table",
               "\"dataset\": { \"kind\": \"csv\", \"file\": \"trees.csv\" }"});
}

TEST_F(FileKinds, SaysWhatOtherDataAre) {
  expect_says(message("a", "\0\0\x08\x03\0\0\0\0"s),
              {"images in the IDX format", "\"images\": \"a\", \"labels\""});
  expect_says(message("b", "\0\0\x08\x01\0\0\0\0"s),
              {"labels in the IDX format", "\"labels\": \"b\", \"images\""});
  // The same packed with gzip, as they are published.
  expect_says(
      message(
          "a.gz",
          "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\x63\x60\xE0\x60\x66\x00\x02\x00\xD4\x27\xD1\xCE\x08\x00\x00\x00"s),
      {"images in the IDX format"});
  expect_says(message("c.bin", std::string(2 * 3073, '\x01')),
              {"CIFAR", "\"kind\": \"cifar\", \"path\": \"c.bin\""});
  expect_says(message("d.png", "\x89PNG\r\n\x1A\n"), {"this is an image", "\"kind\": \"images\""});
  expect_says(message("e.jpg", "\xFF\xD8\xFF\xE0"), {"this is an image"});
  expect_says(message("f.xlsx", "PK\x03\x04" + std::string(22, '\0') + "\x13\0\0\0[Content_Types].xml"s),
              {"spreadsheet", "CSV"});
}

TEST_F(FileKinds, SaysThatWeightsAreWeights) {
  const NamedArrays arrays{{.name = "w", .shape = {2}, .values = {1.0F, 2.0F}}};
  expect_says(message("w.npz", npz_bytes(arrays)), {"these are weights"});
  expect_says(message("w.json", weights_json(arrays)), {"these are weights"});
  expect_says(message("w.npy", "\x93NUMPY\x01"), {"these are weights"});
}

TEST_F(FileKinds, SaysThatAFolderHoldsImages) {
  std::filesystem::create_directories(folder_ / "pets/train/cats");
  EXPECT_EQ(kind_of_file(folder_ / "pets"), DataFileKind::unknown);
  folder_.write("pets/train/cats/1.JPG", "");
  const auto error = not_an_experiment(folder_ / "pets");
  ASSERT_TRUE(error);
  expect_says(error->what(), {"folder of images", "\"kind\": \"images\", \"folder\": \"pets\""});
  std::filesystem::create_directories(folder_ / "wrapped/pets/train/cats");
  folder_.write("wrapped/pets/train/cats/1.webp", "");
  EXPECT_EQ(kind_of_file(folder_ / "wrapped"), DataFileKind::image_folder);
}

TEST_F(FileKinds, SaysWhatFilesOfNoUseAre) {
  expect_says(message("a.json", "<!DOCTYPE html><html>"), {"this is a web page", "Download the file itself"});
  expect_says(message("b.pdf", "%PDF-1.4"), {"this is a PDF document", "Choose an experiment (.json)"});
  expect_says(message("c.json", "version https://git-lfs.github.com/spec/v1\n"), {"Git LFS", "git lfs pull"});
  expect_says(message("d.tar.gz", gzip_bytes("anything")), {"this is packed with gzip"});
}

TEST_F(FileKinds, PackedTablesAreTables) {
  EXPECT_EQ(kind("a.csv.gz", gzip_bytes("x,y\n1,2\n3,4\n")), DataFileKind::table);
  EXPECT_EQ(kind("a.gz", gzip_bytes("x,y\n1,2\n3,4\n")), DataFileKind::table);
  EXPECT_EQ(kind("b.json.gz", gzip_bytes("{}")), DataFileKind::unknown);
}

TEST_F(FileKinds, NamesDecideWhereTheContentSaysNothing) {
  EXPECT_EQ(kind("empty.csv", ""), DataFileKind::table);
  EXPECT_EQ(kind("train-images-idx3-ubyte.gz", "damaged"), DataFileKind::idx_images);
  EXPECT_EQ(kind("train-labels.idx1-ubyte", ""), DataFileKind::idx_labels);
  EXPECT_EQ(kind("cifar-10-binary.tar.gz", gzip_bytes("data")), DataFileKind::cifar_batch);
  EXPECT_EQ(kind("empty.txt", ""), DataFileKind::unknown);
}

TEST_F(FileKinds, IdxFilesOfOtherNumbersAreLeftToTheirReader) {
  EXPECT_EQ(kind("a", "\0\0\x0D\x03\0\0\0\1"s), DataFileKind::idx_images);
  EXPECT_EQ(kind("b", "\0\0\x0C\x01\0\0\0\1"s), DataFileKind::idx_labels);
}

TEST_F(FileKinds, AFolderOfCifarBatches) {
  std::filesystem::create_directories(folder_ / "batches");
  folder_.write("batches/data_batch_1.bin", std::string(3073, '\x01'));
  EXPECT_EQ(kind_of_file(folder_ / "batches"), DataFileKind::cifar_batch);
  std::filesystem::create_directories(folder_ / "unpacked");
  std::filesystem::rename(folder_ / "batches", folder_ / "unpacked/cifar-10-batches-bin");
  EXPECT_EQ(kind_of_file(folder_ / "unpacked"), DataFileKind::cifar_batch);
}

}  // namespace
}  // namespace lfp::test::file_kind_test
