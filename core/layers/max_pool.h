#pragma once

#include "core/layers/layer.h"
#include "core/layers/window.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// The largest number of every window of each channel; on ties the first in row-major order. Padding is never
/// chosen. All feedback of an output goes to the input that was chosen for it.
class MaxPoolLayer : public Layer {
 public:
  MaxPoolLayer(const Shape& input, const Window& window);

  void prepare(LayerTrace& trace, Index rows, const TraceUse& use) const override;
  void forward(const Matrix& input, LayerTrace& trace) const override;
  void distribute(const Rule& rule, const Descent& descent) const override;
  void differentiate(Surrogate surrogate, const Descent& descent) const override;

 private:
  /// 2 x 2 pixels without overlap or padding.
  bool is_squares() const;

  Window window_;
  std::vector<Tap> taps_;
};

}  // namespace lfp
