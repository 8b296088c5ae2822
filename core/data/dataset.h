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

/// The samples of one split: inputs [count x features] in row-major order, already normalised, and the
/// desired outputs: labels or, for regression, `outputs` values per sample.
struct Samples {
  std::int64_t features = 0;
  std::vector<float> inputs;
  std::vector<std::int32_t> labels;
  std::int64_t outputs = 0;      ///< values per sample in `targets`; 0: labels
  std::vector<float> targets{};  ///< [count x outputs]

  std::int64_t count() const {
    return features == 0 ? 0 : static_cast<std::int64_t>(inputs.size()) / features;
  }
  std::span<const float> input(std::int64_t index) const {
    return {inputs.data() + index * features, static_cast<std::size_t>(features)};
  }
};

/// How raw values were converted to what the network sees: seen = (raw - mean) / deviation, per feature or,
/// if the vectors have one element, the same for all.
struct Normalisation {
  std::vector<float> mean{0.0F};
  std::vector<float> deviation{1.0F};

  float raw(float seen, std::size_t feature) const {
    const std::size_t at = mean.size() == 1 ? 0 : feature;
    return seen * deviation[at] + mean[at];
  }
};

/// A complete data set with its training and test samples; immutable, shared by trainers and views.
struct Dataset {
  std::string name;  ///< as shown on screen: "Two spirals"
  Shape shape;
  std::int32_t classes = 0;               ///< 0: regression
  std::vector<std::string> class_names;   ///< one per class
  std::vector<std::string> target_names;  ///< regression: one per target value
  Normalisation normalisation;
  Normalisation target_normalisation;  ///< regression: learnt = (raw - mean) / deviation, per target
  Samples train;
  Samples test;
  float least_reach = 0;  ///< raw coordinates shown in a plane extend to at least +-this value
  LoadReport report;      ///< for data from files: what was read, guessed and skipped

  bool is_regression() const { return classes == 0; }
  bool is_planar() const { return shape.size() == 2 && !shape.is_image(); }
};

/// What loading a data set needs besides its settings.
struct DatasetRequest {
  std::uint64_t seed = 0;
  std::filesystem::path folder;  ///< the base of relative paths in the settings
  Progress* progress = nullptr;  ///< receives the progress of slow loading; may throw Cancelled
};

/// A registered kind of data: `"dataset": {"kind": name, ...}`. `load` throws an Error that names the file,
/// the place in it and the remedy.
struct DatasetEntry {
  EntryInfo info;
  bool is_toy = false;  ///< generated from the seed alone, without files
  std::function<Dataset(const Settings&, const DatasetRequest&)> load;
};

/// All kinds of data, in the order of datasets.def.
const std::vector<DatasetEntry>& dataset_entries();

/// Whether the data are generated from the seed alone; also false for an unknown kind.
bool is_toy(const Choice& choice);

/// Loads the data set described by `choice`. Throws Error.
std::shared_ptr<const Dataset> load_dataset(const Choice& choice, const DatasetRequest& request);

}  // namespace lfp
