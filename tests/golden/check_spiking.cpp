#include "tests/golden/checks.h"
#include "tests/golden/way_down.h"

#include <memory>
#include <utility>

namespace lfp::golden {
namespace {

/// Shows a recorded sequence of inputs in place of a coding.
class Replay : public Layer {
 public:
  Replay(const Shape& shape, Matrix sequence, std::int64_t steps)
      : Layer(shape, shape), sequence_(std::move(sequence)), steps_(steps) {}
  Index rows_for_each() const override { return steps_; }
  bool is_in_time(bool /*input_is_in_time*/) const override { return true; }
  void forward(const Matrix& /*input*/, LayerTrace& trace) const override { trace.output = sequence_; }
  void distribute(const Rule& /*rule*/, const Descent& /*descent*/) const override {}
  void differentiate(Surrogate /*surrogate*/, const Descent& /*descent*/) const override {}

 private:
  Matrix sequence_;
  Index steps_;
};

/// Spikes, membranes and what arrives at the spikes, at every step. (What arrives at the membranes and leaves
/// at the inputs of one step is not kept apart by the program; it shows in all sums below.)
void check_steps(const Network& network, const Trace& trace, std::size_t first, const Json& expected,
                 Index batch, const Comparison& comparison) {
  for (std::size_t step = 0; step < expected.size(); ++step) {
    const Index row = static_cast<Index>(step) * batch;
    for (const auto& layer : expected[step]) {
      const std::size_t index = layer.at("index").get<std::size_t>() + first;
      const std::string place = "step " + std::to_string(step) + " layer " + layer.at("index").dump() + " ";
      const LayerTrace& own = trace.layers[index];
      comparison.equal(place + "spikes", Matrix(own.output.middleRows(row, batch)), layer.at("spikes"));
      if (step + 1 < expected.size())
        comparison.equal(place + "membrane", Matrix(own.kept[1].middleRows(row + batch, batch)),
                         layer.at("membrane"));
      comparison.equal(place + "feedback_in_spikes",
                       Matrix(network.feedback_at_output(trace, index).middleRows(row, batch)),
                       layer.at("feedback_in_spikes"));
      if (own.feedback.rows() > batch)
        comparison.equal(place + "feedback_out", Matrix(own.feedback.middleRows(row, batch)),
                         layer.at("feedback_out"));
    }
  }
}

}  // namespace

void check_spiking(const Json& file, const Comparison& comparison) {
  const bool is_static = file.at("static_input");
  const auto steps = file.at("steps").get<std::int64_t>();
  std::unique_ptr<Layer> replay;
  if (!is_static)
    replay = std::make_unique<Replay>(input_shape(file), in_time(file.at("input_sequence")), steps);
  const Network network = to_network(file, std::move(replay));
  const std::size_t first = network.index_of(0);
  const Json& expected = file.at("expected");
  const Json& samples = is_static ? file.at("input") : file.at("input_sequence")[0];
  const auto batch = static_cast<Index>(samples.size());
  Trace trace = network.make_trace(batch, {.training = true, .downward = true, .to_input = true});
  trace.input = to_matrix(samples);
  network.forward(trace);
  comparison.equal("output_spikes", trace.layers.back().output, expected.at("output_spikes"));
  for (Index n = 0; n < batch; ++n) {
    Index prediction = 0;
    network.logits(trace).row(n).maxCoeff(&prediction);
    comparison.equal("prediction", static_cast<double>(prediction),
                     expected.at("predictions")[static_cast<std::size_t>(n)].get<double>());
  }
  start_way_down(file, network, trace, comparison);
  const auto feedback = distribute(file, network, trace);
  check_steps(network, trace, first, expected.at("per_step"), batch, comparison);
  check_parameter_feedback(file, network, feedback, batch, comparison);
  comparison.equal("input_feedback", trace.layers[first].feedback, expected.at("input_feedback"));
}

}  // namespace lfp::golden
