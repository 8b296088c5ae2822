#include "core/data/toys/toy.h"

#include "core/data/common_settings.h"
#include "core/data/normalise.h"
#include "core/data/split.h"

#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <utility>

namespace lfp {
namespace {

std::vector<SettingInfo> all_settings(const Toy& toy) {
  std::vector<SettingInfo> settings{
      samples_setting("How many points there are, all classes together.", 1000, toy.fewest_points),
      toy.noise};
  if (toy.most_classes > 2)
    settings.push_back(integer_setting("classes", "Classes", "How many classes there are, of equal size.",
                                       toy.classes, 2, toy.most_classes));
  settings.insert(settings.end(), toy.info.settings.begin(), toy.info.settings.end());
  settings.push_back(real_setting("rotation", "Rotation",
                                  "Turns all points around their middle, counter-clockwise: a related task.",
                                  0.0, -180.0, 180.0));
  settings.back().unit = "°";
  settings.push_back(test_fraction_setting());
  settings.push_back(
      normalise_setting("Bring each coordinate to mean 0 and deviation 1, measured on the training part."));
  return settings;
}

/// Returns "Three spirals" if the number of classes can be chosen, otherwise the label: "Two circles".
std::string title(const Toy& toy, std::int32_t classes) {
  constexpr std::array<std::string_view, 11> words{"Zero", "One",   "Two",   "Three", "Four", "Five",
                                                   "Six",  "Seven", "Eight", "Nine",  "Ten"};
  if (toy.most_classes == 2) return toy.info.label;
  return std::string(words[static_cast<std::size_t>(classes)]) + " " + toy.info.name;
}

Samples make_points(const Toy& toy, const Settings& settings, std::int32_t classes, std::uint64_t seed) {
  const std::int64_t total = settings.integer("samples");
  Samples points;
  points.features = 2;
  points.inputs.reserve(static_cast<std::size_t>(2 * total));
  points.labels.reserve(static_cast<std::size_t>(total));
  Random random(seed, RandomStream::data);
  for (std::int32_t label = 0; label < classes; ++label) {
    const std::int64_t count = total / classes + (label < total % classes ? 1 : 0);
    for (std::int64_t index = 0; index < count; ++index) {
      const Point point = toy.point({label, classes, index, count}, settings, random);
      points.inputs.push_back(static_cast<float>(point.x));
      points.inputs.push_back(static_cast<float>(point.y));
      points.labels.push_back(label);
    }
  }
  return points;
}

void rotate(Samples& points, double degrees) {
  double middle[2] = {0, 0};
  for (std::size_t i = 0; i < points.inputs.size(); ++i)
    middle[i % 2] += static_cast<double>(points.inputs[i]);
  for (double& sum : middle) sum /= static_cast<double>(points.count());
  const double cosine = std::cos(degrees * std::numbers::pi / 180);
  const double sine = std::sin(degrees * std::numbers::pi / 180);
  for (std::size_t i = 0; i < points.inputs.size(); i += 2) {
    const double x = static_cast<double>(points.inputs[i]) - middle[0];
    const double y = static_cast<double>(points.inputs[i + 1]) - middle[1];
    points.inputs[i] = static_cast<float>(middle[0] + cosine * x - sine * y);
    points.inputs[i + 1] = static_cast<float>(middle[1] + sine * x + cosine * y);
  }
}

Dataset load_toy(const Toy& toy, const Settings& settings, const DatasetRequest& request) {
  Dataset dataset;
  dataset.classes = toy.most_classes == 2 ? 2 : static_cast<std::int32_t>(settings.integer("classes"));
  dataset.name = title(toy, dataset.classes);
  dataset.shape = {.channels = 2};
  for (std::int32_t label = 0; label < dataset.classes; ++label)
    dataset.class_names.push_back("class " + std::to_string(label));

  Samples points = make_points(toy, settings, dataset.classes, request.seed);
  if (settings.real("rotation") != 0) rotate(points, settings.real("rotation"));
  split_points(dataset, points, settings.real("test_fraction"), request.seed);
  if (settings.text("normalise") == "per_feature") normalise_per_feature(dataset);
  return dataset;
}

}  // namespace

void split_points(Dataset& dataset, const Samples& points, double test_fraction, std::uint64_t seed) {
  constexpr std::int64_t fewest_to_split = 20;
  if (points.count() < fewest_to_split) {
    dataset.train = points;
    dataset.test = points;
    return;
  }
  const Split split = stratified_split(points.labels, dataset.classes, test_fraction, seed);
  dataset.train = rows_of(points, split.train);
  dataset.test = rows_of(points, split.test);
}

SettingInfo position_noise(double fallback) {
  return real_setting("noise", "Noise", "The deviation of the Gaussian noise on both coordinates.", fallback,
                      0.0, 1.0);
}

Point with_noise(Point point, double noise, Random& random) {
  point.x += noise * random.normal();
  point.y += noise * random.normal();
  return point;
}

DatasetEntry toy_entry(Toy toy) {
  DatasetEntry entry;
  entry.info = toy.info;
  entry.info.settings = all_settings(toy);
  entry.is_toy = true;
  entry.load = [toy = std::move(toy)](const Settings& settings, const DatasetRequest& request) {
    return load_toy(toy, settings, request);
  };
  return entry;
}

}  // namespace lfp
