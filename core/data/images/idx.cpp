#include "core/data/common_settings.h"
#include "core/data/data_file.h"
#include "core/data/images/idx_file.h"
#include "core/data/normalise.h"
#include "core/data/split.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace lfp {
namespace {

/// So many unused labels under the largest one are taken for a slip in the file.
constexpr std::int32_t widest_label_gap = 10;

/// The number of classes; throws Error naming the first label that lies outside of them.
std::int32_t count_classes(const std::vector<std::uint8_t>& labels, std::int64_t header_size,
                           const std::filesystem::path& file, std::int64_t given) {
  std::array<bool, 256> occurs{};
  for (const auto label : labels) occurs[label] = true;
  const std::int32_t largest = *std::max_element(labels.begin(), labels.end());
  std::int32_t below = largest - 1;
  while (below >= 0 && !occurs[static_cast<std::size_t>(below)]) --below;

  const auto throw_at = [&](auto first, const std::string& problem, const std::string& remedy) {
    const auto sample = first - labels.begin();
    throw Error(file.string() + ", sample " + std::to_string(sample) + " (counted from 0; byte " +
                    std::to_string(header_size + sample) + ")",
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

/// Samples `first` .. `first + count - 1`, pixels from 0 to 1.
Samples cut_out(const std::vector<std::uint8_t>& pixels, const std::vector<std::uint8_t>& labels,
                std::int64_t features, std::int64_t first, std::int64_t count) {
  Samples samples;
  samples.features = features;
  samples.labels.assign(labels.begin() + first, labels.begin() + first + count);
  samples.inputs.resize(static_cast<std::size_t>(count * features));
  std::transform(pixels.begin() + first * features, pixels.begin() + (first + count) * features,
                 samples.inputs.begin(),
                 [](std::uint8_t pixel) { return static_cast<float>(pixel) / 255.0F; });
  return samples;
}

/// "digits" of "/data/digits.gz".
std::string title(const std::filesystem::path& images) {
  return (images.extension() == ".gz" ? images.stem() : images.filename()).string();
}

/// Two files that belong together, opened.
struct Pair {
  std::filesystem::path images_path;
  std::filesystem::path labels_path;
  IdxFile images;
  IdxFile labels;

  Pair(const char* images_setting, const char* labels_setting, const Settings& settings,
       const DatasetRequest& request)
      : images_path(
            named_data_file(images_setting, "Name an IDX file of images, plain or .gz", settings, request)),
        labels_path(
            named_data_file(labels_setting, "Name an IDX file of labels, plain or .gz", settings, request)),
        images(images_path, IdxFile::Content::images),
        labels(labels_path, IdxFile::Content::labels) {
    if (images.count() != labels.count())
      throw Error(labels_path.string() + ", byte 4",
                  std::to_string(labels.count()) + " labels for " + std::to_string(images.count()) +
                      " images in " + images_path.string(),
                  "Choose two files that belong together");
  }

  /// `settings` are those that have asked for so many.
  void check_count(std::int64_t asked, const std::string& place, const std::string& settings) const {
    if (asked > images.count())
      throw Error(place,
                  std::to_string(asked) + " samples are asked for, but " + images_path.string() + " holds " +
                      std::to_string(images.count()),
                  "Lower " + settings);
  }
};

/// Whether the test samples have files of their own; throws Error if only half of the pair is named.
bool has_test_files(const Settings& settings) {
  const bool images = !settings.text("test_images").empty();
  if (images == settings.text("test_labels").empty())
    throw Error(images ? "dataset.test_labels" : "dataset.test_images",
                images ? "the test images have no labels" : "the test labels have no images",
                "Name both files, or neither");
  return images;
}

void check_same_size(const Pair& train, const Pair& test) {
  if (test.images.rows() == train.images.rows() && test.images.columns() == train.images.columns()) return;
  const auto size = [](const IdxFile& file) {
    return std::to_string(file.rows()) + " × " + std::to_string(file.columns());
  };
  throw Error(test.images_path.string() + ", byte 8",
              "the test images are " + size(test.images) + " pixels, those to train on " + size(train.images),
              "Choose images of one size");
}

Dataset load_idx(const Settings& settings, const DatasetRequest& request) {
  Pair files("images", "labels", settings, request);
  std::optional<Pair> test_files;
  if (has_test_files(settings)) test_files.emplace("test_images", "test_labels", settings, request);
  const std::int64_t train = settings.integer("train");
  const std::int64_t test = settings.integer("test");
  if (test_files) {
    check_same_size(files, *test_files);
    files.check_count(train, "dataset.train", "\"train\"");
    test_files->check_count(test, "dataset.test", "\"test\"");
  } else {
    files.check_count(train + test, "dataset.train + dataset.test", "\"train\" or \"test\"");
  }

  Dataset dataset;
  dataset.name = title(files.images_path);
  dataset.shape = {.channels = 1, .height = files.images.rows(), .width = files.images.columns()};
  const std::int64_t features = dataset.shape.size();
  const auto labels = files.labels.read(files.labels.count());
  dataset.classes =
      count_classes(labels, files.labels.header_size(), files.labels_path, settings.integer("classes"));
  for (std::int32_t label = 0; label < dataset.classes; ++label)
    dataset.class_names.push_back(std::to_string(label));
  const auto pixels = files.images.read(test_files ? train : train + test);
  dataset.train = cut_out(pixels, labels, features, 0, train);
  if (test_files) {
    const auto test_labels = test_files->labels.read(test_files->labels.count());
    count_classes(test_labels, test_files->labels.header_size(), test_files->labels_path, dataset.classes);
    dataset.test = cut_out(test_files->images.read(test), test_labels, features, 0, test);
  } else {
    dataset.test = cut_out(pixels, labels, features, train, test);
  }
  check_test_labels(dataset, "dataset.train", "Raise \"train\", or lower \"test\"");
  normalise_pixels(dataset, settings);
  return dataset;
}

}  // namespace

DatasetEntry idx_entry() {
  DatasetEntry entry;
  entry.info = {
      .name = "idx",
      .label = "Images (IDX)",
      .summary =
          "Grey images and their labels from two IDX files, as MNIST comes: the first samples train, the "
          "next ones test, or the first ones of two more files.",
      .formula = "x = \\frac{pixel / 255 − mean}{std}",
      .settings = {
          path_setting("images", "Images", "The IDX file of images, plain or packed with gzip."),
          path_setting("labels", "Labels", "The IDX file of labels, plain or packed with gzip."),
          optional_path_setting("test_images", "Test images",
                                "An IDX file whose first images test; without it those after the training "
                                "samples do."),
          optional_path_setting("test_labels", "Test labels", "The IDX file of their labels."),
          integer_setting("classes", "Classes",
                          "How many classes there are; 0 stands for the largest label plus 1.", 0, 0, 256),
      }};
  for (const auto& more : {count_settings(), pixel_settings()})
    entry.info.settings.insert(entry.info.settings.end(), more.begin(), more.end());
  entry.load = load_idx;
  return entry;
}

}  // namespace lfp
