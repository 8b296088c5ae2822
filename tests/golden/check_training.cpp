#include "core/training/backward_pass.h"
#include "core/training/metrics.h"
#include "core/training/parameter_update.h"
#include "core/training/sign_record.h"
#include "tests/golden/checks.h"

#include <algorithm>
#include <cmath>

namespace lfp::golden {
namespace {

/// One training run of the reference, repeated with the parts that the Trainer is made of.
class ReferenceRun {
 public:
  ReferenceRun(const Json& file, const Comparison& comparison)
      : file_(file),
        comparison_(comparison),
        network_(to_network(file)),
        data_(to_matrix(file.at("data"))),
        labels_(file.at("labels").get<std::vector<std::int32_t>>()) {
    const Json& optimiser = file.at("optimizer");
    if (optimiser.at("name") != "sgd" || optimiser.at("nesterov") == true ||
        optimiser.at("weight_decay") != 0)
      throw NotSupported{"optimiser"};
    optimiser_.learning_rate = optimiser.at("lr").get<Scalar>();
    optimiser_.momentum = optimiser.at("momentum").get<Scalar>();
    if (!optimiser.at("clip_norm").is_null()) clip_norm_ = optimiser.at("clip_norm").get<double>();

    RunSpec run;
    run.method = file.at("rule").at("name") == "gradient" ? Method::gradient : Method::lfp;
    if (run.method == Method::lfp) {
      run.rule = to_rule(file.at("rule"));
      run.feedback = *to_feedback_function(file.at("feedback_function"));
    }
    pass_ = make_backward_pass(run, network_, "reference file");
    for (std::size_t l = 0; l < network_.parameter_layers(); ++l) {
      const Parameters& parameters = network_.parameter_layer(l).parameters();
      feedback_.push_back(parameters);
      momentum_.push_back({.weight = Matrix::Zero(parameters.weight.rows(), parameters.weight.cols()),
                           .bias = Vector::Zero(parameters.bias.size())});
      signs_.emplace_back(parameters);
    }
  }

  void check() {
    const Json& expected = file_.at("expected");
    const auto& norms = expected.at("update_norm_before_clip");
    std::size_t next = 0;
    for (std::size_t step = 1; step <= norms.size(); ++step) {
      const double norm = take_step(step);
      comparison_.equal("update norm of step " + std::to_string(step), norm, norms[step - 1].get<double>());
      if (next < expected.at("steps").size() && expected.at("steps")[next].at("step") == step)
        check_state(expected.at("steps")[next++]);
    }
    if (next != expected.at("steps").size()) throw Mismatch{"not all expected steps were reached"};
  }

 private:
  double take_step(std::size_t step) {
    const auto rows = file_.at("batches")[(step - 1) % file_.at("batches").size()].get<std::vector<Index>>();
    Trace trace = network_.make_trace(static_cast<Index>(rows.size()), false);
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      trace.input.row(static_cast<Index>(i)) = data_.row(rows[i]);
      labels.push_back(labels_[static_cast<std::size_t>(rows[i])]);
    }
    network_.forward(trace);
    pass_->start(network_, trace, labels);
    double square = 0;
    for (std::size_t l = network_.parameter_layers(); l-- > 0;) {
      pass_->distribute(network_, l, trace, l > 0, &feedback_[l]);
      square += squared_norm(feedback_[l]);
    }
    const double reduction =
        file_.at("batch_reduction") == "mean" ? 1.0 / static_cast<double>(rows.size()) : 1.0;
    const double norm = std::sqrt(square) * reduction;
    const auto scale = static_cast<Scalar>(reduction * clip_factor(norm, clip_norm_));
    for (std::size_t l = 0; l < network_.parameter_layers(); ++l)
      update_parameters(optimiser_, scale, static_cast<std::int64_t>(step), feedback_[l], momentum_[l],
                        network_.parameter_layer(l).parameters(), signs_[l]);
    return norm;
  }

  void check_state(const Json& expected) {
    const std::string at = "step " + std::to_string(expected.at("step").get<int>()) + " ";
    Trace trace = network_.make_trace(data_.rows(), false);
    trace.input = data_;
    network_.forward(trace);
    const Matrix& logits = trace.layers.back().output;
    comparison_.equal(at + "logits", logits, expected.at("logits"));
    const auto correct = static_cast<double>(measure(logits, labels_).correct);
    comparison_.equal(at + "accuracy", correct / static_cast<double>(data_.rows()),
                      expected.at("accuracy").get<double>());
    for (std::size_t l = 0; l < network_.parameter_layers(); ++l) {
      const Parameters& parameters = network_.parameter_layer(l).parameters();
      comparison_.equal(at + "weights", parameters.weight, expected.at("parameters")[l].at("weight"));
      comparison_.equal(at + "biases", parameters.bias.data(), parameters.bias.size(),
                        expected.at("parameters")[l].at("bias"));
      check_signs(at, signs_[l], parameters, expected.at("sign_changes")[l]);
    }
  }

  static void check_signs(const std::string& at, const SignRecord& signs, const Parameters& parameters,
                          const Json& expected) {
    const SignChanges weights = signs.compare_weights(parameters);
    SignChanges biases = signs.compare(parameters);
    biases.flipped -= weights.flipped;
    biases.to_zero -= weights.to_zero;
    biases.from_zero -= weights.from_zero;
    biases.total -= weights.total;
    const auto same = [](const SignChanges& changes, const Json& json) {
      return changes.flipped == json.at("flipped") && changes.to_zero == json.at("to_zero") &&
             changes.from_zero == json.at("from_zero") && changes.total == json.at("total");
    };
    if (!same(weights, expected.at("weight")) || !same(biases, expected.at("bias")))
      throw Mismatch{at + "sign changes"};
    if (signs.flipped() != weights.flipped) throw Mismatch{at + "running count of flipped weights"};
  }

  const Json& file_;
  const Comparison& comparison_;
  Network network_;
  Matrix data_;
  std::vector<std::int32_t> labels_;
  Optimiser optimiser_;
  std::optional<double> clip_norm_;
  std::unique_ptr<BackwardPass> pass_;
  std::vector<Parameters> feedback_;
  std::vector<Parameters> momentum_;
  std::vector<SignRecord> signs_;
};

}  // namespace

void check_training(const Json& file, const Comparison& comparison) {
  ReferenceRun(file, comparison).check();
}

}  // namespace lfp::golden
