#include "core/data/common_settings.h"
#include "core/data/data_file.h"
#include "core/data/images/image_file.h"
#include "core/data/images/image_folder.h"
#include "core/data/images/image_preview.h"
#include "core/data/images/resize.h"
#include "core/data/normalise.h"
#include "core/data/split.h"

namespace lfp {
namespace {

constexpr std::int64_t most_values = 1'000'000'000;

/// For the progress: `before` of `all` files were read earlier.
Samples read_images(const std::vector<ImageFolder::File>& files, const Shape& shape, Progress* progress,
                    std::size_t before, std::size_t all) {
  Samples samples;
  samples.features = shape.size();
  samples.inputs.reserve(files.size() * static_cast<std::size_t>(shape.size()));
  for (const auto& file : files) {
    if (progress != nullptr)
      progress->at(static_cast<std::int64_t>(before++), static_cast<std::int64_t>(all));
    const auto values = resized(read_picture(file.path), shape.channels, shape.height, shape.width);
    samples.inputs.insert(samples.inputs.end(), values.begin(), values.end());
    samples.labels.push_back(file.label);
  }
  return samples;
}

void check_memory(std::size_t files, const Shape& shape) {
  if (static_cast<std::int64_t>(files) <= most_values / shape.size()) return;
  throw Error("dataset.width",
              std::to_string(files) + " images of " + to_text(shape) + " are too much for the memory",
              "Choose a smaller width and height, or fewer images");
}

std::filesystem::path named_folder(const Settings& settings, const DatasetRequest& request) {
  return named_data_file("folder", "Name a folder with one folder for each class", settings, request);
}

Dataset load_images(const Settings& settings, const DatasetRequest& request) {
  const auto path = named_folder(settings, request);
  const ImageFolder images = list_image_folder(path);
  Dataset dataset;
  dataset.name = std::filesystem::absolute(path / "").lexically_normal().parent_path().filename().string();
  dataset.shape = {.channels = settings.text("colour") == "colour" ? 3 : 1,
                   .height = settings.integer("height"),
                   .width = settings.integer("width")};
  dataset.classes = static_cast<std::int32_t>(images.class_names.size());
  dataset.class_names = images.class_names;
  dataset.report = images.report;
  const std::size_t all = images.train.size() + images.test.size();
  check_memory(all, dataset.shape);
  dataset.train = read_images(images.train, dataset.shape, request.progress, 0, all);
  if (images.has_test) {
    dataset.test = read_images(images.test, dataset.shape, request.progress, images.train.size(), all);
  } else {
    const Samples whole = std::move(dataset.train);
    const Split split =
        stratified_split(whole.labels, dataset.classes, settings.real("test_fraction"), request.seed);
    dataset.train = rows_of(whole, split.train);
    dataset.test = rows_of(whole, split.test);
  }
  if (dataset.test.count() == 0)
    throw Error(path.string(), "every class has one image only, so that none is left for testing",
                "Add images to its folders");
  normalise_pixels(dataset, settings);
  return dataset;
}

/// Returns evenly spaced files, so that all classes occur among them.
std::vector<ImageFolder::File> spread(const std::vector<ImageFolder::File>& files, std::size_t most) {
  std::vector<ImageFolder::File> some;
  const std::size_t count = std::min(files.size(), most);
  for (std::size_t at = 0; at < count; ++at) some.push_back(files[at * files.size() / count]);
  return some;
}

void add_sample(ImagePreview& preview, const ImageFolder::File& file, const std::filesystem::path& folder) {
  try {
    preview.samples.push_back({small_picture(read_picture(file.path)), file.label,
                               file.path.lexically_relative(folder).generic_string()});
  } catch (const Error& error) {
    preview.problems.emplace_back(error.what());
  }
}

}  // namespace

ImagePreview preview_image_folder(const Settings& settings, const DatasetRequest& request,
                                  std::size_t most_samples) {
  constexpr std::size_t most_measured = 500;
  const auto path = named_folder(settings, request);
  ImageFolder images = list_image_folder(path);
  ImagePreview preview;
  for (const auto& name : images.class_names) preview.classes.push_back({.name = name});
  for (const auto& file : images.train) ++preview.classes[static_cast<std::size_t>(file.label)].train;
  for (const auto& file : images.test) ++preview.classes[static_cast<std::size_t>(file.label)].test;
  preview.has_test = images.has_test;
  preview.count = static_cast<std::int64_t>(images.train.size() + images.test.size());
  const auto measured = spread(images.train, most_measured);
  for (const auto& file : measured) {
    if (request.progress != nullptr)
      request.progress->at(preview.measured, static_cast<std::int64_t>(measured.size()));
    ++preview.measured;
    if (const auto size = picture_size(file.path)) ++preview.sizes[*size];
  }
  for (const auto& file : spread(images.train, most_samples)) add_sample(preview, file, path);
  preview.report = std::move(images.report);
  return preview;
}

DatasetEntry images_entry() {
  DatasetEntry entry;
  entry.info = {
      .name = "images",
      .label = "Folder of images",
      .summary = "PNG and JPEG files, one folder for each class, turned upright and brought to one size.",
      .formula = "x = \\frac{pixel − mean}{std},  0 ≤ pixel ≤ 1",
      .settings = {
          path_setting(
              "folder", "Folder",
              "The folder that holds one folder for each class, or a folder train and a folder test (or val) "
              "with these."),
          integer_setting("width", "Width", "To how many pixels each image is stretched.", 32, 1, 1024),
          integer_setting("height", "Height", "To how many pixels each image is stretched.", 32, 1, 1024),
          choice_setting("colour", "Colour", "Red, green and blue, or grey alone.", {"colour", "grey"}),
          test_fraction_setting("images")}};
  entry.info.settings[4].summary =
      "The part of the images that is kept for testing where there is no folder test.";
  const auto pixels = image_settings();
  entry.info.settings.insert(entry.info.settings.end(), pixels.begin(), pixels.end());
  entry.load = load_images;
  return entry;
}

}  // namespace lfp
