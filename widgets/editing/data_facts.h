#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <optional>
#include <string>

namespace lfp {

/// What has to be known about the data to build a network for them.
struct DataFacts {
  std::string name;  ///< as on screen: "Two spirals"
  Shape shape;
  std::int32_t classes = 0;  ///< 0: values are learnt
  std::int64_t values = 0;   ///< in each sample; 0: classes are learnt
  std::int64_t train = 0;    ///< samples to train on
  std::int64_t test = 0;
  LoadReport report;  ///< of data from files: what was guessed and passed over
  bool operator==(const DataFacts&) const = default;
};

DataFacts facts_of(const Dataset& dataset);

/// A small sample of a toy set from its own generator: at most `samples` points, in no time. Nothing for data
/// from files and where the settings do not fit.
std::optional<Dataset> toy_sample(const Choice& choice, std::int64_t samples, std::uint64_t seed);

}  // namespace lfp
