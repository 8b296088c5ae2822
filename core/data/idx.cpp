#include "core/data/common_settings.h"
#include "core/data/data_file.h"
#include "core/data/idx_file.h"
#include "core/data/normalise.h"
#include "core/data/split.h"

#include <algorithm>
#include <array>
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

void check_counts(const IdxFile& images, const std::filesystem::path& images_path, const IdxFile& labels,
                  const std::filesystem::path& labels_path, std::int64_t asked) {
  if (images.count() != labels.count())
    throw Error(labels_path.string() + ", byte 4",
                std::to_string(labels.count()) + " labels for " + std::to_string(images.count()) +
                    " images in " + images_path.string(),
                "Choose two files that belong together");
  if (asked > images.count())
    throw Error("dataset.train + dataset.test",
                std::to_string(asked) + " samples are asked for, but " + images_path.string() + " holds " +
                    std::to_string(images.count()),
                "Lower \"train\" or \"test\"");
}

Dataset load_idx(const Settings& settings, const DatasetRequest& request) {
  const auto images_path =
      named_data_file("images", "Name an IDX file of images, plain or .gz", settings, request);
  const auto labels_path =
      named_data_file("labels", "Name an IDX file of labels, plain or .gz", settings, request);
  IdxFile images(images_path, IdxFile::Content::images);
  IdxFile labels(labels_path, IdxFile::Content::labels);
  const std::int64_t train = settings.integer("train");
  const std::int64_t test = settings.integer("test");
  check_counts(images, images_path, labels, labels_path, train + test);

  const auto all_labels = labels.read(labels.count());
  const auto pixels = images.read(train + test);
  Dataset dataset;
  dataset.name = title(images_path);
  dataset.shape = {.channels = 1, .height = images.rows(), .width = images.columns()};
  dataset.classes = count_classes(all_labels, labels.header_size(), labels_path, settings.integer("classes"));
  for (std::int32_t label = 0; label < dataset.classes; ++label)
    dataset.class_names.push_back(std::to_string(label));
  dataset.train = cut_out(pixels, all_labels, dataset.shape.size(), 0, train);
  dataset.test = cut_out(pixels, all_labels, dataset.shape.size(), train, test);
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
          "next "
          "ones test.",
      .formula = "x = \\frac{pixel / 255 − mean}{std}",
      .settings = {
          path_setting("images", "Images", "The IDX file of images, plain or packed with gzip."),
          path_setting("labels", "Labels", "The IDX file of labels, plain or packed with gzip."),
          integer_setting("classes", "Classes",
                          "How many classes there are; 0 stands for the largest label plus 1.", 0, 0, 256),
      }};
  for (const auto& more : {count_settings(), pixel_settings()})
    entry.info.settings.insert(entry.info.settings.end(), more.begin(), more.end());
  entry.load = load_idx;
  return entry;
}

}  // namespace lfp
