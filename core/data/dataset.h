#pragma once

#include "core/base/progress.h"
#include "core/base/registry.h"
#include "core/base/shape.h"
#include "core/data/load_report.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace lfp {

/// Samples of one split: inputs [count x features] row-major, already normalised, and what the outputs should
/// be: labels, or for regression `outputs` values a sample.
struct Samples {
  std::int64_t features = 0;
  std::vector<float> inputs;
  std::vector<std::int32_t> labels;
  std::int64_t outputs = 0;      ///< values a sample in `targets`; 0: labels
  std::vector<float> targets{};  ///< [count x outputs]

  std::int64_t count() const {
    return features == 0 ? 0 : static_cast<std::int64_t>(inputs.size()) / features;
  }
  std::span<const float> input(std::int64_t index) const {
    return {inputs.data() + index * features, static_cast<std::size_t>(features)};
  }
};

/// How raw values were brought to what the network sees: seen = (raw - mean) / deviation, per feature
/// or, with one element, for all.
struct Normalisation {
  std::vector<float> mean{0.0F};
  std::vector<float> deviation{1.0F};

  float raw(float seen, std::size_t feature) const {
    const std::size_t at = mean.size() == 1 ? 0 : feature;
    return seen * deviation[at] + mean[at];
  }
};

/// What is learnt from: immutable once made, shared by trainers and views.
struct Dataset {
  std::string name;  ///< as on screen: "Two spirals"
  Shape shape;
  std::int32_t classes = 0;               ///< 0: regression
  std::vector<std::string> class_names;   ///< one a class
  std::vector<std::string> target_names;  ///< regression: one a target value
  Normalisation normalisation;
  Normalisation target_normalisation;  ///< regression: learnt = (raw - mean) / deviation, per target
  Samples train;
  Samples test;
  float least_reach = 0;  ///< in a plane: raw coordinates from minus to plus this are in sight anyway
  LoadReport report;      ///< of data from files: what was found, guessed and passed over

  bool is_regression() const { return classes == 0; }
  bool is_planar() const { return shape.size() == 2 && !shape.is_image(); }
};

/// What making a dataset needs beside its settings.
struct DatasetRequest {
  std::uint64_t seed = 0;
  std::filesystem::path folder;  ///< relative paths in the settings start here
  Progress* progress = nullptr;  ///< told how far it is, where that takes long; may throw Cancelled
};

/// A registered kind of data: `"dataset": {"kind": name, ...}`. `load` throws Error naming the file, the
/// place in it and the remedy.
struct DatasetEntry {
  EntryInfo info;
  bool is_toy = false;  ///< made from the seed alone, without files
  std::function<Dataset(const Settings&, const DatasetRequest&)> load;
};

/// In the order of datasets.def.
const std::vector<DatasetEntry>& dataset_entries();

/// Whether it is made from the seed alone; false for an unknown kind too.
bool is_toy(const Choice& choice);

/// The dataset that `choice` describes. Throws Error.
std::shared_ptr<const Dataset> load_dataset(const Choice& choice, const DatasetRequest& request);

}  // namespace lfp
