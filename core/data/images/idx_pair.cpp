#include "core/data/images/idx_pair.h"

#include "core/data/data_file.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lfp {
namespace {

/// A gap of more unused labels than this below the largest one is considered an error in the file.
constexpr std::int32_t widest_label_gap = 10;

/// Whether the labels count from 1, as those of the EMNIST letters do.
bool count_from_one(const std::vector<std::uint8_t>& labels) {
  const auto [least, largest] = std::minmax_element(labels.begin(), labels.end());
  return *least == 1 && *largest > 1;
}

/// Returns `given` or, if that is 0, one more than the largest label; at least 2. Throws an Error that names
/// the first label outside that number of classes, or one far above all others.
std::int32_t end_of_labels(const std::vector<std::uint8_t>& labels, const IdxPair& pair, std::int64_t given) {
  std::array<bool, 256> occurs{};
  for (const auto label : labels) occurs[label] = true;
  const std::int32_t largest = *std::max_element(labels.begin(), labels.end());
  std::int32_t below = largest - 1;
  while (below >= 0 && !occurs[static_cast<std::size_t>(below)]) --below;

  const auto throw_at = [&](auto first, const std::string& problem, const std::string& remedy) {
    const auto sample = first - labels.begin();
    throw Error(pair.labels_path.string() + ", sample " + std::to_string(sample) + " (counted from 0; byte " +
                    std::to_string(pair.labels.header_size() + sample) + ")",
                "the label is " + std::to_string(*first) + ", " + problem, remedy);
  };
  if (given > 0 && largest >= given)
    throw_at(std::find_if(labels.begin(), labels.end(), [&](auto label) { return label >= given; }),
             "outside the " + std::to_string(given) + " classes", "Correct the file, or raise \"classes\"");
  if (given == 0 && largest - below > widest_label_gap)
    throw_at(
        std::find(labels.begin(), labels.end(), largest),
        "but no sample has a label from " + std::to_string(below + 1) + " to " + std::to_string(largest - 1),
        "Correct the file, or set \"classes\" to say how many there are");
  return std::max(given > 0 ? static_cast<std::int32_t>(given) : largest + 1, 2);
}

/// Swaps the rows and columns of each image.
void transpose(std::vector<std::uint8_t>& pixels, std::int64_t rows, std::int64_t columns) {
  std::vector<std::uint8_t> stored(static_cast<std::size_t>(rows * columns));
  for (auto image = pixels.begin(); image != pixels.end();) {
    std::copy_n(image, rows * columns, stored.begin());
    for (std::int64_t column = 0; column < columns; ++column)
      for (std::int64_t row = 0; row < rows; ++row)
        *image++ = stored[static_cast<std::size_t>(row * columns + column)];
  }
}

/// Whether the test samples have their own files; throws Error if only half of the pair is given.
bool has_test_files(const Settings& settings) {
  const bool images = !settings.text("test_images").empty();
  if (images == settings.text("test_labels").empty())
    throw Error(images ? "dataset.test_labels" : "dataset.test_images",
                images ? "the test images have no labels" : "the test labels have no images",
                "Name both files, or neither");
  return images;
}

void check_same_size(const IdxPair& train, const IdxPair& test) {
  if (test.images.rows() == train.images.rows() && test.images.columns() == train.images.columns()) return;
  const auto size = [](const IdxFile& file) {
    return std::to_string(file.rows()) + " × " + std::to_string(file.columns());
  };
  throw Error(test.images_path.string() + ", byte 8",
              "the test images are " + size(test.images) + " pixels, those to train on " + size(train.images),
              "Choose images of one size");
}

/// Reports classes without samples, unless the user asked for them.
void report_empty_classes(const IdxLabels& labels, LoadReport& report) {
  constexpr std::int64_t most_names = 5;
  std::int64_t count = 0;
  std::string names;
  for (std::int32_t label = labels.first; label < labels.end; ++label) {
    if (std::ranges::find(labels.train, label) != labels.train.end()) continue;
    if (++count <= most_names) names += (names.empty() ? "" : ", ") + std::to_string(label);
  }
  if (count == 0) return;
  report.doubts.push_back("no sample has the label " + names + (count > most_names ? ", …" : "") + ": " +
                          counted(count, "class is", "classes are") + " empty");
}

}  // namespace

IdxPair::IdxPair(const char* images_setting, const char* labels_setting, const Settings& settings,
                 const DatasetRequest& request)
    : images_path(
          named_data_file(images_setting, "Name an IDX file of images, plain or .gz", settings, request)),
      labels_path(
          named_data_file(labels_setting, "Name an IDX file of labels, plain or .gz", settings, request)),
      images(images_path, IdxFile::Content::images),
      labels(labels_path, IdxFile::Content::labels) {
  if (images.count() == labels.count()) return;
  throw Error(labels_path.string() + ", byte 4",
              std::to_string(labels.count()) + " labels for " + std::to_string(images.count()) +
                  " images in " + images_path.string(),
              "Choose two files that belong together");
}

std::vector<std::uint8_t> IdxPair::read_pixels(std::int64_t count, const Settings& settings,
                                               Progress* progress) {
  auto pixels = images.read(count, progress);
  if (settings.flag("transposed")) transpose(pixels, images.rows(), images.columns());
  return pixels;
}

IdxFiles::IdxFiles(const Settings& settings, const DatasetRequest& request)
    : train("images", "labels", settings, request) {
  if (!has_test_files(settings)) return;
  test.emplace("test_images", "test_labels", settings, request);
  check_same_size(train, *test);
}

std::vector<std::string> IdxLabels::class_names() const {
  std::vector<std::string> names;
  for (std::int32_t label = first; label < end; ++label) names.push_back(std::to_string(label));
  return names;
}

IdxLabels read_labels(IdxFiles& files, const Settings& settings) {
  const std::int64_t given = settings.integer("classes");
  IdxLabels labels;
  labels.train = files.train.labels.read(files.train.count());
  labels.end = end_of_labels(labels.train, files.train, given);
  if (files.test) {
    labels.test = files.test->labels.read(files.test->count());
    end_of_labels(labels.test, *files.test, labels.end);
  }
  const bool has_zero_in_test = std::ranges::find(labels.test, 0) != labels.test.end();
  labels.first = given == 0 && count_from_one(labels.train) && !has_zero_in_test ? 1 : 0;
  return labels;
}

LoadReport report_on(const IdxFiles& files, const IdxLabels& labels, const Settings& settings) {
  LoadReport report;
  for (const auto& [setting, path] :
       {std::pair("images", files.train.images_path), std::pair("labels", files.train.labels_path)})
    if (path.filename() != std::filesystem::path(settings.text(setting)).filename())
      report.guessed.push_back(std::string(setting) + " from " + path.string());
  if (labels.first == 1) report.guessed.push_back("labels count from 1 to " + std::to_string(labels.end - 1));
  if (settings.integer("classes") == 0) report_empty_classes(labels, report);
  if (report.guessed.empty()) return report;
  const auto all = files.train.count() + (files.test ? files.test->count() : 0);
  report.read =
      counted(all, "image", "images") + ", " + counted(labels.end - labels.first, "class", "classes");
  return report;
}

}  // namespace lfp
