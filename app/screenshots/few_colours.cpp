#include "app/screenshots/few_colours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace lfp {

namespace {

constexpr std::size_t most_colours = 256;
constexpr int shift = 2;  // six bits a channel suffice to tell colours apart
constexpr std::size_t buckets = std::size_t{1} << 18U;

/// Pixels of nearly the same colour.
struct Shade {
  std::size_t bucket = 0;
  std::uint64_t count = 0;
  std::array<std::uint64_t, 3> sum{};

  double mean(std::size_t channel) const {
    return static_cast<double>(sum[channel]) / static_cast<double>(count);
  }
};

using Shades = std::vector<Shade>;

std::array<int, 3> channels_of(QRgb colour) {
  return {qRed(colour), qGreen(colour), qBlue(colour)};
}

std::size_t bucket_of(QRgb colour) {
  const auto channels = channels_of(colour);
  std::size_t bucket = 0;
  for (const int channel : channels) bucket = bucket << 6U | static_cast<std::size_t>(channel >> shift);
  return bucket;
}

Shades shades_of(const QImage& picture) {
  Shades all(buckets);
  for (int y = 0; y < picture.height(); ++y) {
    const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
    for (int x = 0; x < picture.width(); ++x) {
      Shade& shade = all[bucket_of(line[x])];
      ++shade.count;
      const auto channels = channels_of(line[x]);
      for (std::size_t c = 0; c < channels.size(); ++c)
        shade.sum[c] += static_cast<std::uint64_t>(channels[c]);
    }
  }
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) all[bucket].bucket = bucket;
  std::erase_if(all, [](const Shade& shade) { return shade.count == 0; });
  return all;
}

/// Neighbouring shades that share one colour of the palette.
struct Box {
  Shades shades;
  std::size_t channel = 0;  // in which they differ most
  double badness = 0;       // of showing them alike

  explicit Box(Shades own) : shades(std::move(own)) {
    double pixels = 0;
    double widest = 0;
    for (const Shade& shade : shades) pixels += static_cast<double>(shade.count);
    for (std::size_t c = 0; c < 3; ++c) {
      const auto [low, high] =
          std::ranges::minmax(shades, {}, [c](const Shade& shade) { return shade.mean(c); });
      const double width = high.mean(c) - low.mean(c);
      if (width <= widest) continue;
      widest = width;
      channel = c;
    }
    // The root, so that small but far-off details keep a colour of their own.
    badness = widest * widest * std::sqrt(pixels);
  }

  /// Takes half of the range away.
  Box split() {
    const auto key = [c = channel](const Shade& shade) { return shade.mean(c); };
    const auto [low, high] = std::ranges::minmax(shades, {}, key);
    const double middle = (key(low) + key(high)) / 2;
    const auto upper =
        std::ranges::partition(shades, [&](const Shade& shade) { return key(shade) <= middle; });
    Box other(Shades(upper.begin(), upper.end()));
    shades.erase(upper.begin(), upper.end());
    *this = Box(std::move(shades));
    return other;
  }

  /// The shade that fills most: large areas keep their very colour.
  QRgb colour() const {
    const Shade& most = *std::ranges::max_element(shades, {}, &Shade::count);
    return qRgb(qRound(most.mean(0)), qRound(most.mean(1)), qRound(most.mean(2)));
  }
};

std::vector<Box> boxes_of(Shades shades) {
  std::vector<Box> boxes{Box(std::move(shades))};
  while (boxes.size() < most_colours) {
    const auto worst = std::ranges::max_element(boxes, {}, &Box::badness);
    if (worst->badness <= 0) break;
    Box other = worst->split();
    boxes.push_back(std::move(other));
  }
  return boxes;
}

}  // namespace

QImage with_few_colours(const QImage& picture) {
  const QImage source = picture.convertToFormat(QImage::Format_RGB32);
  QImage result(source.size(), QImage::Format_Indexed8);
  QList<QRgb> palette;
  std::vector<unsigned char> index(buckets);
  for (const Box& box : boxes_of(shades_of(source))) {
    for (const Shade& shade : box.shades) index[shade.bucket] = static_cast<unsigned char>(palette.size());
    palette.append(box.colour());
  }
  result.setColorTable(palette);
  for (int y = 0; y < source.height(); ++y) {
    const auto* from = reinterpret_cast<const QRgb*>(source.constScanLine(y));
    std::transform(from, from + source.width(), result.scanLine(y),
                   [&](QRgb colour) { return index[bucket_of(colour)]; });
  }
  return result;
}

}  // namespace lfp
