#include "core/data/common_settings.h"
#include "core/data/data_file.h"
#include "core/data/images/cifar_files.h"
#include "core/data/images/cifar_names.h"
#include "core/data/images/image_preview.h"
#include "core/data/normalise.h"
#include "core/data/split.h"

#include <algorithm>
#include <string_view>

namespace lfp {
namespace {

constexpr Shape image_shape{.channels = 3, .height = 32, .width = 32};

/// How an image is stored: one or two label bytes, then all its red, all its green and all its blue values.
struct Format {
  std::string title;
  std::string other_choice;  ///< value of "labels" to suggest if the label bytes do not match
  std::int64_t label_bytes = 1;
  std::int64_t label_byte = 0;  ///< index of the label byte that is used
  std::span<const std::string_view> names;

  std::int64_t record() const { return label_bytes + image_shape.size(); }
};

Format format_of(const std::string& labels) {
  if (labels == "cifar100_fine") return {"CIFAR-100", "cifar10", 2, 1, cifar100_fine_names()};
  if (labels == "cifar100_coarse") return {"CIFAR-100, coarse", "cifar10", 2, 0, cifar100_coarse_names()};
  return {"CIFAR-10", "cifar100_fine", 1, 0, cifar10_names()};
}

void check_size(const CifarFile& file, const Format& format) {
  const auto size = static_cast<std::int64_t>(file.bytes.size());
  const std::int64_t rest = size % format.record();
  if (size > 0 && rest == 0) return;
  const Format other = format_of(format.other_choice);
  const bool is_other = size > 0 && size % other.record() == 0;
  throw Error(file.place + ", byte " + std::to_string(size),
              "the file ends after " + std::to_string(rest) + " of the " + std::to_string(format.record()) +
                  " bytes of an image (number " + std::to_string(size / format.record()) +
                  ", counted from 0)",
              is_other ? "Set \"labels\" to " + format.other_choice + ", whose images it would hold"
                       : "Copy or download the file again");
}

int label_at(const CifarFile& file, std::int64_t index, const Format& format) {
  const std::int64_t position = index * format.record() + format.label_byte;
  const int label = static_cast<std::uint8_t>(file.bytes[static_cast<std::size_t>(position)]);
  if (label >= static_cast<int>(format.names.size()))
    throw Error(file.place + ", byte " + std::to_string(position),
                "the label is " + std::to_string(label) + ", outside the " +
                    std::to_string(format.names.size()) + " classes",
                "Choose \"labels\" as the file has them, or copy or download it again");
  return label;
}

/// Returns all red, then all green, then all blue values of an image.
std::string_view pixels_at(const CifarFile& file, std::int64_t index, const Format& format) {
  return std::string_view(file.bytes)
      .substr(static_cast<std::size_t>(index * format.record() + format.label_bytes),
              static_cast<std::size_t>(image_shape.size()));
}

void append_image(Samples& samples, const CifarFile& file, std::int64_t index, const Format& format) {
  samples.labels.push_back(label_at(file, index, format));
  const auto pixels = pixels_at(file, index, format);
  std::transform(pixels.begin(), pixels.end(), std::back_inserter(samples.inputs),
                 [](char byte) { return static_cast<float>(static_cast<std::uint8_t>(byte)) / 255.0F; });
}

/// The images of the training or test files, one file after the other.
class Images {
 public:
  Images(const std::vector<CifarFile>& files, bool of_tests, const Format& format) : format_(format) {
    for (const auto& file : files) {
      if (file.is_test != of_tests) continue;
      check_size(file, format);
      files_.push_back(&file);
      count_ += static_cast<std::int64_t>(file.bytes.size()) / format.record();
    }
  }

  std::int64_t count() const { return count_; }
  /// Calls `visit` with the pixel bytes, the label and the file of each image, up to `most` of them.
  template <class Visit>
  void visit(std::int64_t most, Visit visit) const {
    std::int64_t seen = 0;
    for (const auto* file : files_)
      for (std::int64_t at = 0; at < images_in(*file) && seen < most; ++at, ++seen)
        visit(pixels_at(*file, at, format_), label_at(*file, at, format_), *file);
  }
  /// Returns the samples `first` .. `first + count - 1`. Throws Cancelled.
  Samples cut_out(std::int64_t first, std::int64_t count, Progress* progress) const {
    Samples samples;
    samples.features = image_shape.size();
    samples.inputs.reserve(static_cast<std::size_t>(count * samples.features));
    std::int64_t begin = 0;  // index of the file's first image
    for (const auto* file : files_) {
      const std::int64_t end = begin + images_in(*file);
      for (std::int64_t at = std::max(first, begin); at < std::min(first + count, end); ++at) {
        if (progress != nullptr) progress->at(at - first, count);
        append_image(samples, *file, at - begin, format_);
      }
      begin = end;
    }
    return samples;
  }

 private:
  std::int64_t images_in(const CifarFile& file) const {
    return static_cast<std::int64_t>(file.bytes.size()) / format_.record();
  }

  const Format& format_;
  std::vector<const CifarFile*> files_;
  std::int64_t count_ = 0;
};

void check_count(const std::string& setting, std::int64_t asked, std::int64_t found,
                 const std::string& path) {
  if (asked <= found) return;
  throw Error(
      "dataset." + setting,
      std::to_string(asked) + " samples are asked for, but " + path + " holds " + std::to_string(found),
      "Lower \"" + setting + "\"");
}

/// Reports a file that ends in zeros: an interrupted copy can have the full length.
void report_black_end(const CifarFile& file, LoadReport& report) {
  const auto last = file.bytes.find_last_not_of('\0');
  const std::size_t zeros = last == std::string::npos ? file.bytes.size() : file.bytes.size() - last - 1;
  if (zeros >= static_cast<std::size_t>(image_shape.width * image_shape.height))
    report.doubts.push_back(file.place + " ends in " + std::to_string(zeros) +
                            " zeros: check that it was copied to its end");
}

/// Reports files that hold the same, such as "data_batch_1 (1).bin" of a second download.
void report_copies(const std::vector<CifarFile>& files, LoadReport& report) {
  for (std::size_t at = 1; at < files.size(); ++at) {
    const auto copied =
        std::find_if(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(at),
                     [&](const CifarFile& before) { return before.bytes == files[at].bytes; });
    if (copied != files.begin() + static_cast<std::ptrdiff_t>(at))
      report.doubts.push_back(files[at].place + " holds the same images as " + copied->place +
                              ", which are read twice; remove one of them");
  }
}

LoadReport report_on(const CifarFiles& found, std::int64_t images) {
  LoadReport report;
  report_copies(found.files, report);
  for (const auto& file : found.files) report_black_end(file, report);
  if (found.passed_over == 0) return report;
  report.read = counted(images, "image", "images");
  report.passed_over.push_back(
      counted(found.passed_over, "hidden or foreign file", "hidden or foreign files"));
  return report;
}

std::filesystem::path named_files(const Settings& settings, const DatasetRequest& request) {
  return named_data_file("path", "Name a folder of .bin files, one of them, or the .tar.gz", settings,
                         request);
}

/// Interleaves the red, green and blue values of each pixel.
Picture picture_of(std::string_view planes) {
  Picture picture{image_shape.width, image_shape.height, {}};
  const auto size = static_cast<std::size_t>(image_shape.width * image_shape.height);
  for (std::size_t at = 0; at < size; ++at)
    for (std::size_t channel = 0; channel < 3; ++channel)
      picture.pixels.push_back(static_cast<std::uint8_t>(planes[channel * size + at]));
  return picture;
}

Dataset load_cifar(const Settings& settings, const DatasetRequest& request) {
  const auto path = named_files(settings, request);
  const Format format = format_of(settings.text("labels"));
  const CifarFiles found = read_cifar_files(path, request.progress);
  const Images for_training(found.files, false, format);
  const Images for_testing(found.files, true, format);
  const std::int64_t train = settings.integer("train");
  const std::int64_t test = settings.integer("test");

  Dataset dataset;
  dataset.name = format.title;
  dataset.shape = image_shape;
  dataset.classes = static_cast<std::int32_t>(format.names.size());
  dataset.class_names.assign(format.names.begin(), format.names.end());
  if (for_training.count() > 0 && for_testing.count() > 0) {
    check_count("train", train, for_training.count(), path.string());
    check_count("test", test, for_testing.count(), path.string());
    dataset.train = for_training.cut_out(0, train, request.progress);
    dataset.test = for_testing.cut_out(0, test, request.progress);
  } else {
    const Images& all = for_training.count() > 0 ? for_training : for_testing;
    check_count("train", train, all.count(), path.string());
    check_count("test", train + test, all.count(), path.string());
    dataset.train = all.cut_out(0, train, request.progress);
    dataset.test = all.cut_out(train, test, request.progress);
  }
  dataset.report = report_on(found, for_training.count() + for_testing.count());
  check_test_labels(dataset, "dataset.train", "Raise \"train\", or lower \"test\"");
  normalise_pixels(dataset, settings);
  return dataset;
}

}  // namespace

ImagePreview preview_cifar(const Settings& settings, const DatasetRequest& request,
                           std::size_t most_samples) {
  const Format format = format_of(settings.text("labels"));
  const CifarFiles found = read_cifar_files(named_files(settings, request), request.progress);
  const Images for_training(found.files, false, format);
  const Images for_testing(found.files, true, format);
  ImagePreview preview;
  for (const auto name : format.names) preview.classes.push_back({.name = std::string(name)});
  for (const Images* images : {&for_training, &for_testing})
    images->visit(images->count(), [&](std::string_view, int label, const CifarFile&) {
      auto& counts = preview.classes[static_cast<std::size_t>(label)];
      ++(images == &for_testing ? counts.test : counts.train);
    });
  preview.has_test = for_training.count() > 0 && for_testing.count() > 0;
  preview.count = for_training.count() + for_testing.count();
  preview.sizes[{image_shape.width, image_shape.height}] = preview.count;
  preview.measured = preview.count;
  preview.report = report_on(found, preview.count);
  const Images& shown = for_training.count() > 0 ? for_training : for_testing;
  shown.visit(static_cast<std::int64_t>(most_samples),
              [&](std::string_view pixels, int label, const CifarFile& file) {
                preview.samples.push_back(
                    {picture_of(pixels), label, std::filesystem::path(file.place).filename().string()});
              });
  return preview;
}

DatasetEntry cifar_entry() {
  DatasetEntry entry;
  entry.info = {
      .name = "cifar",
      .label = "CIFAR",
      .summary = "Colour photographs of 32 × 32 pixels in 10, 20 or 100 classes: CIFAR's binary version.",
      .formula = "x = \\frac{pixel / 255 − mean}{std}",
      .settings = {
          path_setting("path", "Files",
                       "The folder with the .bin files, one of them, or the .tar.gz as published. Files "
                       "with \"test\" in their name test; without one, the samples after those for "
                       "training do."),
          choice_setting("labels", "Labels", "Which CIFAR it is, and which of its labels are learnt.",
                         {"cifar10", "cifar100_fine", "cifar100_coarse"})}};
  for (const auto& more : {count_settings(), image_settings()})
    entry.info.settings.insert(entry.info.settings.end(), more.begin(), more.end());
  entry.load = load_cifar;
  return entry;
}

}  // namespace lfp
