#pragma once

#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// What colours the neurons.
enum class NeuronColour { feedback, activation, flips };
/// What of the chosen sample an image input shows.
enum class InputOverlay { image, feedback, both };

/// The input as a layer beside those from 0.
inline constexpr int input_layer = -1;

/// What of the network a person has chosen to see.
struct NetworkOptions {
  NeuronColour colour = NeuronColour::feedback;
  bool one_sample = false;  ///< else the mean over the last batch
  std::size_t run = 0;
  std::optional<std::size_t> subtracted;  ///< the run subtracted from it, in a difference
  InputOverlay overlay = InputOverlay::both;
  bool planes = false;   ///< neurons as pictures of what they answer over the input plane
  bool numbers = false;  ///< written on neurons and connections, of small networks
  bool operator==(const NetworkOptions&) const = default;
};

/// The inputs (pixels, of an image), then the units of each layer.
std::vector<std::int64_t> network_sizes(const Snapshot& snapshot);
/// False until there is a layer to show.
bool has_network(const SnapshotPointer& snapshot);

/// Whether the feedback of the present step has come down to the layer (input_layer, or from 0); what an
/// earlier step has left there is not shown.
bool has_feedback_reached(const Snapshot& snapshot, int layer);

/// One number a unit of `layer` (input_layer, or from 0) for the chosen run or the difference of two; empty
/// where the snapshot does not hold it (sign flips of inputs, a sample that was not asked for,
/// feedback that has not come down yet).
std::vector<float> unit_values(const Snapshot& snapshot, const NetworkOptions& options, int layer);
std::vector<float> unit_values(const Snapshot& snapshot, const NetworkOptions& options, int layer,
                               NeuronColour what);

/// The weights of one layer as the chosen run has them, or their difference; cheap to copy.
class WeightReader {
 public:
  WeightReader(const Snapshot& snapshot, const NetworkOptions& options, std::size_t layer);

  /// False where the snapshot lacks the weights.
  bool is_there() const { return weights_ != nullptr; }
  std::int64_t inputs() const { return weights_->weight.columns; }
  std::size_t count() const { return weights_->weight.values.size(); }
  float weight(std::size_t index) const {
    return weights_->weight.values[index] - (other_ ? other_->weight.values[index] : 0.0F);
  }
  /// On the other side of zero than at step 0; in a difference: the runs' signs differ.
  bool is_flipped(std::size_t index) const {
    return other_ ? weights_->weight.values[index] * other_->weight.values[index] < 0.0F
                  : weights_->is_flipped(index);
  }
  /// The step of the last sign flip in either run; 0: never.
  std::uint32_t last_flip_step(std::size_t index) const;
  const LayerWeights& of_run() const { return *weights_; }
  /// The subtracted run's, or null.
  const LayerWeights* of_other() const { return other_; }

 private:
  const LayerWeights* weights_ = nullptr;
  const LayerWeights* other_ = nullptr;
};

/// Whether edges of this layer are drawn at all: only where there is one weight from each unit of the layer
/// before to each of its own. Pixels have none, nor have layers with more weights than a snapshot should copy
/// sixty times a second.
bool draws_edges(const Snapshot& snapshot, std::size_t layer);

}  // namespace lfp
