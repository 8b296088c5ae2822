#include "core/data/common_settings.h"
#include "core/data/images/idx_names.h"
#include "core/data/images/idx_pair.h"
#include "core/data/images/image_preview.h"
#include "core/data/normalise.h"
#include "core/data/split.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

/// Returns the samples `first` .. `first + count - 1` of the file, with pixels from 0 to 1.
Samples cut_out(const std::vector<std::uint8_t>& pixels, const std::vector<std::uint8_t>& labels,
                std::int64_t features, std::int64_t first, std::int64_t count, std::int32_t first_label) {
  Samples samples;
  samples.features = features;
  samples.inputs.resize(static_cast<std::size_t>(count * features));
  std::transform(pixels.begin() + first * features, pixels.begin() + (first + count) * features,
                 samples.inputs.begin(),
                 [](std::uint8_t pixel) { return static_cast<float>(pixel) / 255.0F; });
  std::transform(labels.begin() + first, labels.begin() + first + count, std::back_inserter(samples.labels),
                 [&](std::uint8_t label) { return label - first_label; });
  return samples;
}

/// `settings` names the settings that asked for this many samples.
void check_count(std::int64_t asked, const IdxPair& files, const std::string& place,
                 const std::string& settings) {
  if (asked > files.count())
    throw Error(place,
                std::to_string(asked) + " samples are asked for, but " + files.images_path.string() +
                    " holds " + std::to_string(files.count()),
                "Lower " + settings);
}

/// Reports images that are black up to the end: an interrupted copy can have the full length.
void report_black_end(const std::vector<std::uint8_t>& pixels, std::int64_t features, const std::string& file,
                      LoadReport& report) {
  const auto last =
      std::find_if(pixels.rbegin(), pixels.rend(), [](std::uint8_t pixel) { return pixel != 0; });
  const std::int64_t black = (last - pixels.rbegin()) / features;
  if (black > 0)
    report.doubts.push_back("of the images read from " + file + " the last " +
                            (black == 1 ? "one is" : std::to_string(black) + " are") +
                            " black: check that the file was copied to its end");
}

Shape shape_of(const IdxPair& files, const Settings& settings) {
  Shape shape{.channels = 1, .height = files.images.rows(), .width = files.images.columns()};
  if (settings.flag("transposed")) std::swap(shape.height, shape.width);
  return shape;
}

Dataset load_idx(const Settings& settings, const DatasetRequest& request) {
  IdxFiles files(settings, request);
  const std::int64_t train = settings.integer("train");
  const std::int64_t test = settings.integer("test");
  if (files.test) {
    check_count(train, files.train, "dataset.train", "\"train\"");
    check_count(test, *files.test, "dataset.test", "\"test\"");
  } else {
    check_count(train + test, files.train, "dataset.train + dataset.test", "\"train\" or \"test\"");
  }

  Dataset dataset;
  dataset.name = idx_title(files.train.images_path);
  dataset.shape = shape_of(files.train, settings);
  const std::int64_t features = dataset.shape.size();
  const IdxLabels labels = read_labels(files, settings);
  dataset.classes = labels.end - labels.first;
  dataset.class_names = labels.class_names();
  dataset.report = report_on(files, labels, settings);
  const auto pixels = files.train.read_pixels(files.test ? train : train + test, settings, request.progress);
  report_black_end(pixels, features, files.train.images_path.string(), dataset.report);
  dataset.train = cut_out(pixels, labels.train, features, 0, train, labels.first);
  dataset.test = files.test ? cut_out(files.test->read_pixels(test, settings, request.progress), labels.test,
                                      features, 0, test, labels.first)
                            : cut_out(pixels, labels.train, features, train, test, labels.first);
  if (request.progress != nullptr) request.progress->check();
  check_test_labels(dataset, "dataset.train", "Raise \"train\", or lower \"test\"");
  normalise_pixels(dataset, settings);
  return dataset;
}

}  // namespace

ImagePreview preview_idx(const Settings& settings, const DatasetRequest& request, std::size_t most_samples) {
  IdxFiles files(settings, request);
  const Shape shape = shape_of(files.train, settings);
  const IdxLabels labels = read_labels(files, settings);
  ImagePreview preview;
  preview.has_test = files.test.has_value();
  preview.report = report_on(files, labels, settings);
  for (const auto& name : labels.class_names()) preview.classes.push_back({.name = name});
  for (const auto label : labels.train)
    ++preview.classes[label - static_cast<std::size_t>(labels.first)].train;
  for (const auto label : labels.test) ++preview.classes[label - static_cast<std::size_t>(labels.first)].test;
  preview.count = files.train.count() + (files.test ? files.test->count() : 0);
  preview.sizes[{shape.width, shape.height}] = preview.count;
  preview.measured = preview.count;
  const auto shown = std::min(static_cast<std::int64_t>(most_samples), files.train.count());
  const auto pixels = files.train.read_pixels(shown, settings, request.progress);
  for (std::int64_t at = 0; at < shown; ++at) {
    Picture picture{shape.width, shape.height, {}};
    for (std::int64_t pixel = at * shape.size(); pixel < (at + 1) * shape.size(); ++pixel)
      picture.pixels.insert(picture.pixels.end(), 3, pixels[static_cast<std::size_t>(pixel)]);
    preview.samples.push_back({small_picture(picture),
                               labels.train[static_cast<std::size_t>(at)] - labels.first,
                               "image " + std::to_string(at)});
  }
  return preview;
}

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
                          "How many classes there are; automatic (0): from 0, or 1 if no label is 0, to the "
                          "largest label.",
                          0, 0, 256),
          flag_setting("transposed", "Transposed",
                       "Swap rows and columns of every image, as EMNIST's lie on their sides.", false),
      }};
  for (const auto& more : {count_settings(), image_settings()})
    entry.info.settings.insert(entry.info.settings.end(), more.begin(), more.end());
  entry.load = load_idx;
  return entry;
}

}  // namespace lfp
