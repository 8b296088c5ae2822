#include "core/study/layer_meter.h"

#include "core/network/named_parameters.h"
#include "core/training/trainer.h"
#include "tests/support/small_experiment.h"

#include <memory>

#include <gtest/gtest.h>

namespace lfp::test::layer_meter_test {
namespace {

Trainer trainer_of(const Experiment& experiment, const Materials& materials) {
  return {std::make_shared<const Experiment>(experiment), 0, materials, false};
}

Trainer trainer_of(const Experiment& experiment) {
  return trainer_of(experiment, dataset_of(experiment));
}

void set_weight(Trainer& trainer, int layer, std::int64_t unit, std::int64_t input, double value) {
  trainer.intervene(
      ParameterEdit{.parameter = {.layer = layer, .unit = unit, .input = input}, .value = value});
}

double weight(const Trainer& trainer, std::size_t layer, Index unit, Index input) {
  return static_cast<double>(trainer.run().network.block(layer).parameters().weight(unit, input));
}

TEST(layers, have_not_moved_at_the_start_and_agree_with_it) {
  const Trainer trainer = trainer_of(small_experiment());
  LayerMeter meter(trainer.run());
  meter.measure(trainer.run());
  EXPECT_EQ(meter.all().moved, 0.0);
  EXPECT_EQ(meter.all().sign_agreement, 1.0);
  EXPECT_FALSE(meter.all().sparsity) << "nothing was counted";
  ASSERT_EQ(meter.layers().size(), 3U);
  EXPECT_EQ(meter.layers()[1].weights, 144);
  EXPECT_EQ(meter.layers()[1].kind, "dense");
}

TEST(layers, are_as_far_from_the_start_as_the_way_of_their_weights_is_long) {
  Trainer trainer = trainer_of(small_experiment());
  LayerMeter meter(trainer.run());
  set_weight(trainer, 0, 3, 1, weight(trainer, 0, 3, 1) + 3);
  set_weight(trainer, 1, 0, 0, weight(trainer, 1, 0, 0) - 4);
  meter.measure(trainer.run());
  EXPECT_NEAR(*meter.layers()[0].numbers.moved, 3, 1e-5);
  EXPECT_NEAR(*meter.layers()[1].numbers.moved, 4, 1e-5);
  EXPECT_EQ(meter.layers()[2].numbers.moved, 0.0);
  EXPECT_NEAR(*meter.all().moved, 5, 1e-5);
}

TEST(layers, agree_less_for_each_weight_that_flips_or_vanishes) {
  Trainer trainer = trainer_of(small_experiment());
  LayerMeter meter(trainer.run());
  set_weight(trainer, 0, 0, 0, -weight(trainer, 0, 0, 0));
  set_weight(trainer, 0, 1, 0, 0);
  meter.measure(trainer.run());
  EXPECT_EQ(meter.layers()[0].numbers.sign_agreement, 22.0 / 24);
  EXPECT_EQ(meter.layers()[0].flipped, 1);
  EXPECT_EQ(meter.all().sign_agreement, 190.0 / 192);
}

TEST(layers, removed_weights_have_no_sign_to_agree_with) {
  Experiment experiment = small_experiment();
  experiment.network.prune = Pruning{.by = "magnitude", .fraction = 0.5};
  Trainer trainer = trainer_of(experiment);
  LayerMeter meter(trainer.run());
  trainer.advance_step();
  meter.measure(trainer.run());
  EXPECT_GT(*meter.all().sign_agreement, 0.9);
}

TEST(layers, of_a_mixture_are_compared_with_the_known_weights_themselves) {
  Experiment experiment = small_experiment();
  experiment.network.weights.emplace();
  experiment.network.weights->mix = 0;
  KnownWeights known;
  known.weights = named_parameters(trainer_of(small_experiment(4)).run().network);
  for (NamedArray& array : known.weights)
    for (float& value : array.values) value = 1;
  Materials materials(dataset_of(experiment));
  materials.known.weights.assign(2, std::make_shared<const KnownWeights>(known));
  Trainer trainer = trainer_of(experiment, materials);
  LayerMeter meter(trainer.run());
  meter.measure(trainer.run());
  std::int64_t positive = 0;
  for (std::size_t layer = 0; layer < 3; ++layer)
    positive += (trainer.run().network.block(layer).parameters().weight.array() > 0).count();
  EXPECT_EQ(meter.all().sign_agreement, static_cast<double>(positive) / 192);
  EXPECT_EQ(meter.all().moved, 0.0) << "it starts where it starts";
}

TEST(layers, are_as_sparse_as_their_activations_on_the_test_set_are_zero) {
  Experiment experiment = small_experiment();
  for (int layer : {0, 1})
    experiment.network.layers[static_cast<std::size_t>(layer)].activation = choose("step");
  Trainer trainer = trainer_of(experiment);
  trainer.count_activity();
  LayerMeter meter(trainer.run());
  trainer.evaluate();
  meter.measure(trainer.run());

  const Network& network = trainer.run().network;
  const Samples& test = trainer.run().dataset->test;
  Trace trace = network.make_trace(test.count(), {.downward = false});
  copy_rows(test, 0, trace.input);
  network.forward(trace);
  const auto zeros = (trace.layers[network.unit_index_of(0)].output.array() == Scalar(0)).count();
  EXPECT_EQ(meter.layers()[0].numbers.sparsity,
            static_cast<double>(zeros) / static_cast<double>(test.count() * 12));
  EXPECT_FALSE(meter.layers()[2].numbers.sparsity) << "logits are no activations";
  EXPECT_FALSE(meter.all().firing_rate) << "nothing spikes";
}

TEST(layers, of_spiking_neurons_fire_as_often_as_they_are_not_silent) {
  Experiment experiment = small_experiment();
  experiment.network.steps = 5;
  experiment.network.layers = {layer_spec("lif_dense", {{"units", std::int64_t{6}}}),
                               layer_spec("lif_dense", {{"units", std::int64_t{2}}})};
  Trainer trainer = trainer_of(experiment);
  trainer.count_activity();
  LayerMeter meter(trainer.run());
  trainer.evaluate();
  meter.measure(trainer.run());
  for (const LayerResult& layer : meter.layers())
    EXPECT_NEAR(*layer.numbers.firing_rate + *layer.numbers.sparsity, 1, 1e-12);

  const Network& network = trainer.run().network;
  const Samples& test = trainer.run().dataset->test;
  Trace trace = network.make_trace(test.count(), {.downward = false});
  copy_rows(test, 0, trace.input);
  network.forward(trace);
  EXPECT_NEAR(*meter.layers()[0].numbers.firing_rate, static_cast<double>(trace.layers[0].output.mean()),
              1e-6);
}

}  // namespace
}  // namespace lfp::test::layer_meter_test
