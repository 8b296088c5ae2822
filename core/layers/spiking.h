#pragma once

#include "core/layers/linear_layer.h"

#include <memory>

namespace lfp {

enum class Reset { subtract, zero };

struct NeuronSettings {
  double beta = 0.9;       ///< how much of the membrane potential is left after a step
  double threshold = 1.0;  ///< above it a neuron spikes, and is reset one step later
  Reset reset = Reset::subtract;
};

/// Leaky integrate-and-fire neurons through time (golden reference, "Spiking layers"): a linear layer's
/// output is the current I that charges the membrane u,
///     u' = beta u + I - reset v       or, resetting to zero,  u' = (1 - reset) (beta u + I),
/// with reset = [u > v] and a spike where u' > v. On the way down, from the last step to the first, what
/// arrives at the spike and at the membrane after it goes in proportion to beta u and I to the membrane
/// before and to the inputs, with the denominator |u| + |I - (1 - beta) u| + epsilon. What a reset to zero
/// has wiped out gets nothing. Rules other than epsilon distribute the current's part by themselves.
///
/// Rows of a trace are samples step by step. Where the input is not in time yet it is shown unchanged at
/// every step, so that one product serves all of them, up and down.
class SpikingLayer : public Layer {
 public:
  SpikingLayer(std::unique_ptr<LinearLayer> current, const NeuronSettings& settings, std::int64_t steps,
               bool begins_time);

  const Parameters& parameters() const override;
  std::vector<std::int64_t> weight_shape() const override { return current_->weight_shape(); }
  void initialise(const FreshWeights& fresh) override;
  Index rows_for_each() const override { return begins_time_ ? steps_ : 1; }
  bool is_in_time(bool /*input_is_in_time*/) const override { return true; }
  bool gives_spikes() const override { return true; }
  const SpikingLayer* as_spiking() const override { return this; }
  const NeuronSettings& neuron() const { return settings_; }
  /// The potential after each step, [rows x units], of a trace with room for the way down that has been
  /// passed up only.
  Matrix membrane_after(const LayerTrace& trace) const;
  /// kept[0]: current [rows of input x units]; on the way down besides kept[1]: membrane before each step
  /// [rows x units]; kept[2]: what goes back to the current, the quotient q or a delta [rows of input x
  /// units].
  void prepare(LayerTrace& trace, Index rows, const TraceUse& use) const override;
  void forward(const Matrix& input, LayerTrace& trace) const override;
  void distribute(const Rule& rule, const Descent& descent) const override;
  void differentiate(Surrogate surrogate, const Descent& descent) const override;

 private:
  template <class Step>
  void through_time_back(const Descent& descent, Step step) const;

  std::unique_ptr<LinearLayer> current_;
  NeuronSettings settings_;
  Index steps_;
  bool begins_time_;
};

}  // namespace lfp
