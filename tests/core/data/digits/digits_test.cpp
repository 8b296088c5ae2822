#include "tests/support/load_data.h"

#include <cmath>

namespace lfp::test::digits_test {
namespace {

constexpr std::int64_t side = 28;

Settings inked(std::initializer_list<std::pair<const char*, SettingValue>> values = {}) {
  Settings settings = with(values);
  settings.set("normalise", std::string("none"));
  return settings;
}

double mean_ink(const Dataset& dataset) {
  double sum = 0.0;
  for (const float ink : dataset.train.inputs) sum += ink;
  return sum / static_cast<double>(dataset.train.inputs.size());
}

/// The mean square distance of the digits of one kind from their mean image.
double spread(const Dataset& dataset, std::int32_t label) {
  std::vector<double> sums(side * side, 0.0);
  double squares = 0.0;
  double count = 0.0;
  for (std::int64_t row = 0; row < dataset.train.count(); ++row) {
    if (dataset.train.labels[static_cast<std::size_t>(row)] != label) continue;
    count += 1.0;
    for (std::size_t at = 0; at < sums.size(); ++at) {
      const double ink = dataset.train.input(row)[at];
      sums[at] += ink;
      squares += ink * ink;
    }
  }
  double of_mean = 0.0;
  for (const double sum : sums) of_mean += sum / count * sum / count;
  return squares / count - of_mean;
}

TEST(Digits, AreImagesOfTenClassesOfEqualSize) {
  const auto dataset = load("digits", with({{"samples", std::int64_t{500}}}));
  EXPECT_EQ(dataset->shape, (Shape{.channels = 1, .height = 28, .width = 28}));
  EXPECT_EQ(dataset->classes, 10);
  EXPECT_EQ(dataset->class_names.back(), "9");
  EXPECT_EQ(dataset->train.count(), 400);
  EXPECT_EQ(dataset->test.count(), 100);
  std::vector<int> counts(10, 0);
  for (const auto label : dataset->test.labels) ++counts.at(static_cast<std::size_t>(label));
  EXPECT_EQ(counts, std::vector<int>(10, 10));
  const auto [least, most] = std::minmax_element(dataset->train.inputs.begin(), dataset->train.inputs.end());
  EXPECT_EQ(*least, -1.0F);
  EXPECT_EQ(*most, 1.0F);
}

TEST(Digits, AreTheSamePixelsForASeedEverywhere) {
  // FNV-1a over pixels of 0 to 255 and labels. Changes on purpose only: experiments with digits then change
  // too.
  const auto dataset = load("digits", inked({{"samples", std::int64_t{200}}}));
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto add = [&](long byte) { hash = (hash ^ static_cast<std::uint64_t>(byte)) * 0x100000001b3U; };
  for (const float ink : dataset->train.inputs) add(std::lround(255.0F * ink));
  for (const auto label : dataset->train.labels) add(label);
  EXPECT_EQ(hash, 10352318840990592311U);
  EXPECT_NE(load("digits", inked({{"samples", std::int64_t{200}}}), {}, 8)->train.inputs,
            dataset->train.inputs);
}

TEST(Digits, HaveAsMuchInkAsHandwritingAndStayOnThePaper) {
  const auto dataset = load("digits", inked());
  EXPECT_NEAR(mean_ink(*dataset), 0.13, 0.02);  // MNIST: 0.131
  for (std::int64_t row = 0; row < dataset->train.count(); ++row) {
    const auto image = dataset->train.input(row);
    double total = 0.0;
    double at_edge = 0.0;
    for (std::int64_t y = 0; y < side; ++y) {
      for (std::int64_t x = 0; x < side; ++x) {
        const double ink = image[static_cast<std::size_t>(y * side + x)];
        total += ink;
        if (std::min(x, y) == 0 || std::max(x, y) == side - 1) at_edge += ink;
      }
    }
    EXPECT_GT(total, 10.0) << "image " << row;
    EXPECT_LT(at_edge, 0.1 * total) << "image " << row;
  }
}

TEST(Digits, AreToldApartByTheirMeanImage) {
  // Far better than chance with the plainest of classifiers, and yet not trivial.
  const auto dataset = load("digits", inked());
  std::vector<std::vector<double>> means(10, std::vector<double>(side * side, 0.0));
  for (std::int64_t row = 0; row < dataset->train.count(); ++row)
    for (std::size_t at = 0; at < side * side; ++at)
      means[static_cast<std::size_t>(dataset->train.labels[static_cast<std::size_t>(row)])][at] +=
          dataset->train.input(row)[at] / 160.0;
  int right = 0;
  for (std::int64_t row = 0; row < dataset->test.count(); ++row) {
    std::vector<double> distances;
    for (const auto& mean : means) {
      double distance = 0.0;
      for (std::size_t at = 0; at < mean.size(); ++at)
        distance += std::pow(mean[at] - dataset->test.input(row)[at], 2);
      distances.push_back(distance);
    }
    const auto nearest = std::min_element(distances.begin(), distances.end()) - distances.begin();
    right += nearest == dataset->test.labels[static_cast<std::size_t>(row)] ? 1 : 0;
  }
  const double accuracy = right / static_cast<double>(dataset->test.count());
  EXPECT_GT(accuracy, 0.6);
  EXPECT_LT(accuracy, 0.97);
}

TEST(Digits, ThickerPensLeaveMoreInk) {
  const double fine = mean_ink(*load("digits", inked({{"thickness", 1.5}})));
  const double bold = mean_ink(*load("digits", inked({{"thickness", 4.0}})));
  EXPECT_GT(bold, 1.7 * fine);
}

TEST(Digits, JitterAndSlantMakeDigitsOfOneKindDiffer) {
  const double printed = spread(*load("digits", inked({{"jitter", 0.0}, {"slant", 0.0}})), 5);
  const double slanted = spread(*load("digits", inked({{"jitter", 0.0}, {"slant", 20.0}})), 5);
  const double written = spread(*load("digits", inked({{"jitter", 1.0}, {"slant", 20.0}})), 5);
  EXPECT_GT(slanted, 1.1 * printed);
  EXPECT_GT(written, 1.1 * slanted);
}

TEST(Digits, NoiseReachesTheEmptyPaperToo) {
  const auto clean = load("digits", inked());
  const auto noisy = load("digits", inked({{"noise", 0.2}}));
  EXPECT_EQ(clean->train.input(0)[0], 0.0F);
  double corners = 0.0;
  for (std::int64_t row = 0; row < noisy->train.count(); ++row) corners += noisy->train.input(row)[0];
  // Half of the noise is cut off at 0; the mean of the other half is 0.2 / sqrt(2 pi).
  EXPECT_NEAR(corners / static_cast<double>(noisy->train.count()), 0.0798, 0.01);
}

TEST(Digits, TooFewSamplesAreRefused) {
  const auto message = error_text([] { load("digits", with({{"samples", std::int64_t{5}}})); });
  expect_says(message, {"dataset.samples", "5 is out of range"});
}

}  // namespace
}  // namespace lfp::test::digits_test
