#include "core/lockstep/lockstep.h"
#include "core/lockstep/lockstep_state.h"
#include "tests/support/small_experiment.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace lfp::test::parameter_replay_test {
namespace {

constexpr std::size_t by_gradient = 1;

/// Training by hand through twelve steps, with all that it has been through written down.
struct Written {
  Experiment experiment = test::small_experiment();
  std::vector<std::vector<Matrix>> weights;  // by step and run: of the layer below the outputs
  std::vector<std::vector<Vector>> biases;
  LockstepState state;

  /// Key frames lie where they are asked for, whatever the time that training takes.
  explicit Written(const std::vector<std::int64_t>& frames) {
    experiment.batch_size = 4;  // restless
    for (RunSpec& run : experiment.runs) {
      run.optimiser.settings.set("learning_rate", 0.5);
      run.optimiser.settings.set("momentum", 0.0);
      run.clip_norm.reset();
    }
    experiment.runs[0].clip_norm = 1.0;
    Lockstep source = test::start(experiment, {.raster = true});
    KeyFrameParts past;
    for (std::int64_t step = 0; step <= 12; ++step) {
      if (step > 0) source.advance(1);
      const LockstepState now = source.state();
      weights.emplace_back();
      biases.emplace_back();
      KeyFrame frame{.step = step, .interventions = 0, .runs = {}};
      for (std::size_t run = 0; run < 2; ++run) {
        weights.back().push_back(now.runs[run].parameters[1].weight);
        biases.back().push_back(now.runs[run].parameters[1].bias);
        frame.runs.push_back(
            {.spec = experiment.runs[run], .state = std::make_shared<const TrainerState>(now.runs[run])});
      }
      if (std::ranges::find(frames, step) != frames.end()) past.frames.push_back(std::move(frame));
    }
    past.reached = 12;
    state = source.state();
    state.past = std::move(past);
  }

  Lockstep open() const {
    Lockstep lockstep = test::start(experiment, {.raster = true, .past = true});
    lockstep.set_state(state);
    return lockstep;
  }
  double value(std::int64_t step, std::size_t run, const InspectedItem& item) const {
    const auto at = static_cast<std::size_t>(step);
    return *item.input < 0 ? biases[at][run][item.unit] : weights[at][run](item.unit, *item.input);
  }
  /// The steps at which its sign was another one than the step before.
  std::vector<std::int64_t> flips(std::size_t run, const InspectedItem& item) const {
    std::vector<std::int64_t> steps;
    for (std::int64_t step = 1; step <= 12; ++step)
      if (value(step, run, item) * value(step - 1, run, item) < 0) steps.push_back(step);
    return steps;
  }
  /// The weight that has flipped most often.
  InspectedItem liveliest(std::size_t run) const {
    InspectedItem best{.layer = 1, .unit = 0, .input = 0};
    for (Index unit = 0; unit < 12; ++unit)
      for (Index input = 0; input < 12; ++input)
        if (const InspectedItem item{.layer = 1, .unit = unit, .input = input};
            flips(run, item).size() > flips(run, best).size())
          best = item;
    return best;
  }
};

ParameterInspection look(const Lockstep& lockstep, const InspectedItem& item, std::size_t run) {
  Interest interest;
  interest.look_at(item);
  return *lockstep.snapshot(interest)->runs[run].inspections.at(0).parameter;
}

/// One that lies before `since`, each with its value.
void expect_frames(const ParameterInspection& seen, const Written& written, std::size_t run,
                   const InspectedItem& item, const std::vector<std::int64_t>& steps) {
  ASSERT_EQ(seen.earlier.size(), steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    EXPECT_EQ(seen.earlier[i].step, steps[i]);
    EXPECT_EQ(seen.earlier[i].value, written.value(steps[i], run, item)) << "to the bit";
  }
}

const InspectedItem weight{.layer = 1, .unit = 3, .input = 7};
const InspectedItem bias{.layer = 1, .unit = 3, .input = -1};

TEST(the_history_of_a_parameter, reaches_back_to_the_first_key_frame_at_once) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  for (const InspectedItem& item : {weight, bias})
    for (const std::size_t run : {std::size_t(0), by_gradient}) {
      expect_frames(look(lockstep, item, run), written, run, item, {0, 3, 7});
      lockstep.watch({item});
      const ParameterInspection seen = look(lockstep, item, run);
      EXPECT_EQ(seen.watched_since, 12);
      EXPECT_EQ(seen.values.rows(), 1U);
      expect_frames(seen, written, run, item, {0, 3, 7});
    }
}

TEST(the_history_of_a_parameter, is_not_there_twice) {
  const Written written({0, 3, 7, 12});
  Lockstep lockstep = written.open();
  lockstep.watch({weight});
  lockstep.advance(5);
  const ParameterInspection seen = look(lockstep, weight, 0);
  expect_frames(seen, written, 0, weight, {0, 3, 7});
  EXPECT_EQ(seen.values.rows(), 6U) << "from step 12 on";
}

TEST(the_history_of_a_parameter, ends_where_training_has_gone_back_to) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  lockstep.watch({weight});
  lockstep.go_to(5);
  const ParameterInspection seen = look(lockstep, weight, by_gradient);
  EXPECT_EQ(seen.watched_since, 3) << "from the key frame that it went back to";
  EXPECT_EQ(seen.values.rows(), 3U);
  for (std::int64_t step = 3; step <= 5; ++step)
    EXPECT_FLOAT_EQ(seen.values.at(static_cast<std::size_t>(step - 3), 0),
                    static_cast<float>(written.value(step, by_gradient, weight)));
  expect_frames(seen, written, by_gradient, weight, {0});
}

TEST(the_history_of_a_parameter, is_the_forked_runs_too) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  lockstep.watch({weight});
  lockstep.fork(by_gradient, test::slower(written.experiment.runs[by_gradient]));
  const ParameterInspection parent = look(lockstep, weight, by_gradient);
  const ParameterInspection child = look(lockstep, weight, 2);
  EXPECT_FALSE(child.earlier.empty());
  EXPECT_EQ(child.earlier, parent.earlier);
  EXPECT_EQ(child.watched_since, parent.watched_since);
  lockstep.remove_run(0);
  EXPECT_EQ(look(lockstep, weight, 0).earlier, parent.earlier);
}

TEST(the_history_of_a_parameter, is_empty_where_no_past_is_kept) {
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.advance(3);
  EXPECT_TRUE(look(lockstep, weight, 0).earlier.empty());
}

TEST(earlier_flips, are_the_first_and_the_last) {
  const Written written({0, 3, 7});
  const InspectedItem item = written.liveliest(by_gradient);
  const std::vector<std::int64_t> all = written.flips(by_gradient, item);
  ASSERT_GE(all.size(), 3U) << "else the test says little";
  Lockstep lockstep = written.open();
  lockstep.watch({item});
  const ParameterInspection seen = look(lockstep, item, by_gradient);
  EXPECT_EQ(seen.flips, std::ssize(all));
  EXPECT_EQ(seen.earlier_flips, (std::vector{all.front(), all.back()}));
  EXPECT_TRUE(seen.watched_flips.empty());

  lockstep.go_to(5);
  const ParameterInspection back = look(lockstep, item, by_gradient);
  const auto watched = std::ranges::upper_bound(all, 3);
  EXPECT_EQ(back.earlier_flips.empty(), watched == all.begin());
  if (watched != all.begin()) {
    EXPECT_EQ(back.earlier_flips.front(), all.front());
  }
  for (const std::int64_t step : back.watched_flips) {
    EXPECT_GT(step, 3);
    EXPECT_TRUE(std::ranges::binary_search(all, step));
  }
}

TEST(earlier_flips, do_not_hold_the_one_that_is_made_by_hand_now) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  lockstep.watch({weight});
  const double value = look(lockstep, weight, 0).value;
  lockstep.intervene({0}, ParameterEdit{.parameter = {.layer = 1, .unit = 3, .input = 7}, .value = -value});
  const ParameterInspection seen = look(lockstep, weight, 0);
  EXPECT_EQ(seen.watched_flips, std::vector<std::int64_t>{12});
  EXPECT_TRUE(seen.earlier_flips.empty() || seen.earlier_flips.back() < 12);
}

/// In pieces, as an engine does; how many it took.
int replay_all(Lockstep& lockstep, std::int64_t steps = 2) {
  int pieces = 0;
  while (lockstep.replay_parameters(steps, 1000) == Replayed::more) ++pieces;
  return pieces;
}

void expect_all_steps(const ParameterInspection& seen, const Written& written, std::size_t run,
                      const InspectedItem& item, std::int64_t last) {
  EXPECT_EQ(seen.watched_since, 0);
  EXPECT_TRUE(seen.earlier.empty());
  EXPECT_TRUE(seen.earlier_flips.empty());
  ASSERT_EQ(seen.values.rows(), static_cast<std::size_t>(last + 1));
  for (std::int64_t step = 0; step <= last; ++step)
    EXPECT_EQ(seen.values.at(static_cast<std::size_t>(step), 0),
              static_cast<float>(written.value(step, run, item)));
  std::vector<std::int64_t> flips = written.flips(run, item);
  std::erase_if(flips, [last](std::int64_t step) { return step > last; });
  EXPECT_EQ(seen.watched_flips, flips);
}

TEST(replaying_parameters, tells_every_step_and_flip_before_it_was_watched) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  const std::string signature = lockstep.signature();
  for (const InspectedItem& item : {written.liveliest(0), written.liveliest(by_gradient), weight}) {
    lockstep.watch({item});
    EXPECT_GE(replay_all(lockstep), 5) << "in pieces";
    for (const std::size_t run : {std::size_t(0), by_gradient})
      expect_all_steps(look(lockstep, item, run), written, run, item, 12);
  }
  lockstep.watch({bias});
  replay_all(lockstep);
  EXPECT_EQ(look(lockstep, bias, 0).values.rows(), 13U);
  EXPECT_EQ(lockstep.signature(), signature) << "training stays where it is";
  EXPECT_EQ(lockstep.position().step, 12);
}

TEST(replaying_parameters, leaves_a_half_walked_step_as_it_is) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  Lockstep undisturbed = written.open();
  lockstep.watch({weight});
  for (Lockstep* each : {&lockstep, &undisturbed}) {
    each->next_phase();
    each->next_phase();
  }
  replay_all(lockstep);
  EXPECT_EQ(lockstep.position(), undisturbed.position());
  expect_all_steps(look(lockstep, weight, 0), written, 0, weight, 12);
  lockstep.advance(1);
  undisturbed.advance(1);
  EXPECT_EQ(lockstep.signature(), undisturbed.signature());
  EXPECT_EQ(look(lockstep, weight, 0).values.rows(), 14U) << "and it goes on from there";
}

TEST(replaying_parameters, is_not_done_twice_for_steps_that_are_gone_back) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  const InspectedItem item = written.liveliest(by_gradient);
  lockstep.watch({item});
  replay_all(lockstep);
  lockstep.go_to(8);
  EXPECT_EQ(replay_all(lockstep), 0);
  expect_all_steps(look(lockstep, item, by_gradient), written, by_gradient, item, 8);
  lockstep.go_to(12);
  EXPECT_EQ(replay_all(lockstep), 0);
  expect_all_steps(look(lockstep, item, 0), written, 0, item, 12);
}

TEST(replaying_parameters, knows_what_was_done_by_hand_and_forgets_what_was_given_up) {
  const Written written({0});
  Lockstep lockstep = written.open();
  lockstep.go_to(6);
  const double value = look(lockstep, weight, 0).value;
  lockstep.intervene({0}, ParameterEdit{.parameter = {.layer = 1, .unit = 3, .input = 7}, .value = -value});
  lockstep.advance(4);
  lockstep.watch({weight});
  replay_all(lockstep);
  const ParameterInspection flipped = look(lockstep, weight, 0);
  EXPECT_EQ(flipped.values.rows(), 11U);
  EXPECT_TRUE(std::ranges::binary_search(flipped.watched_flips, 6));
  EXPECT_EQ(flipped.values.at(10, 0), static_cast<float>(flipped.value));

  lockstep.go_to(3);
  lockstep.intervene({0}, ParameterEdit{.parameter = {.layer = 1, .unit = 3, .input = 7}, .value = 0.25});
  lockstep.advance(5);
  replay_all(lockstep);
  const ParameterInspection anew = look(lockstep, weight, 0);
  EXPECT_EQ(anew.values.rows(), 9U);
  EXPECT_EQ(anew.values.at(3, 0), static_cast<float>(written.value(3, 0, weight)));
  EXPECT_EQ(anew.values.at(8, 0), static_cast<float>(anew.value));
}

TEST(replaying_parameters, gives_up_where_the_past_is_not_what_it_says) {
  Written written({0, 7});
  written.state.past.frames[0].runs[0].spec.optimiser.settings.set("learning_rate", 0.01);
  Lockstep lockstep = written.open();
  lockstep.watch({weight});
  EXPECT_GE(replay_all(lockstep), 1);
  EXPECT_EQ(look(lockstep, weight, 0).watched_since, 12);
  EXPECT_EQ(lockstep.replay_parameters(2, 1000), Replayed::nothing) << "not once more";
}

TEST(replaying_parameters, goes_no_further_back_than_it_may) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  lockstep.watch({weight});
  while (lockstep.replay_parameters(2, 9) == Replayed::more) {
  }
  const ParameterInspection seen = look(lockstep, weight, 0);
  EXPECT_EQ(seen.watched_since, 3);
  expect_frames(seen, written, 0, weight, {0});
}

TEST(watching_two_parameters, tells_the_past_of_each) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  const InspectedItem lively = written.liveliest(0);
  lockstep.watch({lively, bias, {.layer = 1, .unit = 3}, weight});
  lockstep.advance(2);
  EXPECT_EQ(look(lockstep, lively, 0).values.rows(), 3U);
  EXPECT_EQ(look(lockstep, bias, 0).values.rows(), 3U);
  lockstep.go_to(12);
  int found = 0;
  for (auto done = lockstep.replay_parameters(2, 1000); done != Replayed::nothing;
       done = lockstep.replay_parameters(2, 1000))
    if (done == Replayed::all) ++found;
  EXPECT_EQ(found, 3) << "each as soon as it is known; a neuron has no such past";
  for (const InspectedItem& item : {lively, weight})
    for (const std::size_t run : {std::size_t(0), by_gradient})
      expect_all_steps(look(lockstep, item, run), written, run, item, 12);
  EXPECT_EQ(look(lockstep, bias, 0).values.rows(), 13U);
}

TEST(watching_two_parameters, goes_on_when_one_is_given_up) {
  const Written written({0, 3, 7});
  Lockstep lockstep = written.open();
  lockstep.watch({weight, bias});
  replay_all(lockstep);
  lockstep.watch({bias, weight});
  expect_all_steps(look(lockstep, weight, 0), written, 0, weight, 12);
  lockstep.watch({weight});
  expect_all_steps(look(lockstep, weight, 0), written, 0, weight, 12);
  EXPECT_TRUE(look(lockstep, bias, 0).values.empty());
  lockstep.advance(3);
  EXPECT_EQ(look(lockstep, weight, 0).values.rows(), 16U);
}

class history_of_a_unit : public testing::TestWithParam<std::size_t> {};

/// Layers of every kind that an image can go through.
Experiment of_images() {
  Experiment experiment = test::small_experiment();
  experiment.dataset = {.name = "digits", .settings = {}};
  experiment.dataset.settings.set("samples", std::int64_t{120});
  const auto layer = [](const char* kind, const char* activation) {
    LayerSpec spec;
    spec.kind.name = kind;
    spec.activation.name = activation;
    return spec;
  };
  LayerSpec convolution = layer("conv2d", "relu");
  convolution.kind.settings.set("channels", std::int64_t{3});
  experiment.network.layers = {
      convolution,          layer("batch_norm", ""),     layer("max_pool", ""),   layer("flatten", ""),
      layer("dropout", ""), test::dense_spec(9, "tanh"), test::dense_spec(10, "")};
  return experiment;
}

TEST_P(history_of_a_unit, is_its_column_of_the_raster) {
  Lockstep lockstep = test::start(of_images(), {.raster = true, .past = true});
  std::vector<std::vector<std::vector<float>>> seen;  // by step, layer and unit
  const std::size_t run = GetParam();
  for (int step = 0; step < 4; ++step) {
    lockstep.advance(1);
    seen.emplace_back();
    const auto snapshot = lockstep.snapshot({});
    for (const LayerSnapshot& layer : snapshot->runs[run].layers) seen.back().push_back(layer.feedback);
  }
  lockstep.go_to(3);
  const auto snapshot = lockstep.snapshot({});
  const TimelineView& raster = snapshot->runs[run].history.raster;
  ASSERT_EQ(raster.rows(), 3U) << "what lies ahead is not shown";
  for (std::size_t step = 0; step < 3; ++step) {
    std::size_t column = 0;
    for (std::size_t layer = 0; layer < seen[step].size(); ++layer) {
      ASSERT_EQ(std::ssize(seen[step][layer]), snapshot->runs[run].layers[layer].units);
      for (const float feedback : seen[step][layer])
        EXPECT_EQ(raster.at(step, column++), feedback) << step << " " << layer;
    }
    EXPECT_EQ(column, raster.columns());
  }
}

INSTANTIATE_TEST_SUITE_P(runs, history_of_a_unit, testing::Values(0U, by_gradient),
                         [](const auto& given) { return given.param == 0 ? "lfp" : "gradient"; });

}  // namespace
}  // namespace lfp::test::parameter_replay_test
