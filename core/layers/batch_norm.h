#pragma once

#include "core/layers/layer.h"

namespace lfp {

struct BatchNormSettings {
  double epsilon = 1e-5;  ///< added to the variance
  double momentum = 0.1;  ///< of the running statistics: how much of the newest batch they take up
};

/// y = scale * h + shift with h = (x - mean) / sqrt(variance + epsilon), for each channel over batch and
/// positions: of the batch in training, the running statistics in evaluation. Weight [channels x 1] is the
/// scale, bias the shift. Feedback is shared as by the epsilon rule, whatever the rule: it goes through x,
/// and in training through the batch statistics as well (golden reference, "batchnorm").
class BatchNormLayer : public Layer {
 public:
  BatchNormLayer(const Shape& input, const BatchNormSettings& settings);

  /// Scale 1 and a small shift: an exact zero would never move under LFP.
  void initialise(const FreshWeights& fresh) override;
  /// kept[0]: h [rows x features]; kept[1]: mean, biased variance and 1 / sqrt(variance + epsilon), a row
  /// each, [3 x channels].
  void prepare(LayerTrace& trace, Index rows, const TraceUse& use) const override;
  void forward(const Matrix& input, LayerTrace& trace) const override;
  void learn_statistics(const LayerTrace& trace) override;
  void distribute(const Rule& rule, const Descent& descent) const override;
  void differentiate(Surrogate surrogate, const Descent& descent) const override;

 private:
  Index positions() const { return output_shape().height * output_shape().width; }
  void measure(const Matrix& input, Matrix& measured) const;
  void back(const Matrix& quotient, const Descent& descent) const;

  BatchNormSettings settings_;
};

}  // namespace lfp
