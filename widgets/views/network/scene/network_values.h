#pragma once

#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// The quantity that colours the neurons.
enum class NeuronColour { feedback, activation, flips };
/// What an image input shows for the chosen sample.
enum class InputOverlay { image, feedback, both };

/// The number of the input as a layer; other layers start at 0.
inline constexpr int input_layer = -1;

/// What the user has chosen to see of the network.
struct NetworkOptions {
  NeuronColour colour = NeuronColour::feedback;
  bool one_sample = false;  ///< false: the mean over the last batch
  std::size_t run = 0;
  std::optional<std::size_t> subtracted;  ///< the run subtracted from `run` in a difference
  InputOverlay overlay = InputOverlay::both;
  bool planes = false;   ///< neurons show their output over the input plane as pictures
  bool numbers = false;  ///< written on neurons and connections of small networks
  bool operator==(const NetworkOptions&) const = default;
};

/// Returns the number of inputs (pixels for an image), then the number of units of each layer.
std::vector<std::int64_t> network_sizes(const Snapshot& snapshot);
/// Returns whether the outputs are the pixels of an image, as those of an autoencoder of grey images are.
bool outputs_image(const Snapshot& snapshot);
/// Returns false until there is a layer to show.
bool has_network(const SnapshotPointer& snapshot);

/// Returns whether the feedback of the current step has reached the layer (input_layer, or from 0); feedback
/// left there by an earlier step is not shown.
bool has_feedback_reached(const Snapshot& snapshot, int layer);

/// Returns one number per unit of `layer` (input_layer, or from 0) for the chosen run or the difference of
/// two; empty if the snapshot lacks it (sign flips of inputs, a sample that was not requested, feedback that
/// has not reached the layer yet).
std::vector<float> unit_values(const Snapshot& snapshot, const NetworkOptions& options, int layer);
std::vector<float> unit_values(const Snapshot& snapshot, const NetworkOptions& options, int layer,
                               NeuronColour what);

/// Reads the weights of one layer in the chosen run, or their difference; cheap to copy.
class WeightReader {
 public:
  WeightReader(const Snapshot& snapshot, const NetworkOptions& options, std::size_t layer);

  /// Returns false if the snapshot lacks the weights.
  bool is_there() const { return weights_ != nullptr; }
  std::int64_t inputs() const { return weights_->weight.columns; }
  std::size_t count() const { return weights_->weight.values.size(); }
  float weight(std::size_t index) const {
    return weights_->weight.values[index] - (other_ ? other_->weight.values[index] : 0.0F);
  }
  /// Whether the sign differs from that at step 0; in a difference, whether the runs' signs differ.
  bool is_flipped(std::size_t index) const {
    return other_ ? weights_->weight.values[index] * other_->weight.values[index] < 0.0F
                  : weights_->is_flipped(index);
  }
  /// Returns the step of the last sign flip in either run; 0 if there was none.
  std::uint32_t last_flip_step(std::size_t index) const;
  const LayerWeights& of_run() const { return *weights_; }
  /// The weights of the subtracted run, or null.
  const LayerWeights* of_other() const { return other_; }

 private:
  const LayerWeights* weights_ = nullptr;
  const LayerWeights* other_ = nullptr;
};

/// Returns whether edges of this layer are drawn: only if there is one weight from each unit of the previous
/// layer to each of its own units. Pixels have no edges, nor have layers with more weights than a snapshot
/// should copy sixty times a second.
bool draws_edges(const Snapshot& snapshot, std::size_t layer);

}  // namespace lfp
