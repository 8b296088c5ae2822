#include "tests/support/small_datasets.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp::test {

std::shared_ptr<const Dataset> small_images(std::int64_t train, std::int64_t test) {
  Random random(101, RandomStream::data);
  Dataset dataset;
  dataset.name = "Bright above or below";
  dataset.shape = {.channels = 1, .height = 6, .width = 6};
  dataset.classes = 2;
  dataset.class_names = {"above", "below"};
  for (auto& [samples, count] : {std::pair{&dataset.train, train}, std::pair{&dataset.test, test}}) {
    samples->features = 36;
    for (std::int64_t n = 0; n < count; ++n) {
      const auto label = static_cast<std::int32_t>(random.below(2));
      samples->labels.push_back(label);
      for (int pixel = 0; pixel < 36; ++pixel) {
        const bool is_bright = (pixel < 18) == (label == 0);
        samples->inputs.push_back(static_cast<float>((is_bright ? 1.0 : 0.0) + 0.3 * random.normal()));
      }
    }
  }
  return std::make_shared<const Dataset>(std::move(dataset));
}

std::shared_ptr<const Dataset> small_regression(std::int64_t train, std::int64_t test) {
  Random random(102, RandomStream::data);
  Dataset dataset;
  dataset.name = "Product and sum";
  dataset.shape = {.channels = 2};
  dataset.target_names = {"product", "sum"};
  for (auto& [samples, count] : {std::pair{&dataset.train, train}, std::pair{&dataset.test, test}}) {
    samples->features = 2;
    samples->outputs = 2;
    for (std::int64_t n = 0; n < count; ++n) {
      const auto a = static_cast<float>(random.uniform(-1, 1));
      const auto b = static_cast<float>(random.uniform(-1, 1));
      for (const float input : {a, b}) samples->inputs.push_back(input);
      for (const float target : {2 * a * b, a + b}) samples->targets.push_back(target);
    }
  }
  return std::make_shared<const Dataset>(std::move(dataset));
}

}  // namespace lfp::test
