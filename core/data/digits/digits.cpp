#include "core/data/common_settings.h"
#include "core/data/digits/pen.h"
#include "core/data/normalise.h"
#include "core/data/split.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace lfp {
namespace {

constexpr std::int64_t side = 28;
constexpr double written_height = 19.0;  // in pixels, on average
constexpr std::int32_t classes = 10;

/// The handwriting settings, common to all digits.
struct Hand {
  explicit Hand(const Settings& settings)
      : slant(settings.real("slant") * std::numbers::pi / 180.0),
        thickness(settings.real("thickness")),
        jitter(settings.real("jitter")),
        noise(settings.real("noise")) {}

  double slant;
  double thickness;
  double jitter;
  double noise;
};

const DigitShape& choose_shape(std::int32_t digit, Random& random) {
  const auto shapes = digit_shapes(digit);
  double total = 0.0;
  for (const auto& shape : shapes) total += shape.weight;
  double left = total * random.uniform();
  for (const auto& shape : shapes) {
    left -= shape.weight;
    if (left < 0.0) return shape;
  }
  return shapes.back();
}

/// Shear, rotation, scaling and a slow wave that bends the whole digit, all around its centre.
class Distortion {
 public:
  Distortion(const Hand& hand, Random& random)
      : shear_(std::tan(std::clamp(hand.slant * random.normal() + 0.3 * hand.slant, -0.8, 0.8))),
        turn_(0.08 * hand.jitter * random.normal()),
        width_(std::exp(0.13 * hand.jitter * random.normal())),
        height_(std::exp(0.06 * hand.jitter * random.normal())) {
    for (auto& wave : waves_)
      wave = {.size = 0.03 * hand.jitter * random.normal(),
              .phase = 2.0 * std::numbers::pi * random.uniform(),
              .frequency = random.uniform(0.5, 1.5)};
  }

  Point operator()(Point point) const {
    double x = point.x - 0.3;
    double y = point.y - 0.5;
    const double bend_x = waves_[0](y) + waves_[1](x);
    const double bend_y = waves_[2](x) + waves_[3](y);
    x = (x + bend_x) * width_;
    y = (y + bend_y) * height_;
    x -= shear_ * y;
    return {x * std::cos(turn_) - y * std::sin(turn_), x * std::sin(turn_) + y * std::cos(turn_)};
  }

 private:
  struct Wave {
    double size = 0.0;
    double phase = 0.0;
    double frequency = 1.0;
    double operator()(double at) const {
      return size * std::sin(2.0 * std::numbers::pi * frequency * at + phase);
    }
  };

  double shear_;
  double turn_;
  double width_;
  double height_;
  std::array<Wave, 4> waves_{};
};

/// Returns the strokes as written by hand: every point slightly displaced, with strokes still connected.
std::vector<std::vector<Point>> written(const DigitShape& shape, const Hand& hand, Random& random) {
  constexpr double unsteadiness = 0.026;
  const Distortion distort(hand, random);
  std::vector<std::vector<Point>> paths;
  Point shift;
  for (std::size_t at = 0; at < shape.strokes.size(); ++at) {
    PenStroke stroke = shape.strokes[at];
    const bool goes_on = at > 0 && stroke.points.front().x == shape.strokes[at - 1].points.back().x &&
                         stroke.points.front().y == shape.strokes[at - 1].points.back().y;
    for (std::size_t point = 0; point < stroke.points.size(); ++point) {
      if (point > 0 || !goes_on)
        shift = {unsteadiness * hand.jitter * random.normal(), unsteadiness * hand.jitter * random.normal()};
      stroke.points[point].x += shift.x;
      stroke.points[point].y += shift.y;
    }
    paths.push_back(flattened(stroke));
    for (auto& point : paths.back()) point = distort(point);
  }
  return paths;
}

/// Maps the writing's own coordinates to pixels: its box is roughly centred on the paper.
struct Placement {
  double scale = 1.0;
  Point origin;
  Point operator()(Point point) const { return {origin.x + scale * point.x, origin.y + scale * point.y}; }
};

Placement place(const std::vector<std::vector<Point>>& paths, const Hand& hand, Random& random) {
  constexpr double margin = 2.0;
  Point least{1e9, 1e9};
  Point most{-1e9, -1e9};
  for (const auto& path : paths) {
    for (const auto& point : path) {
      least = {std::min(least.x, point.x), std::min(least.y, point.y)};
      most = {std::max(most.x, point.x), std::max(most.y, point.y)};
    }
  }
  const double room = static_cast<double>(side) - 2.0 * margin - hand.thickness;
  const double wanted = (written_height - hand.thickness) * std::exp(0.05 * hand.jitter * random.normal());
  const double extent = std::max(most.x - least.x, most.y - least.y);
  const double scale = std::min(wanted, room / extent);
  const double middle = 0.5 * static_cast<double>(side);
  const double shift_x = 0.9 * hand.jitter * random.normal();
  const double shift_y = 0.9 * hand.jitter * random.normal();
  return {.scale = scale,
          .origin = {middle + shift_x - 0.5 * scale * (least.x + most.x),
                     middle + shift_y - 0.5 * scale * (least.y + most.y)}};
}

/// Appends the pixels of one digit to `pixels`, from 0 to 1 in steps of 1 / 255 as in image files.
void write_digit(std::int32_t digit, const Hand& hand, Random& random, std::vector<float>& pixels) {
  const auto paths = written(choose_shape(digit, random), hand, random);
  const Placement placement = place(paths, hand, random);
  const double thickness = hand.thickness * std::exp(0.2 * random.normal());
  Paper paper(side, side);
  std::vector<PenPoint> line;
  for (const auto& path : paths) {
    // The pen is pressed harder at one end than at the other.
    const double start = 0.5 * thickness * (1.0 + 0.12 * random.normal());
    const double end = 0.5 * thickness * (1.0 + 0.12 * random.normal());
    line.clear();
    for (std::size_t at = 0; at < path.size(); ++at) {
      const double along = static_cast<double>(at) / static_cast<double>(path.size() - 1);
      line.push_back({placement(path[at]), std::max(start + along * (end - start), 0.3)});
    }
    paper.draw(line);
  }
  for (const float ink : paper.ink()) {
    const double noise = hand.noise > 0.0 ? hand.noise * random.normal() : 0.0;
    pixels.push_back(
        static_cast<float>(std::round(255.0 * std::clamp(static_cast<double>(ink) + noise, 0.0, 1.0))) /
        255.0F);
  }
}

Dataset load_digits(const Settings& settings, const DatasetRequest& request) {
  const std::int64_t count = settings.integer("samples");
  const Hand hand(settings);
  Samples samples;
  samples.features = side * side;
  samples.inputs.reserve(static_cast<std::size_t>(count * samples.features));
  Random random(request.seed, RandomStream::data);
  for (std::int64_t sample = 0; sample < count; ++sample) {
    const auto digit = static_cast<std::int32_t>(sample % classes);
    if (request.progress != nullptr) request.progress->at(sample, count);
    write_digit(digit, hand, random, samples.inputs);
    samples.labels.push_back(digit);
  }

  Dataset dataset;
  dataset.name = "Rendered digits";
  dataset.shape = {.channels = 1, .height = side, .width = side};
  dataset.classes = classes;
  for (std::int32_t digit = 0; digit < classes; ++digit) dataset.class_names.push_back(std::to_string(digit));
  const Split split = stratified_split(samples.labels, classes, settings.real("test_fraction"), request.seed);
  dataset.train = rows_of(samples, split.train);
  dataset.test = rows_of(samples, split.test);
  normalise_pixels(dataset, settings);
  return dataset;
}

}  // namespace

DatasetEntry digits_entry() {
  DatasetEntry entry;
  entry.info = {
      .name = "digits",
      .label = "Rendered digits",
      .summary =
          "Digits from 0 to 9 as by many hands, drawn by the program: images like MNIST's, without a file.",
      .formula = "x = \\frac{ink − mean}{std},  28 × 28 pixels, 0 ≤ ink ≤ 1",
      .settings = {
          samples_setting("How many digits there are, all classes together.", 2000),
          real_setting("slant", "Slant", "The deviation of the angle at which a digit leans.", 12.0, 0.0,
                       40.0),
          real_setting("thickness", "Thickness", "The mean width of the pen's line, in pixels.", 2.6, 0.8,
                       6.0),
          real_setting("jitter", "Jitter",
                       "How much digits of one kind differ in form, size and place: 0 is printed, 1 is "
                       "handwriting.",
                       1.0, 0.0, 3.0),
          real_setting("noise", "Noise", "The deviation of the Gaussian noise on each pixel (0 to 1).", 0.0,
                       0.0, 1.0),
          test_fraction_setting("digits")}};
  entry.info.settings[1].unit = "°";
  const auto pixels = image_settings();
  entry.info.settings.insert(entry.info.settings.end(), pixels.begin(), pixels.end());
  entry.is_toy = true;
  entry.load = load_digits;
  return entry;
}

}  // namespace lfp
