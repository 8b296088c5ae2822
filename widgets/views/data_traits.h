#pragma once

namespace lfp {

struct Experiment;
struct Shape;

/// The traits of the data that decide which views have something to show.
struct DataTraits {
  bool is_plane = true;         ///< two inputs, and classes to tell apart
  bool are_images = false;      ///< each sample is an image
  bool have_classes = true;     ///< else the outputs are values
  bool have_spikes = false;     ///< a layer of the network spikes
  bool are_reproduced = false;  ///< the outputs are to be the inputs
  bool operator==(const DataTraits&) const = default;
};

/// The traits of an experiment whose samples have that shape.
DataTraits traits_of(const Shape& shape, bool is_regression, const Experiment& experiment);

}  // namespace lfp
