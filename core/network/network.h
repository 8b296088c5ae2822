#pragma once

#include "core/base/progress.h"
#include "core/experiment/experiment.h"
#include "core/layers/input_coding.h"
#include "core/layers/layer.h"
#include "core/layers/trace.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace lfp {

/// A row of layers. What a person counts as one layer is a block: a layer together with its activation.
/// Blocks are counted from 0, layers ("index") likewise; a coding of the input stands before the first block.
class Network {
 public:
  /// `steps` counts for layers in time.
  explicit Network(const Shape& input, std::int64_t steps = 1) : input_shape_(input), steps_(steps) {}

  /// A layer in front of all blocks.
  void add_coding(std::unique_ptr<Layer> layer);
  /// A new block; an activation is added to the last one.
  void add(std::unique_ptr<Layer> layer);

  const Shape& input_shape() const { return input_shape_; }
  const Shape& output_shape() const;
  std::int64_t steps() const { return steps_; }
  /// Whether the outputs come step by step; the logits are then their sums.
  bool is_in_time() const { return !in_time_.empty() && in_time_.back(); }
  /// Whether each row that arrives at the block is one time step of a sample.
  bool is_in_time_before(std::size_t block) const;
  std::size_t size() const { return layers_.size(); }
  const Layer& layer(std::size_t index) const { return *layers_[index]; }

  std::size_t blocks() const { return block_indices_.size(); }
  /// Where the block's layer stands in the row.
  std::size_t index_of(std::size_t block) const { return block_indices_[block]; }
  /// Where the units of the block end: its activation's place, or its own without one.
  std::size_t unit_index_of(std::size_t block) const;
  Layer& block(std::size_t block) { return *layers_[index_of(block)]; }
  const Layer& block(std::size_t block) const { return *layers_[index_of(block)]; }
  Index parameter_count() const;

  /// A trace for batches of exactly `batch` samples.
  Trace make_trace(Index batch, const TraceUse& use) const;
  /// Draws the random numbers of the forward pass: `occasion` is a step, counted from 1, or 0 for
  /// everything that is not training.
  void draw(Trace& trace, std::uint64_t seed, std::uint64_t occasion) const;
  /// From trace.input up to the logits.
  void forward(Trace& trace) const;
  /// [batch x outputs].
  const Matrix& logits(const Trace& trace) const;
  /// Takes up what a training batch has shown about the block's statistics.
  void learn_statistics(std::size_t block, const Trace& trace);

  /// Whether the layer has a feedback of its own in a trace, rather than handing on what arrives.
  bool keeps_feedback(std::size_t index) const;
  /// Ends the way down through layer `index`: where a residual block begins, what was sent past the block
  /// joins in.
  void join(Trace& trace, std::size_t index) const;

  /// What went into layer `index` in that trace.
  static const Matrix& input_of(const Trace& trace, std::size_t index);
  /// What arrives on the way down at the output of layer `index`: layers that hand it on unchanged are looked
  /// through.
  const Matrix& feedback_at_output(const Trace& trace, std::size_t index) const;
  Matrix& feedback_at_output(Trace& trace, std::size_t index) const;

 private:
  /// Past the layers from `first` to before `sum`, which is a residual sum.
  struct Skip {
    std::size_t first = 0;
    std::size_t sum = 0;
  };
  void push(std::unique_ptr<Layer> layer);

  Shape input_shape_;
  std::int64_t steps_;
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<bool> in_time_;  // of each layer's output
  std::vector<std::size_t> block_indices_;
  std::vector<Skip> skips_;
};

/// The network of an experiment for inputs of that shape and range, with fresh weights from the seed. Throws
/// Error where layers do not fit, naming the place ("network.layers[1].units"), and Cancelled.
Network build_network(const NetworkSpec& spec, const Shape& input, std::uint64_t seed,
                      const InputRange& range = {}, const Progress* progress = nullptr);

}  // namespace lfp
