#include "core/layers/spiking.h"

#include "core/activations/surrogate.h"
#include "core/layers/propagate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

/// Neurons that walk through all time steps together: few enough for their state to stay in the cache.
constexpr Index block_size = 512;
using Block = std::array<Scalar, block_size>;

}  // namespace

SpikingLayer::SpikingLayer(std::unique_ptr<LinearLayer> current, const NeuronSettings& settings,
                           std::int64_t steps, bool begins_time)
    : Layer(current->input_shape(), current->output_shape()),
      current_(std::move(current)),
      settings_(settings),
      steps_(steps),
      begins_time_(begins_time) {}

const Parameters& SpikingLayer::parameters() const {
  return std::as_const(*current_).parameters();
}

void SpikingLayer::initialise(const FreshWeights& fresh) {
  current_->initialise(fresh);
}

void SpikingLayer::prepare(LayerTrace& trace, Index rows, const TraceUse& use) const {
  const Index input_rows = begins_time_ ? rows / steps_ : rows;
  trace.kept.assign(3, Matrix());
  trace.kept[0] = Matrix::Zero(input_rows, output_shape().size());
  if (!use.downward) return;
  trace.kept[1] = Matrix::Zero(rows, output_shape().size());
  trace.kept[2] = trace.kept[0];
}

void SpikingLayer::forward(const Matrix& input, LayerTrace& trace) const {
  const Parameters& map = current_->linear_map();
  Matrix& current = trace.kept[0];
  current_->apply(input, map.weight, map.bias, trace.workspace, current);

  const auto beta = static_cast<Scalar>(settings_.beta);
  const auto threshold = static_cast<Scalar>(settings_.threshold);
  const bool to_zero = settings_.reset == Reset::zero;
  const bool keeps = trace.kept[1].size() > 0;
  const Index size = trace.output.size() / steps_;  // neurons of all samples
  Block membrane;
  for (Index first = 0; first < size; first += block_size) {
    const Index count = std::min(block_size, size - first);
    membrane.fill(0);
    Scalar* u = membrane.data();
    for (Index step = 0; step < steps_; ++step) {
      const Scalar* charge = current.data() + first + (begins_time_ ? 0 : step * size);
      Scalar* spike = trace.output.data() + first + step * size;
      if (keeps) std::copy_n(u, count, trace.kept[1].data() + first + step * size);
      for (Index i = 0; i < count; ++i) {
        const bool reset = u[i] > threshold;
        const Scalar charged = beta * u[i] + charge[i];
        const Scalar after_reset = to_zero ? Scalar(0) : charged - threshold;
        u[i] = reset ? after_reset : charged;
        spike[i] = u[i] > threshold ? Scalar(1) : Scalar(0);
      }
    }
  }
}

Matrix SpikingLayer::membrane_after(const LayerTrace& trace) const {
  const auto beta = static_cast<Scalar>(settings_.beta);
  const auto threshold = static_cast<Scalar>(settings_.threshold);
  const Matrix& before = trace.kept[1];
  const Index size = before.size() / steps_;
  Matrix after = before;
  // The membrane after a step is the one before the next; only the last step remains to be done.
  std::copy(before.data() + size, before.data() + before.size(), after.data());
  const Index last = (steps_ - 1) * size;
  const Scalar* charge = trace.kept[0].data() + (begins_time_ ? 0 : last);
  for (Index i = 0; i < size; ++i) {
    const Scalar u = before.data()[last + i];
    const Scalar charged = beta * u + charge[i];
    const Scalar after_reset = settings_.reset == Reset::zero ? Scalar(0) : charged - threshold;
    after.data()[last + i] = u > threshold ? after_reset : charged;
  }
  return after;
}

/// Walks back through the steps. `step(arriving at the spike, what the step after has left at the membrane,
/// membrane before the step, current)` returns what goes to the current and what is left at the membrane
/// before; the former is written to kept[2], summed over the steps where the input is the same at all of
/// them.
template <class Step>
void SpikingLayer::through_time_back(const Descent& descent, Step step) const {
  LayerTrace& trace = descent.trace;
  const Index size = trace.output.size() / steps_;
  Matrix& back = trace.kept[2];
  if (begins_time_) back.setZero();
  Block at_membrane;
  for (Index first = 0; first < size; first += block_size) {
    const Index count = std::min(block_size, size - first);
    at_membrane.fill(0);
    Scalar* left = at_membrane.data();
    for (Index t = steps_; t-- > 0;) {
      const Index at = first + t * size;
      const Scalar* arriving = descent.arriving.data() + at;
      const Scalar* membrane = trace.kept[1].data() + at;
      const Scalar* charge = trace.kept[0].data() + (begins_time_ ? first : at);
      Scalar* target = back.data() + (begins_time_ ? first : at);
      for (Index i = 0; i < count; ++i) {
        const auto [to_current, to_membrane] = step(arriving[i], left[i], membrane[i], charge[i]);
        target[i] = begins_time_ ? target[i] + to_current : to_current;
        left[i] = to_membrane;
      }
    }
  }
}

void SpikingLayer::distribute(const Rule& rule, const Descent& descent) const {
  const auto beta = static_cast<Scalar>(settings_.beta);
  const auto threshold = static_cast<Scalar>(settings_.threshold);
  const bool to_zero = settings_.reset == Reset::zero;
  through_time_back(
      descent, [=, epsilon = rule.epsilon](Scalar arriving, Scalar left, Scalar membrane, Scalar charge) {
        const Scalar denominator = std::abs(membrane) + std::abs(charge - (1 - beta) * membrane);
        const Scalar quotient = quotient_of(arriving + left, denominator, epsilon);
        const Scalar kept = to_zero && membrane > threshold ? Scalar(0) : quotient;
        return std::pair(kept, beta * membrane * kept);
      });

  LayerTrace& trace = descent.trace;
  Matrix* input_feedback = descent.to_input ? &trace.feedback : nullptr;
  if (is_epsilon(rule)) {
    propagate_quotient(*current_, descent.input, trace.kept[2], trace.workspace, input_feedback,
                       descent.parameter_feedback);
    return;
  }
  trace.kept[2].array() *= trace.kept[0].array();  // the current's part of the feedback
  propagate(rule, *current_, descent.input, trace.kept[0], trace.kept[2], trace.workspace, input_feedback,
            descent.parameter_feedback);
}

/// Resets are taken for constants, as is common.
void SpikingLayer::differentiate(Surrogate surrogate, const Descent& descent) const {
  const auto beta = static_cast<Scalar>(settings_.beta);
  const auto threshold = static_cast<Scalar>(settings_.threshold);
  const bool to_zero = settings_.reset == Reset::zero;
  with_surrogate(surrogate, [&](auto kind) {
    through_time_back(descent, [=](Scalar arriving, Scalar left, Scalar membrane, Scalar charge) {
      const bool reset = membrane > threshold;
      const Scalar charged = beta * membrane + charge;
      const Scalar after_reset = to_zero ? Scalar(0) : charged - threshold;
      const Scalar after = reset ? after_reset : charged;
      const Scalar delta = arriving * surrogate_slope<kind()>(after - threshold) + left;
      const Scalar kept = to_zero && reset ? Scalar(0) : delta;
      return std::pair(kept, beta * kept);
    });
  });

  LayerTrace& trace = descent.trace;
  if (Parameters* derivative = descent.parameter_feedback) {
    current_->back_to_weight(descent.input, trace.kept[2], trace.workspace, derivative->weight);
    current_->back_to_bias(trace.kept[2], derivative->bias);
  }
  if (descent.to_input)
    current_->back_to_input(trace.kept[2], current_->linear_map().weight, trace.workspace, trace.feedback);
}

}  // namespace lfp
