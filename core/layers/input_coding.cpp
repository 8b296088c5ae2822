#include "core/layers/input_coding.h"

#include "core/base/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lfp {
namespace {

class CodingLayer : public Layer {
 public:
  CodingLayer(const Shape& shape, std::int64_t steps, const InputRange& range)
      : Layer(shape, shape), steps_(steps), range_(range) {}

  Index rows_for_each() const override { return steps_; }
  bool is_in_time(bool /*input_is_in_time*/) const override { return true; }
  void distribute(const Rule& /*rule*/, const Descent& descent) const override { sum_over_time(descent); }
  void differentiate(Surrogate /*surrogate*/, const Descent& descent) const override {
    sum_over_time(descent);
  }

 protected:
  Index steps() const { return steps_; }
  /// 0 for the smallest number of the data, 1 for the largest.
  Scalar strength(Scalar value) const {
    const double width = range_.high - range_.low;
    return width > 0
               ? static_cast<Scalar>(std::clamp((static_cast<double>(value) - range_.low) / width, 0.0, 1.0))
               : Scalar(0);
  }

 private:
  void sum_over_time(const Descent& descent) const {
    if (!descent.to_input) return;
    Matrix& feedback = descent.trace.feedback;
    feedback = descent.arriving.topRows(feedback.rows());
    for (Index step = 1; step < steps_; ++step)
      feedback += descent.arriving.middleRows(step * feedback.rows(), feedback.rows());
  }

  Index steps_;
  InputRange range_;
};

/// kept[0]: a number in [0, 1) for every input at every step; a spike where the input is stronger.
class RateCoding : public CodingLayer {
 public:
  using CodingLayer::CodingLayer;
  void prepare(LayerTrace& trace, Index rows, const TraceUse& /*use*/) const override {
    trace.kept.assign(1, Matrix::Zero(rows, output_shape().size()));
  }
  void draw(LayerTrace& trace, Random& random) const override {
    Matrix& chance = trace.kept.front();
    for (Index i = 0; i < chance.size(); ++i) chance.data()[i] = static_cast<Scalar>(random.uniform());
  }
  void forward(const Matrix& input, LayerTrace& trace) const override {
    for (Index step = 0; step < steps(); ++step)
      for (Index i = 0; i < input.size(); ++i) {
        const Index at = step * input.size() + i;
        trace.output.data()[at] =
            trace.kept.front().data()[at] < strength(input.data()[i]) ? Scalar(1) : Scalar(0);
      }
  }
};

class LatencyCoding : public CodingLayer {
 public:
  using CodingLayer::CodingLayer;
  void forward(const Matrix& input, LayerTrace& trace) const override {
    trace.output.setZero();
    for (Index i = 0; i < input.size(); ++i) {
      const Scalar value = strength(input.data()[i]);
      if (value == 0) continue;
      const auto step = static_cast<Index>(std::lround((1 - value) * static_cast<Scalar>(steps() - 1)));
      trace.output.data()[step * input.size() + i] = 1;
    }
  }
};

}  // namespace

const std::vector<std::string>& coding_names() {
  static const std::vector<std::string> names = {"constant", "rate", "latency"};
  return names;
}

std::unique_ptr<Layer> make_coding(const std::string& name, const Shape& shape, std::int64_t steps,
                                   const InputRange& range) {
  if (name == "rate") return std::make_unique<RateCoding>(shape, steps, range);
  if (name == "latency") return std::make_unique<LatencyCoding>(shape, steps, range);
  assert(name == "constant");
  return nullptr;
}

}  // namespace lfp
