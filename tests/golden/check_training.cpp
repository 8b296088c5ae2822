#include "core/optimisers/optimiser.h"
#include "core/optimisers/sign_record.h"
#include "core/training/backward_pass.h"
#include "core/training/metrics.h"
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
    if (optimiser.at("name") != "sgd") throw NotSupported{"optimiser"};
    Choice choice{.name = "sgd", .settings = {}};
    choice.settings.set("learning_rate", optimiser.at("lr").get<double>());
    choice.settings.set("momentum", optimiser.at("momentum").get<double>());
    choice.settings.set("nesterov", optimiser.at("nesterov").get<bool>());
    choice.settings.set("weight_decay", optimiser.at("weight_decay").get<double>());
    optimiser_ = make_from(optimiser_entries(), choice, "reference file");
    if (!optimiser.at("clip_norm").is_null()) clip_norm_ = optimiser.at("clip_norm").get<double>();

    RunSpec run;
    run.method = file.at("rule").at("name") == "gradient" ? Method::gradient : Method::lfp;
    if (run.method == Method::lfp) {
      run.rule = to_rule(file.at("rule"));
      run.feedback = *to_feedback_function(file.at("feedback_function"));
    }
    pass_ =
        make_backward_pass(run, network_, Task{.classes = network_.output_shape().size()}, "reference file");
    for (std::size_t b = 0; b < network_.blocks(); ++b) {
      const Parameters& parameters = network_.block(b).parameters();
      feedback_.push_back(parameters);
      optimiser_states_.push_back(optimiser_->make_state(parameters));
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
    Trace trace = network_.make_trace(static_cast<Index>(rows.size()), {.training = true});
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      trace.input.row(static_cast<Index>(i)) = data_.row(rows[i]);
      labels.push_back(labels_[static_cast<std::size_t>(rows[i])]);
    }
    network_.forward(trace);
    pass_->start(network_, trace, {.labels = labels});
    double square = 0;
    for (std::size_t b = network_.blocks(); b-- > 0;) {
      pass_->distribute(network_, b, trace, feedback_[b].count() > 0 ? &feedback_[b] : nullptr);
      square += squared_norm(feedback_[b]);
    }
    const double reduction =
        file_.at("batch_reduction") == "mean" ? 1.0 / static_cast<double>(rows.size()) : 1.0;
    const double norm = std::sqrt(square) * reduction;
    const UpdateStep update{.scale = static_cast<Scalar>(reduction * clip_factor(norm, clip_norm_)),
                            .step = static_cast<std::int64_t>(step)};
    for (std::size_t b = 0; b < network_.blocks(); ++b) {
      optimiser_->update(update, feedback_[b], optimiser_states_[b], network_.block(b).parameters(),
                         signs_[b]);
      network_.learn_statistics(b, trace);
    }
    return norm;
  }

  void check_state(const Json& expected) {
    const std::string at = "step " + std::to_string(expected.at("step").get<int>()) + " ";
    Trace trace = network_.make_trace(data_.rows(), {.downward = false});
    trace.input = data_;
    network_.forward(trace);
    const Matrix& logits = trace.layers.back().output;
    comparison_.equal(at + "logits", logits, expected.at("logits"));
    const double correct = measure(logits, {.labels = labels_}, 1).correct;
    comparison_.equal(at + "accuracy", correct / static_cast<double>(data_.rows()),
                      expected.at("accuracy").get<double>());
    std::size_t next = 0;
    for (std::size_t b = 0; b < network_.blocks(); ++b) {
      const Parameters& parameters = network_.block(b).parameters();
      if (parameters.count() == 0) continue;
      const Json& wanted = expected.at("parameters")[next];
      comparison_.equal(at + "weights", parameters.weight, wanted.at("weight"));
      comparison_.equal(at + "biases", parameters.bias.data(), parameters.bias.size(), wanted.at("bias"));
      check_signs(at, signs_[b], parameters, expected.at("sign_changes")[next]);
      ++next;
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
  std::unique_ptr<Optimiser> optimiser_;
  std::optional<double> clip_norm_;
  std::unique_ptr<BackwardPass> pass_;
  std::vector<Parameters> feedback_;
  std::vector<OptimiserState> optimiser_states_;
  std::vector<SignRecord> signs_;
};

}  // namespace

void check_training(const Json& file, const Comparison& comparison) {
  ReferenceRun(file, comparison).check();
}

}  // namespace lfp::golden
