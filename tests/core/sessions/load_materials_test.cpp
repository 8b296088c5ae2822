#include "core/sessions/load_materials.h"

#include "core/base/error.h"
#include "core/exchange/weight_formats.h"
#include "core/files/atomic_file.h"
#include "core/lockstep/lockstep_state.h"
#include "core/lockstep/train_to_stop.h"
#include "core/sessions/session_file.h"
#include "tests/support/small_experiment.h"
#include "tests/support/temporary_folder.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace lfp::test::load_materials_test {
namespace {

Experiment trained_first() {
  Experiment first = small_experiment();
  first.stop = {.epochs = std::nullopt, .steps = 12};
  return first;
}

Lockstep trained() {
  Lockstep lockstep = start(trained_first());
  train_to_stop(lockstep);
  return lockstep;
}

std::string values_of(const NamedArrays& arrays) {
  std::string text;
  for (const NamedArray& array : arrays)
    for (const float value : array.values) text += std::to_string(value) + " ";
  return text;
}

Lockstep started(const Experiment& experiment) {
  return {std::make_shared<const Experiment>(experiment), load_materials(experiment)};
}

TEST(materials, are_of_an_experiment_that_is_trained_first_each_run_by_its_namesake) {
  Experiment experiment = small_experiment();
  experiment.network.weights.emplace();
  experiment.network.weights->experiment = to_json(trained_first());
  const Lockstep before = trained();
  const Lockstep lockstep = started(experiment);
  EXPECT_EQ(values_of(lockstep.weights(0)), values_of(before.weights(0)));
  EXPECT_EQ(values_of(lockstep.weights(1)), values_of(before.weights(1)));
  EXPECT_EQ(lockstep.flipped_weights(), 0) << "flips are counted against these weights";
}

TEST(materials, can_be_those_of_one_run_for_all) {
  Experiment experiment = small_experiment();
  experiment.network.weights.emplace();
  experiment.network.weights->experiment = to_json(trained_first());
  experiment.network.weights->run = experiment.runs[1].name;
  const Lockstep lockstep = started(experiment);
  EXPECT_EQ(values_of(lockstep.weights(0)), values_of(trained().weights(1)));
  experiment.network.weights->run = "nobody";
  EXPECT_THROW(load_materials(experiment), Error);
}

TEST(materials, are_read_from_files_of_weights_and_from_sessions) {
  const TemporaryFolder folder;
  const Lockstep before = trained();
  Experiment experiment = small_experiment();
  experiment.folder = folder.path();
  experiment.network.weights.emplace();
  for (const char* file : {"weights.npz", "weights.json"}) {
    write_weights(before.weights(0), folder.path() / file, weight_format_of(file)->name);
    experiment.network.weights->file = file;
    EXPECT_EQ(values_of(started(experiment).weights(0)), values_of(before.weights(0))) << file;
  }
  const auto state = std::make_shared<const LockstepState>(before.state());
  write_file(folder.path() / "session.lfplab",
             session_bytes({.experiment = trained_first(), .state = state, .program = "test"}));
  experiment.network.weights->file = "session.lfplab";
  EXPECT_EQ(values_of(started(experiment).weights(1)), values_of(before.weights(1)));
  experiment.network.prune = Pruning{.by = "movement", .fraction = 0.5, .scope = "global"};
  EXPECT_NE(values_of(started(experiment).weights(1)), values_of(before.weights(1)));
}

TEST(materials, name_a_file_that_is_not_there) {
  Experiment experiment = small_experiment();
  experiment.network.weights.emplace();
  experiment.network.weights->file = "nowhere.npz";
  try {
    load_materials(experiment);
    FAIL() << "there is no such file";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("nowhere.npz"), std::string::npos);
  }
}

TEST(materials, cannot_come_from_a_training_that_diverges) {
  Experiment first = trained_first();
  first.runs[1].optimiser.settings.set("learning_rate", 1e9);
  first.runs[1].clip_norm.reset();
  Experiment experiment = small_experiment();
  experiment.network.weights.emplace();
  experiment.network.weights->experiment = to_json(first);
  EXPECT_THROW(load_materials(experiment), Error);
}

TEST(materials, survive_being_written_and_read_with_the_experiment) {
  Experiment experiment = small_experiment();
  experiment.network.weights.emplace();
  experiment.network.weights->experiment = to_json(trained_first());
  experiment.network.weights->part = "body";
  experiment.network.weights->mix = 0.5;
  experiment.network.prune = Pruning{.by = "feedback", .fraction = 0.25, .scope = "layer"};
  experiment = parse_experiment(to_json(experiment), "");
  EXPECT_EQ(to_json(parse_experiment(to_json(experiment), "")), to_json(experiment));
}

}  // namespace
}  // namespace lfp::test::load_materials_test
