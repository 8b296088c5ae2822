#pragma once

#include "tests/support/load_data.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test {

/// Tables written to a file and read as data, by default as they stand in it.
class CsvFixture : public testing::Test {
 protected:
  using Strings = std::vector<std::string>;

  std::shared_ptr<const Dataset> read(const std::string& content, Settings settings = {}) const {
    folder_.write("table.csv", content);
    settings.set("file", std::string("table.csv"));
    if (!settings.has("normalise")) settings.set("normalise", std::string("none"));
    if (!settings.has("normalise_targets")) settings.set("normalise_targets", false);
    return load("csv", settings, folder_.path());
  }
  std::string error(const std::string& content, const Settings& settings = {}) const {
    return error_text([&] { read(content, settings); });
  }
  /// "table.csv, row 3, column "width"" as messages begin.
  std::string at(const std::string& rest) const { return (folder_ / "table.csv").string() + ", " + rest; }

  /// All samples in the order of their first input, each as its inputs with its class or target behind.
  static std::vector<Strings> samples(const Dataset& dataset) {
    std::vector<std::pair<float, Strings>> found;
    for (const auto* part : {&dataset.train, &dataset.test}) {
      for (std::int64_t row = 0; row < part->count(); ++row) {
        Strings texts;
        for (const float value : part->input(row)) texts.push_back(std::to_string(value).substr(0, 5));
        const auto index = static_cast<std::size_t>(row);
        texts.push_back(dataset.is_regression()
                            ? std::to_string(part->targets[index]).substr(0, 5)
                            : dataset.class_names[static_cast<std::size_t>(part->labels[index])]);
        found.emplace_back(part->input(row)[0], texts);
      }
    }
    std::sort(found.begin(), found.end());
    std::vector<Strings> sorted;
    for (auto& [key, texts] : found) sorted.push_back(std::move(texts));
    return sorted;
  }

  TemporaryFolder folder_;
};

/// The same samples in the same order, to the bit, under the same names.
inline void expect_same_data(const Dataset& a, const Dataset& b) {
  EXPECT_EQ(a.shape, b.shape);
  EXPECT_EQ(a.class_names, b.class_names);
  EXPECT_EQ(a.target_names, b.target_names);
  for (const auto& [one, other] : {std::pair(&a.train, &b.train), std::pair(&a.test, &b.test)}) {
    EXPECT_EQ(one->inputs, other->inputs);
    EXPECT_EQ(one->labels, other->labels);
    EXPECT_EQ(one->targets, other->targets);
  }
}

}  // namespace lfp::test
