#include "core/lockstep/lockstep.h"
#include "tests/support/naive_layers.h"
#include "tests/support/naive_spiking.h"
#include "tests/support/network_pass.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace lfp::test::describe_sample_test {
namespace {

using Whole = std::int64_t;
constexpr Whole time_steps = 6;

Lockstep start(std::vector<LayerSpec> layers, const Choice& feedback = choose("softmax")) {
  auto experiment = std::make_shared<Experiment>();
  experiment->network.layers = std::move(layers);
  experiment->network.steps = time_steps;
  experiment->batch_size = 20;
  RunSpec run;
  run.name = "LFP";
  run.feedback = feedback;
  experiment->runs = {run};
  Lockstep lockstep(experiment, test::small_images());
  lockstep.advance(4);
  return lockstep;
}

Lockstep convolutional() {
  return start({layer_spec("conv2d", {{"channels", Whole{3}}}, "relu"), test::dense_spec(2, "")});
}

Lockstep spiking(const char* reset = "subtract") {
  const auto layer = [reset](Whole units) {
    LayerSpec spec = layer_spec("lif_dense", {{"units", units}, {"threshold", 0.3}});
    spec.kind.settings.set("reset", std::string(reset));
    return spec;
  };
  return start({layer(5), layer(2)}, choose("snn_rate_coded"));
}

Interest sample(std::int64_t index) {
  Interest interest;
  interest.sample = true;
  interest.sample_index = index;
  return interest;
}

TEST(predictions, are_those_that_each_sample_gets_by_itself) {
  Lockstep lockstep = convolutional();
  lockstep.evaluate();
  const auto snapshot = lockstep.snapshot({});
  const auto& predictions = snapshot->runs[0].test_predictions;
  ASSERT_NE(predictions, nullptr);
  ASSERT_EQ(predictions->predicted.size(), 40U);
  for (std::size_t n = 0; n < 40; ++n) {
    const auto alone = *lockstep.snapshot(sample(static_cast<Whole>(n)))->runs[0].sample;
    EXPECT_EQ(predictions->predicted[n], alone.prediction);
    EXPECT_NEAR(predictions->probability[n], alone.probabilities[static_cast<std::size_t>(alone.prediction)],
                1e-5F);
  }
}

TEST(predictions, add_up_to_the_confusion) {
  Lockstep lockstep = convolutional();
  lockstep.evaluate();
  const auto snapshot = lockstep.snapshot({});
  Table counted{.rows = 2, .columns = 2, .values = std::vector<float>(4, 0.0F)};
  const auto& predicted = snapshot->runs[0].test_predictions->predicted;
  for (std::size_t n = 0; n < predicted.size(); ++n)
    ++counted.values[static_cast<std::size_t>(2 * snapshot->dataset->test.labels[n] + predicted[n])];
  EXPECT_EQ(counted.values, snapshot->runs[0].confusion.values);
}

TEST(predictions, of_the_training_set_are_there_when_asked_for) {
  Lockstep lockstep = convolutional();
  Interest interest;
  EXPECT_EQ(lockstep.snapshot(interest)->runs[0].train_predictions, nullptr);
  interest.train_predictions = true;
  const auto snapshot = lockstep.snapshot(interest);
  ASSERT_NE(snapshot->runs[0].train_predictions, nullptr);
  const auto& predicted = snapshot->runs[0].train_predictions->predicted;
  Whole right = 0;
  for (std::size_t n = 0; n < predicted.size(); ++n)
    if (predicted[n] == snapshot->dataset->train.labels[n]) ++right;
  EXPECT_DOUBLE_EQ(static_cast<double>(right) / 60, lockstep.run(0).train_accuracy());
  EXPECT_EQ(lockstep.snapshot(interest)->runs[0].train_predictions, snapshot->runs[0].train_predictions)
      << "nothing was trained meanwhile";
}

TEST(a_drawn_input, is_answered_like_the_sample_it_copies) {
  Lockstep lockstep = convolutional();
  const auto plain = lockstep.snapshot(sample(7));
  const SampleSnapshot& given = *plain->runs[0].sample;
  Interest interest;
  interest.drawn = std::make_shared<const std::vector<float>>(given.input);
  interest.drawn_label = given.label;
  const auto snapshot = lockstep.snapshot(interest);
  ASSERT_TRUE(snapshot->runs[0].drawn);
  const SampleSnapshot& drawn = *snapshot->runs[0].drawn;
  EXPECT_EQ(drawn.outputs, given.outputs);
  EXPECT_EQ(drawn.probabilities, given.probabilities);
  EXPECT_EQ(drawn.input_feedback, given.input_feedback);
}

TEST(a_drawn_input, has_no_feedback_without_a_label_and_no_answer_of_the_wrong_size) {
  Lockstep lockstep = convolutional();
  Interest interest;
  interest.drawn = std::make_shared<const std::vector<float>>(36, 0.5F);
  const auto snapshot = lockstep.snapshot(interest);
  EXPECT_TRUE(snapshot->runs[0].drawn->input_feedback.empty());
  EXPECT_EQ(snapshot->runs[0].drawn->outputs.size(), 2U);
  interest.drawn = std::make_shared<const std::vector<float>>(35, 0.5F);
  EXPECT_FALSE(lockstep.snapshot(interest)->runs[0].drawn);
}

TEST(maps, sum_up_to_what_their_channels_show) {
  Lockstep lockstep = convolutional();
  Interest interest = sample(3);
  EXPECT_TRUE(lockstep.snapshot(interest)->runs[0].sample->maps.empty());
  interest.map_layers = {0};
  const auto snapshot = lockstep.snapshot(interest);
  const SampleSnapshot& shown = *snapshot->runs[0].sample;
  ASSERT_EQ(shown.maps.size(), 1U);
  const LayerMap& map = shown.maps[0];
  EXPECT_EQ(map.shape, (Shape{.channels = 3, .height = 4, .width = 4}));
  ASSERT_EQ(map.activation.size(), 48U);
  ASSERT_EQ(map.feedback.size(), 48U);
  for (std::size_t channel = 0; channel < 3; ++channel) {
    float activation = 0;
    float feedback = 0;
    for (std::size_t i = 0; i < 16; ++i) {
      activation += map.activation[16 * channel + i];
      feedback += map.feedback[16 * channel + i];
    }
    EXPECT_NEAR(activation / 16, shown.activations[0][channel], 1e-5F);
    EXPECT_NEAR(feedback, shown.feedback[0][channel], 1e-5F);
  }
}

class SpikeRecords : public testing::TestWithParam<const char*> {};

TEST_P(SpikeRecords, follow_the_formulas_of_the_neuron) {
  Lockstep lockstep = spiking(GetParam());
  Interest interest = sample(5);
  interest.all_weights = true;
  interest.spike_layers = {0, 1};
  const auto snapshot = lockstep.snapshot(interest);
  const SampleSnapshot& shown = *snapshot->runs[0].sample;
  ASSERT_EQ(shown.spikes.size(), 2U);

  const LayerWeights& weights = *snapshot->runs[0].layers[0].weights;
  test::NaiveSpiking naive;
  naive.steps = time_steps;
  naive.neuron = {.beta = 0.9,
                  .threshold = 0.3,
                  .reset = GetParam() == std::string("zero") ? Reset::zero : Reset::subtract};
  naive.current.connections = test::dense_connections(36, 5);
  naive.current.weight = Matrix(5, 36);
  naive.current.bias = Vector(5);
  naive.current.input = Matrix(1, 36);
  for (Index j = 0; j < 5; ++j) {
    naive.current.bias[j] = weights.bias[static_cast<std::size_t>(j)];
    for (Index i = 0; i < 36; ++i) naive.current.weight(j, i) = weights.weight.at(j, i);
  }
  for (Index i = 0; i < 36; ++i) naive.current.input(0, i) = shown.input[static_cast<std::size_t>(i)];
  const auto membranes = naive.membranes();
  const Matrix spikes = naive.spikes();

  const SpikeRecord& record = shown.spikes[0];
  EXPECT_EQ(record.steps, time_steps);
  EXPECT_EQ(record.neurons, 5);
  EXPECT_FLOAT_EQ(record.threshold, 0.3F);
  for (Index step = 0; step < time_steps; ++step) {
    for (Index j = 0; j < 5; ++j) {
      const auto at = static_cast<std::size_t>(step * 5 + j);
      EXPECT_NEAR(record.membrane[at], membranes[static_cast<std::size_t>(step) + 1](0, j), 1e-4);
      EXPECT_EQ(record.spikes[at], spikes(step, j));
    }
  }
}

TEST_P(SpikeRecords, add_up_over_time_to_what_the_layer_shows) {
  Lockstep lockstep = spiking(GetParam());
  Interest interest = sample(5);
  interest.spike_layers = {1};
  const auto snapshot = lockstep.snapshot(interest);
  const SampleSnapshot& shown = *snapshot->runs[0].sample;
  ASSERT_EQ(shown.spikes.size(), 1U);
  const SpikeRecord& record = shown.spikes[0];
  for (std::size_t j = 0; j < 2; ++j) {
    float spikes = 0;
    float feedback = 0;
    for (std::size_t step = 0; step < static_cast<std::size_t>(time_steps); ++step) {
      spikes += record.spikes[2 * step + j];
      feedback += record.feedback[2 * step + j];
    }
    EXPECT_EQ(spikes, shown.outputs[j]);
    EXPECT_NEAR(feedback, shown.feedback[1][j], 1e-5F);
  }
}

INSTANTIATE_TEST_SUITE_P(resets, SpikeRecords, testing::Values("subtract", "zero"));

TEST(a_layer_that_does_not_spike, has_no_spike_record) {
  Lockstep lockstep = convolutional();
  Interest interest = sample(0);
  interest.spike_layers = {0, 1};
  const auto snapshot = lockstep.snapshot(interest);
  EXPECT_TRUE(snapshot->runs[0].sample->spikes.empty());
  EXPECT_FALSE(snapshot->runs[0].layers[0].is_spiking);
}

TEST(the_history, tells_flips_to_either_sign_apart) {
  Lockstep lockstep = test::start(test::small_experiment());
  Interest interest;
  interest.all_weights = true;
  for (int step = 1; step <= 30; ++step) {
    const auto before = lockstep.snapshot(interest);
    lockstep.advance(1);
    const auto after = lockstep.snapshot(interest);
    for (std::size_t run = 0; run < 2; ++run) {
      for (std::size_t layer = 0; layer < 3; ++layer) {
        const auto& old = before->runs[run].layers[layer].weights->weight.values;
        const auto& now = after->runs[run].layers[layer].weights->weight.values;
        float to_positive = 0;
        float to_negative = 0;
        for (std::size_t i = 0; i < old.size(); ++i) {
          if (old[i] < 0 && now[i] > 0) ++to_positive;
          if (old[i] > 0 && now[i] < 0) ++to_negative;
        }
        const auto row = after->runs[run].history.steps.row(static_cast<std::size_t>(step) - 1);
        EXPECT_EQ(row[StepColumns::to_positive(layer, 3)], to_positive) << step;
        EXPECT_EQ(row[StepColumns::to_negative(layer, 3)], to_negative) << step;
      }
    }
  }
}

/// What somebody drew that is a sample of the data by chance.
Interest drawn_as(const Lockstep& lockstep, std::int64_t sample, std::int32_t label) {
  const auto pixels = lockstep.materials().dataset->test.input(sample);
  Interest interest;
  interest.sample = true;
  interest.sample_ledger = true;
  interest.look_at({.layer = 1, .unit = 1, .input = 0});
  interest.sample_input = std::make_shared<const std::vector<float>>(pixels.begin(), pixels.end());
  interest.sample_label = label;
  return interest;
}

TEST(a_drawing, is_described_like_a_sample_of_the_data) {
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.advance(5);
  Interest interest = drawn_as(lockstep, 3, lockstep.materials().dataset->test.labels[3]);
  const auto drawn = lockstep.snapshot(interest);
  interest.sample_input = nullptr;
  interest.sample_index = 3;
  const auto sample = lockstep.snapshot(interest);
  for (std::size_t run = 0; run < 2; ++run) {
    const RunSnapshot& own = drawn->runs[run];
    const RunSnapshot& other = sample->runs[run];
    EXPECT_EQ(own.sample->index, -1);
    EXPECT_EQ(own.sample->label, other.sample->label);
    EXPECT_EQ(own.sample->input, other.sample->input);
    EXPECT_EQ(own.sample->feedback, other.sample->feedback);
    EXPECT_EQ(own.sample->outputs, other.sample->outputs);
    EXPECT_EQ(own.sample_ledger[1].arriving, other.sample_ledger[1].arriving);
    EXPECT_EQ(own.inspections[0].unit.feedback, other.inspections[0].unit.feedback);
  }
}

TEST(a_drawing, without_a_label_gets_feedback_as_if_its_prediction_were_right) {
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.advance(5);
  const auto unlabelled = lockstep.snapshot(drawn_as(lockstep, 3, -1));
  EXPECT_EQ(unlabelled->runs[0].sample->label, -1);
  const std::int32_t predicted = unlabelled->runs[0].sample->prediction;
  const auto labelled = lockstep.snapshot(drawn_as(lockstep, 3, predicted));
  const auto otherwise = lockstep.snapshot(drawn_as(lockstep, 3, 1 - predicted));
  EXPECT_EQ(unlabelled->runs[0].sample->feedback, labelled->runs[0].sample->feedback);
  EXPECT_NE(unlabelled->runs[0].sample->feedback, otherwise->runs[0].sample->feedback);
}

TEST(a_drawing, that_does_not_fit_the_data_gives_way_to_a_sample) {
  Lockstep lockstep = test::start(test::small_experiment());
  Interest interest;
  interest.sample = true;
  interest.sample_index = 4;
  interest.sample_input = std::make_shared<const std::vector<float>>(7, 0.5F);
  EXPECT_EQ(lockstep.snapshot(interest)->runs[0].sample->index, 4);
}

}  // namespace
}  // namespace lfp::test::describe_sample_test
