#include "core/inspection/convergence_scan.h"

#include "core/training/metrics.h"
#include "core/training/trainer.h"
#include "tests/support/small_experiment.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::convergence_scan_test {
namespace {

using Condition = ConvergenceCondition;

/// In which all conditions hold.
Experiment sound_experiment() {
  Experiment experiment = small_experiment();
  experiment.batch_size = 1'000'000;
  experiment.batch_reduction = BatchReduction::mean;
  experiment.runs.resize(1);
  RunSpec& run = experiment.runs.front();
  run.method = Method::lfp;
  run.rule = choose("zero");
  run.composite.clear();
  run.feedback = choose("softmax");
  run.optimiser = choose("sgd", {{"learning_rate", 0.01}, {"momentum", 0.0}});
  run.clip_norm.reset();
  run.clip_value.reset();
  return experiment;
}

struct Trained {
  std::shared_ptr<const Experiment> experiment;
  std::unique_ptr<Trainer> trainer;

  explicit Trained(const Experiment& given)
      : experiment(std::make_shared<const Experiment>(given)),
        trainer(std::make_unique<Trainer>(experiment, 0, Materials(dataset_of(given)), false)) {}
  const RunState& run() const { return trainer->run(); }
  Convergence scan() const { return *ConvergenceScan().scan(run()); }
};

Convergence scan(const Experiment& experiment, int steps = 3) {
  const Trained trained(experiment);
  for (int step = 0; step < steps; ++step) trained.trainer->advance_step();
  return trained.scan();
}

double loss_of(const RunState& run) {
  const Samples& train = run.dataset->train;
  Trace trace = run.network.make_trace(train.count(), {.training = false, .downward = false});
  for (std::int64_t row = 0; row < train.count(); ++row)
    for (std::size_t i = 0; i < train.input(row).size(); ++i)
      trace.input(row, static_cast<Index>(i)) = static_cast<Scalar>(train.input(row)[i]);
  run.network.forward(trace);
  return measure(run.network.logits(trace), {.labels = train.labels}, 1).loss /
         static_cast<double>(train.count());
}

TEST(ConvergenceScan, AllConditionsHoldForPlainLfpWithASmallRate) {
  const Convergence found = scan(sound_experiment());
  EXPECT_EQ(found.broken(), 0U);
  EXPECT_EQ(found.other_units, 0);
  EXPECT_EQ(found.units, 12 + 12 + 2);
  EXPECT_EQ(found.epsilon_change, 0);
  EXPECT_EQ(found.batch, found.samples);
  EXPECT_EQ(found.measured_samples, found.samples);
}

TEST(ConvergenceScan, TheGainIsWhatTheNextStepTakesFromTheLoss) {
  const Trained trained(sound_experiment());
  for (int step = 0; step < 5; ++step) {
    const Convergence found = trained.scan();
    const double before = loss_of(trained.run());
    trained.trainer->advance_step();
    EXPECT_NEAR(*found.gain, before - loss_of(trained.run()), 1e-5 + 0.02 * *found.gain) << step;
  }
}

/// LFP-0 moves each weight by |w| times the slope F / |w|, so that it promises rate * F^2 / |w|.
TEST(ConvergenceScan, ThePromiseIsTheSlopeTimesTheStep) {
  const Trained trained(sound_experiment());
  trained.trainer->advance_step();
  const Convergence found = trained.scan();
  const double rate = 0.01;
  const auto samples = static_cast<double>(trained.run().dataset->train.count());
  std::vector<Parameters> before;
  for (std::size_t b = 0; b < trained.run().network.blocks(); ++b)
    before.push_back(trained.run().network.block(b).parameters());
  trained.trainer->advance_step();
  double promised = 0;
  const auto add = [&](Scalar parameter, Scalar feedback) {
    if (parameter == 0) return;
    const double f = static_cast<double>(feedback) / samples;
    promised += rate * f * f / std::abs(static_cast<double>(parameter));
  };
  for (std::size_t b = 0; b < before.size(); ++b) {
    const Parameters& feedback = trained.run().parameter_feedback[b];
    for (Index i = 0; i < before[b].weight.size(); ++i)
      add(before[b].weight.data()[i], feedback.weight.data()[i]);
    for (Index i = 0; i < before[b].bias.size(); ++i) add(before[b].bias[i], feedback.bias[i]);
  }
  EXPECT_NEAR(*found.promised_gain, promised, 0.01 * promised);
}

TEST(ConvergenceScan, NothingIsChangedByLooking) {
  const Trained looked(sound_experiment());
  const Trained alone(sound_experiment());
  for (int step = 0; step < 4; ++step) {
    looked.scan();
    looked.trainer->advance_step();
    alone.trainer->advance_step();
  }
  EXPECT_EQ(looked.run().network.block(1).parameters().weight,
            alone.run().network.block(1).parameters().weight);
}

TEST(ConvergenceScan, AnotherActivationOrKindOfLayerIsTold) {
  Experiment experiment = sound_experiment();
  experiment.network.layers[1].activation = choose("tanh");
  Convergence found = scan(experiment);
  EXPECT_FALSE(found.holds(Condition::activations));
  EXPECT_EQ(found.other_units, 12);
  EXPECT_EQ(found.other_layer, "tanh");
  experiment = sound_experiment();
  experiment.network.layers.insert(experiment.network.layers.begin() + 1, layer_spec("batch_norm"));
  found = scan(experiment);
  EXPECT_FALSE(found.holds(Condition::activations));
  EXPECT_EQ(found.other_layer, "Batch norm");
}

TEST(ConvergenceScan, TheChangeByEpsilonIsThePartThatItKeeps) {
  Experiment experiment = sound_experiment();
  experiment.runs[0].rule = choose("epsilon", {{"epsilon", 1e-6}});
  EXPECT_TRUE(scan(experiment).holds(Condition::rule));
  experiment.runs[0].rule = choose("epsilon", {{"epsilon", 0.5}});
  const Convergence found = scan(experiment);
  EXPECT_FALSE(found.holds(Condition::rule));
  // At the outputs alone, slowly: there as much is kept as anywhere, or less.
  const Trained trained(experiment);
  for (int step = 0; step < 4; ++step) trained.trainer->advance_step();
  const Trace& trace = *trained.run().trace;
  const Matrix& z = trace.layers.back().output;
  double kept = 0;
  double all = 0;
  for (Index i = 0; i < z.size(); ++i) {
    const double r = std::abs(static_cast<double>(trace.output_feedback.data()[i]));
    kept += r * 0.5 / (std::abs(static_cast<double>(z.data()[i])) + 0.5);
    all += r;
  }
  EXPECT_GE(*found.epsilon_change, kept / all - 1e-4);
  EXPECT_LT(*found.epsilon_change, 1);
}

TEST(ConvergenceScan, EachBrokenConditionIsFound) {
  const auto broken = [](const auto& change) {
    Experiment experiment = sound_experiment();
    change(experiment);
    return scan(experiment);
  };
  const Convergence rule = broken([](Experiment& e) { e.runs[0].rule = choose("z_plus"); });
  EXPECT_FALSE(rule.holds(Condition::rule));
  EXPECT_FALSE(rule.other_rule.empty());
  const auto own_rule = [](Experiment& e) { e.runs[0].composite = {{.layer = 2, .rule = choose("gamma")}}; };
  EXPECT_FALSE(broken(own_rule).holds(Condition::rule));
  EXPECT_FALSE(broken([](Experiment& e) {
                 e.runs[0].feedback = choose("misclassification");
               }).holds(Condition::feedback));
  const Convergence human = broken([](Experiment& e) {
    e.runs[0].feedback = choose("human", {{"values", std::string("1, -1")}});
  });
  EXPECT_TRUE(human.asks_for_non_negative);
  EXPECT_GT(*human.negative_logits, 0);
  EXPECT_FALSE(human.holds(Condition::logits));
  EXPECT_FALSE(broken([](Experiment& e) { e.batch_size = 16; }).holds(Condition::batch));
  const Convergence fast = broken([](Experiment& e) {
    e.runs[0].optimiser = choose("sgd", {{"learning_rate", 20.0}, {"momentum", 0.0}});
  });
  EXPECT_FALSE(fast.holds(Condition::rate));
}

TEST(ConvergenceScan, AStepThatMomentumCarriesDownhillIsNoSmallStep) {
  Convergence found;
  found.gain = -0.1;
  found.promised_gain = -0.1;
  EXPECT_FALSE(found.holds(Condition::rate));
  found.gain = 0.04;
  found.promised_gain = 0.1;
  EXPECT_FALSE(found.holds(Condition::rate));
  found.gain = 0.06;
  EXPECT_TRUE(found.holds(Condition::rate));
}

TEST(ConvergenceScan, GradientDescentIsNotAsked) {
  Experiment experiment = sound_experiment();
  experiment.runs[0].method = Method::gradient;
  EXPECT_FALSE(ConvergenceScan().scan(Trained(experiment).run()).has_value());
}

TEST(ConvergenceScan, ASpikingNetworkIsToldAsFarAsItGoes) {
  Experiment experiment = sound_experiment();
  experiment.network = network_spec({layer_spec("lif_dense", {{"units", std::int64_t{9}}}),
                                     layer_spec("lif_dense", {{"units", std::int64_t{2}}})});
  const Convergence found = scan(experiment, 1);
  EXPECT_EQ(found.other_units, 11);
  EXPECT_FALSE(found.asymmetry);
  EXPECT_FALSE(found.holds(Condition::rate));
}

}  // namespace
}  // namespace lfp::test::convergence_scan_test
