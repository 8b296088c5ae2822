#include "core/layers/residual.h"

#include "core/base/error.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/layer_entry.h"
#include "core/layers/layer_size.h"
#include "core/layers/propagate.h"

#include <algorithm>

namespace lfp {
namespace {

/// z_i = x_i + x_{i+n}: both summands side by side as one linear map with the weight 1.
class Sum : public LinearLayer {
 public:
  explicit Sum(const Shape& output) : LinearLayer(Shape{2 * output.size()}, output) {
    map_.weight = Matrix::Ones(1, 1);
  }
  const Parameters& linear_map() const override { return map_; }
  void apply(const Matrix& input, const Matrix& weight, const Vector& /*bias*/, Workspace& /*workspace*/,
             Matrix& output) const override {
    output = weight(0, 0) * (input.leftCols(output.cols()) + input.rightCols(output.cols()));
  }
  void back_to_input(const Matrix& quotient, const Matrix& weight, Workspace& /*workspace*/,
                     Matrix& input_side) const override {
    input_side.leftCols(quotient.cols()) = weight(0, 0) * quotient;
    input_side.rightCols(quotient.cols()) = weight(0, 0) * quotient;
  }
  void back_to_weight(const Matrix& input, const Matrix& quotient, Workspace& /*workspace*/,
                      Matrix& weight_side) const override {
    weight_side(0, 0) =
        (input.leftCols(quotient.cols()) + input.rightCols(quotient.cols())).cwiseProduct(quotient).sum();
  }
  void back_to_bias(const Matrix& /*quotient*/, Vector& /*bias_side*/) const override {}

 private:
  Parameters map_;
};

const Parameters& no_parameters() {
  static const Parameters none;
  return none;
}

/// A projection from the block's input to its output: every n-th pixel through a 1 x 1 convolution, or for
/// plain features a dense layer.
std::unique_ptr<LinearLayer> projection_between(const Shape& from, const Shape& to,
                                                const std::string& place) {
  if (from == to) return nullptr;
  if (!from.is_image() || !to.is_image()) {
    if (from.size() == to.size()) return nullptr;
    if (from.size() > most_parameters / to.size())
      throw Error(place, "the projection of " + to_text(from) + " to " + to_text(to) + " is too large",
                  "Let the block keep the size of its input");
    return std::make_unique<DenseLayer>(from, to.size(), false);
  }
  const std::int64_t stride = std::max<std::int64_t>(1, (from.height + to.height - 1) / to.height);
  const Window window{.row_stride = stride, .column_stride = stride};
  if (window.rows(from) != to.height || window.columns(from) != to.width)
    throw Error(place,
                "the block's input of " + to_text(from) + " cannot be added to its output of " + to_text(to),
                "Let the block keep the image's size, or divide it by a whole stride");
  return std::make_unique<Conv2dLayer>(from, to.channels, window, false);
}

}  // namespace

ResidualLayer::ResidualLayer(const Shape& input, std::size_t span, std::unique_ptr<LinearLayer> projection)
    : Layer(input, input),
      span_(span),
      projection_(std::move(projection)),
      sum_(std::make_unique<Sum>(input)) {}

const Parameters& ResidualLayer::parameters() const {
  return projection_ ? std::as_const(*projection_).parameters() : no_parameters();
}

std::vector<std::int64_t> ResidualLayer::weight_shape() const {
  return projection_ ? projection_->weight_shape() : std::vector<std::int64_t>{0, 0};
}

void ResidualLayer::prepare(LayerTrace& trace, Index rows, const TraceUse& use) const {
  const Index features = output_shape().size();
  trace.kept.assign(4, Matrix());
  trace.kept[0] = Matrix::Zero(rows, 2 * features);
  if (projection_) trace.kept[1] = Matrix::Zero(rows, features);
  if (!use.downward) return;
  trace.kept[2] = Matrix::Zero(rows, 2 * features);
  if (projection_) trace.kept[3] = Matrix::Zero(rows, features);
}

void ResidualLayer::forward(const Matrix& input, LayerTrace& trace) const {
  const Matrix& skipped = *trace.skipped;
  if (projection_)
    projection_->apply(skipped, projection_->linear_map().weight, projection_->linear_map().bias,
                       trace.skip_workspace, trace.kept[1]);
  trace.kept[0].leftCols(input.cols()) = input;
  trace.kept[0].rightCols(input.cols()) = projection_ ? trace.kept[1] : skipped;
  sum_->apply(trace.kept[0], sum_->linear_map().weight, {}, trace.workspace, trace.output);
}

void ResidualLayer::distribute(const Rule& rule, const Descent& descent) const {
  LayerTrace& trace = descent.trace;
  Matrix& shares = trace.kept[2];
  const Index features = trace.output.cols();
  propagate(rule, *sum_, trace.kept[0], trace.output, descent.arriving, trace.workspace, &shares, nullptr);
  trace.feedback = shares.leftCols(features);
  if (!projection_) {
    trace.skip_feedback = shares.rightCols(features);
    return;
  }
  trace.kept[3] = shares.rightCols(features);
  propagate(rule, *projection_, *trace.skipped, trace.kept[1], trace.kept[3], trace.skip_workspace,
            &trace.skip_feedback, descent.parameter_feedback);
}

void ResidualLayer::differentiate(Surrogate /*surrogate*/, const Descent& descent) const {
  LayerTrace& trace = descent.trace;
  trace.feedback = descent.arriving;
  if (!projection_) {
    trace.skip_feedback = descent.arriving;
    return;
  }
  const Parameters& map = projection_->linear_map();
  projection_->back_to_input(descent.arriving, map.weight, trace.skip_workspace, trace.skip_feedback);
  if (descent.parameter_feedback != nullptr)
    projection_->back_to_weight(*trace.skipped, descent.arriving, trace.skip_workspace,
                                descent.parameter_feedback->weight);
}

LayerEntry residual_entry() {
  return {.info = {.name = "residual",
                   .label = "Residual sum",
                   .summary =
                       "Adds the input of the block that ends here, projected where shapes differ; feedback "
                       "is split by contribution",
                   .formula = "a = f(x) + x,  or  f(x) + W x",
                   .settings = {with_usual_range(
                       integer_setting("span", "Layers in the block",
                                       "How many layers before this one make up the block", 2, 1, 1000),
                       1, 8)}},
          .make = [](const Settings& settings, const LayerPlace& place) {
            const auto span = static_cast<std::size_t>(settings.integer("span"));
            const std::size_t before = place.inputs.size() - 1;
            if (span > before)
              throw Error(place.place + ".span",
                          "a block of " + std::to_string(span) + " layers does not fit: there are " +
                              std::to_string(before) + " before this one",
                          before == 0 ? "Put layers before it" : "Give at most " + std::to_string(before));
            auto projection =
                projection_between(place.inputs[before - span], place.input, place.place + ".span");
            return std::make_unique<ResidualLayer>(place.input, span, std::move(projection));
          }};
}

}  // namespace lfp
