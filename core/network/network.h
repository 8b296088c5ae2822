#pragma once

#include "core/layers/layer.h"
#include "core/network/trace.h"
#include "core/training/experiment.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace lfp {

/// A row of layers. "Parameter layer l" (from 0) is the l-th linear layer: what people count as layer l + 1,
/// together with its activation.
class Network {
 public:
  explicit Network(const Shape& input) : input_shape_(input) {}

  void add(std::unique_ptr<Layer> layer);

  const Shape& input_shape() const { return input_shape_; }
  const Shape& output_shape() const;
  std::size_t size() const { return layers_.size(); }
  const Layer& layer(std::size_t index) const { return *layers_[index]; }

  std::size_t parameter_layers() const { return parameter_indices_.size(); }
  /// Where parameter layer l stands in the row.
  std::size_t index_of(std::size_t parameter_layer) const { return parameter_indices_[parameter_layer]; }
  /// Where the units of parameter layer l end: its activation's place, or its own without one.
  std::size_t unit_index_of(std::size_t parameter_layer) const;
  LinearLayer& parameter_layer(std::size_t parameter_layer);
  const LinearLayer& parameter_layer(std::size_t parameter_layer) const;
  Index parameter_count() const;

  /// A trace for batches of exactly `batch` samples. With `to_input` there is room for the feedback at the
  /// input.
  Trace make_trace(Index batch, bool to_input) const;
  /// From trace.input up to the logits, which are the last layer's output.
  void forward(Trace& trace) const;

  /// What went into layer `index` in that trace.
  static const Matrix& input_of(const Trace& trace, std::size_t index);
  /// What arrives on the way down at the output of layer `index`: layers that hand it on unchanged are looked
  /// through.
  const Matrix& feedback_at_output(const Trace& trace, std::size_t index) const;
  Matrix& feedback_at_output(Trace& trace, std::size_t index) const;

 private:
  Shape input_shape_;
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<std::size_t> parameter_indices_;
};

/// The network of an experiment for inputs of that shape, with fresh weights from the seed. Throws Error
/// where layers do not fit (or the outputs do not match `outputs`), naming the place
/// ("network.layers[1].units").
Network build_network(const NetworkSpec& spec, const Shape& input, std::int64_t outputs, std::uint64_t seed);

}  // namespace lfp
