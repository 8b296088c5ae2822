#pragma once

#include "core/base/scalar.h"
#include "core/base/shape.h"
#include "core/layers/trace.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lfp {

class Activation;
class LinearLayer;
class Progress;
class Random;
class SpikingLayer;
enum class Surrogate;
struct Rule;

/// What a layer learns: weight [outputs x fan-in], bias [outputs] or empty.
struct Parameters {
  Matrix weight;
  Vector bias;

  Index count() const { return weight.size() + bias.size(); }
};

/// How fresh parameters are drawn.
struct FreshWeights {
  const std::string& initialiser;  ///< one of initialiser_names()
  Random& random;
  double value = 0;                    ///< of the constant initialiser
  const Progress* progress = nullptr;  ///< asked now and then whether drawing them was cancelled
};

/// One layer on the way down: what its forward pass was given and has left behind, and what arrives at its
/// output.
struct Descent {
  const Matrix& input;  ///< [rows x inputs]
  LayerTrace& trace;    ///< its `feedback` is to be filled if `to_input`
  Matrix& arriving;     ///< feedback or delta, [rows x outputs]
  bool to_input = true;
  Parameters* parameter_feedback = nullptr;  ///< summed over the batch, already of the right sizes; or null
};

/// One layer of a network. Its parameters (and running statistics) are its only state; what a pass leaves
/// behind is in the LayerTrace.
class Layer {
 public:
  Layer(const Shape& input_shape, const Shape& output_shape)
      : input_shape_(input_shape), output_shape_(output_shape) {}
  virtual ~Layer() = default;

  const Shape& input_shape() const { return input_shape_; }
  const Shape& output_shape() const { return output_shape_; }

  /// The parameters that it learns; empty for layers that learn nothing.
  virtual const Parameters& parameters() const { return parameters_; }
  Parameters& parameters() { return const_cast<Parameters&>(std::as_const(*this).parameters()); }
  /// The shape in which weights are exported: [outputs, inputs], or with a convolution's [outputs, inputs,
  /// rows, columns].
  virtual std::vector<std::int64_t> weight_shape() const;
  /// Draws fresh parameters. Throws Cancelled.
  virtual void initialise(const FreshWeights& fresh);
  /// Statistics that training gathers for evaluation alone, a row each; empty for most layers.
  virtual const Matrix& statistics() const { return statistics_; }
  Matrix& statistics() { return const_cast<Matrix&>(std::as_const(*this).statistics()); }

  /// Rows that leave the layer for one that enters: more than one where time begins.
  virtual Index rows_for_each() const { return 1; }
  /// Whether each row is one time step of a sample, given whether that holds for its input.
  virtual bool is_in_time(bool input_is_in_time) const { return input_is_in_time; }
  /// Whether its output is spikes, 0 or 1 at each time step.
  virtual bool gives_spikes() const { return false; }
  /// Sizes what `trace` keeps beyond output and feedback, for `rows` rows of output.
  virtual void prepare(LayerTrace& /*trace*/, Index /*rows*/, const TraceUse& /*use*/) const {}
  /// Draws the random numbers of the forward pass.
  virtual void draw(LayerTrace& /*trace*/, Random& /*random*/) const {}
  /// trace.output from `input` [rows x features].
  virtual void forward(const Matrix& input, LayerTrace& trace) const = 0;
  /// Updates the statistics from a training batch.
  virtual void learn_statistics(const LayerTrace& /*trace*/) {}

  /// Whether feedback passes the layer unchanged, so that no copy of it is made.
  virtual bool hands_feedback_on() const { return false; }
  /// The way down of LFP by `rule`. Not called where feedback passes unchanged.
  virtual void distribute(const Rule& rule, const Descent& descent) const;
  /// The way down of the gradient baseline: deltas are negative derivatives of each sample's loss. A layer
  /// that hands feedback on may change `arriving` in place.
  virtual void differentiate(Surrogate surrogate, const Descent& descent) const = 0;

  /// How many layers (as a person counts them) before this one its second input is taken; 0: it has none.
  virtual std::size_t span() const { return 0; }
  /// The layer as an activation; null for all others.
  virtual const Activation* activation() const { return nullptr; }
  /// The layer as one that is linear in its input, or as spiking neurons; null for all others.
  virtual const LinearLayer* as_linear() const { return nullptr; }
  virtual const SpikingLayer* as_spiking() const { return nullptr; }

 private:
  Shape input_shape_;
  Shape output_shape_;
  Parameters parameters_;
  Matrix statistics_;
};

}  // namespace lfp
