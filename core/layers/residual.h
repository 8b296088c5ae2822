#pragma once

#include "core/layers/linear_layer.h"

#include <memory>

namespace lfp {

/// The end of a residual block: the block's output plus its input, or where their shapes differ plus a linear
/// projection of its input (He et al. 2016). The sum hands feedback down to both by contribution, the
/// projection then as a layer of its own. The projection's weights are what the layer learns.
class ResidualLayer : public Layer {
 public:
  /// `projection` from the block's input to the shape of `input`, null where they are the same.
  ResidualLayer(const Shape& input, std::size_t span, std::unique_ptr<LinearLayer> projection);

  const Parameters& parameters() const override;
  std::vector<std::int64_t> weight_shape() const override;
  std::size_t span() const override { return span_; }
  /// kept[0]: both summands side by side, [rows x 2 features]; kept[1]: the projection of the block's input;
  /// kept[2]: feedback to both summands; kept[3]: feedback to the projection.
  void prepare(LayerTrace& trace, Index rows, const TraceUse& use) const override;
  void forward(const Matrix& input, LayerTrace& trace) const override;
  void distribute(const Rule& rule, const Descent& descent) const override;
  void differentiate(Surrogate surrogate, const Descent& descent) const override;

 private:
  std::size_t span_;
  std::unique_ptr<LinearLayer> projection_;
  std::unique_ptr<LinearLayer> sum_;
};

}  // namespace lfp
