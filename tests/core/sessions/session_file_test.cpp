#include "core/sessions/session_file.h"

#include "core/files/zip_file.h"
#include "core/lockstep/lockstep.h"
#include "tests/support/chancy_networks.h"
#include "tests/support/error_text.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::session_file_test {
namespace {

std::string saved(const Lockstep& lockstep) {
  auto state = std::make_shared<const LockstepState>(lockstep.state());
  return session_bytes({.experiment = *state->experiment,
                        .state = state,
                        .program = "test 1",
                        .look = "{\"layer\": 2}",
                        .layout = std::string("\0\1docks\xff", 8)});
}

/// As a file is read: with the fallbacks.
Experiment filled(const Experiment& experiment) {
  return parse_experiment(to_json(experiment), "");
}

SessionFile opened(std::string bytes) {
  return {std::move(bytes), "some.lfplab", "/somewhere"};
}

Lockstep fresh(const SessionFile& file, RecordOptions record = {.raster = true}) {
  return {std::make_shared<const Experiment>(file.experiment()), test::dataset_of(file.experiment()), record};
}

Lockstep trained(std::int64_t steps, RecordOptions record = {.raster = true}) {
  Lockstep lockstep = test::start(small_experiment(), record);
  lockstep.advance(steps);
  return lockstep;
}

void expect_same(const TimelineView& actual, const TimelineView& expected) {
  ASSERT_EQ(actual.rows(), expected.rows());
  ASSERT_EQ(actual.columns(), expected.columns());
  EXPECT_EQ(actual.bin_width(), expected.bin_width());
  for (std::size_t row = 0; row < actual.rows(); ++row)
    ASSERT_TRUE(std::ranges::equal(actual.row(row), expected.row(row))) << row;
}

void expect_same(const LogRow& actual, const LogRow& expected) {
  EXPECT_EQ(actual.step, expected.step);
  EXPECT_EQ(actual.epoch, expected.epoch);
  EXPECT_EQ(actual.train_accuracy, expected.train_accuracy);
  EXPECT_EQ(actual.test_accuracy, expected.test_accuracy);
  EXPECT_EQ(actual.loss, expected.loss);
  EXPECT_EQ(actual.test_loss, expected.test_loss);
  EXPECT_EQ(actual.mean_feedback, expected.mean_feedback);
  EXPECT_EQ(actual.feedback_norm, expected.feedback_norm);
  EXPECT_EQ(actual.flips, expected.flips);
}

/// All that is to be seen of training, without what the last step has left behind.
void expect_same(const Lockstep& actual, const Lockstep& expected) {
  EXPECT_EQ(actual.signature(), expected.signature());
  EXPECT_EQ(actual.position(), expected.position());
  const Interest interest{.weight_layers = {}, .all_weights = true};
  const auto a = actual.snapshot(interest);
  const auto b = expected.snapshot(interest);
  EXPECT_EQ(a->repeatable, b->repeatable);
  ASSERT_EQ(a->runs.size(), b->runs.size());
  for (std::size_t run = 0; run < a->runs.size(); ++run) {
    expect_same(a->runs[run].history.steps, b->runs[run].history.steps);
    expect_same(a->runs[run].history.raster, b->runs[run].history.raster);
    ASSERT_EQ(a->runs[run].history.log.size(), b->runs[run].history.log.size());
    for (std::size_t row = 0; row < a->runs[run].history.log.size(); ++row)
      expect_same(*a->runs[run].history.log[row], *b->runs[run].history.log[row]);
    for (std::size_t l = 0; l < a->runs[run].layers.size(); ++l) {
      const auto& layer = a->runs[run].layers[l];
      const auto& other = b->runs[run].layers[l];
      EXPECT_EQ(layer.flipped, other.flipped);
      if (!layer.weights) continue;
      EXPECT_EQ(layer.weights->flips, other.weights->flips);
      EXPECT_EQ(layer.weights->last_flip_step, other.weights->last_flip_step);
      EXPECT_EQ(layer.weights->first_flip_step, other.weights->first_flip_step);
      EXPECT_EQ(layer.weights->initial_sign, other.weights->initial_sign);
    }
  }
}

class SavedTraining : public testing::TestWithParam<test::ChancyCase> {
 protected:
  static Lockstep start(const Experiment& experiment) {
    return {std::make_shared<const Experiment>(experiment), test::small_images(), {.raster = true}};
  }
  Lockstep start() const { return start(test::chancy_experiment(GetParam().network)); }
};

TEST_P(SavedTraining, GoesOnToTheBitsOfTrainingThatWasNotSaved) {
  for (const std::int64_t steps : {0, 1, 3, 7}) {
    Lockstep lockstep = start();
    lockstep.advance(steps);
    const SessionFile file = opened(saved(lockstep));
    EXPECT_TRUE(file.problems().empty());
    EXPECT_EQ(file.step(), steps);
    Lockstep again = start(file.experiment());
    EXPECT_TRUE(file.restore(again).empty());
    expect_same(again, lockstep);
    for (Lockstep* either : {&lockstep, &again}) either->advance(5);
    expect_same(again, lockstep);
  }
}

INSTANTIATE_TEST_SUITE_P(Networks, SavedTraining, testing::ValuesIn(test::chancy_cases()),
                         [](const auto& given) { return std::string(given.param.name); });

TEST(SessionFile, HoldsAllThatItWasGiven) {
  const Lockstep lockstep = trained(3);
  const SessionFile file = opened(saved(lockstep));
  EXPECT_EQ(to_json(file.experiment()), to_json(filled(small_experiment())));
  EXPECT_EQ(file.experiment().folder, "/somewhere");
  EXPECT_EQ(file.look(), "{\"layer\": 2}");
  EXPECT_EQ(file.layout(), std::string("\0\1docks\xff", 8));
}

TEST(SessionFile, TakesAHalfWalkedStepBackToItsBeginning) {
  Lockstep lockstep = trained(4);
  for (int phase = 0; phase < 3; ++phase) lockstep.next_phase();
  const SessionFile file = opened(saved(lockstep));
  Lockstep again = fresh(file);
  EXPECT_TRUE(file.restore(again).empty());
  EXPECT_EQ(again.position().next_phase, Phase{});
  for (Lockstep* either : {&lockstep, &again}) either->advance(6 - either->position().step);
  expect_same(again, lockstep);
}

TEST(SessionFile, KeepsALongHistoryWhoseStepsAreAveraged) {
  Lockstep lockstep = trained(9'001);
  const SessionFile file = opened(saved(lockstep));
  Lockstep again = fresh(file);
  EXPECT_TRUE(file.restore(again).empty());
  expect_same(again, lockstep);
  for (Lockstep* either : {&lockstep, &again}) either->advance(50);
  expect_same(again, lockstep);
}

TEST(SessionFile, KeepsRunsThatWereChangedOnTheWay) {
  Lockstep lockstep = trained(5);
  RunSpec other = small_experiment().runs[0];
  other.optimiser = test::choose("adam", {{"learning_rate", 0.01}});
  lockstep.intervene({0}, other);
  const SessionFile waiting = opened(saved(lockstep));
  lockstep.advance(3);
  const SessionFile file = opened(saved(lockstep));
  EXPECT_EQ(file.experiment().runs[0].optimiser.name, "adam");
  Lockstep again = fresh(file);
  EXPECT_TRUE(file.restore(again).empty());
  EXPECT_FALSE(again.snapshot({})->repeatable);
  expect_same(again, lockstep);

  Lockstep before = fresh(waiting);
  EXPECT_TRUE(waiting.restore(before).empty());
  before.advance(3);
  expect_same(before, lockstep);
}

TEST(SessionFile, IsOfUseToTrainingThatRecordsNoRaster) {
  Lockstep lockstep = trained(5);
  const SessionFile file = opened(saved(lockstep));
  Lockstep plain = fresh(file, {});
  EXPECT_TRUE(file.restore(plain).empty());
  EXPECT_EQ(plain.signature(), lockstep.signature());
  EXPECT_TRUE(plain.snapshot({})->runs[0].history.raster.empty());
}

TEST(SessionFile, WithoutARasterStillHasItsWeightsAndSaysSo) {
  const Lockstep lockstep = trained(5, {});
  const SessionFile file = opened(saved(lockstep));
  Lockstep again = fresh(file);
  const auto problems = file.restore(again);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_NE(problems[0].find("history of run 1"), std::string::npos) << problems[0];
  EXPECT_EQ(again.signature(), lockstep.signature());
  const auto snapshot = again.snapshot({});
  EXPECT_EQ(snapshot->runs[0].history.raster.rows(), 5U);
  EXPECT_TRUE(std::isnan(snapshot->runs[0].history.steps.at(4, StepColumns::batch_loss)));
  again.advance(1);
  EXPECT_FALSE(std::isnan(again.snapshot({})->runs[0].history.steps.at(5, StepColumns::batch_loss)));
}

TEST(SessionFile, OfAnUntrainedExperimentHasNoState) {
  const SessionFile file =
      opened(session_bytes({.experiment = small_experiment(), .state = nullptr, .program = "test"}));
  EXPECT_TRUE(file.problems().empty());
  Lockstep lockstep = fresh(file);
  EXPECT_TRUE(file.restore(lockstep).empty());
  EXPECT_EQ(lockstep.position().step, 0);
}

TEST(SessionFile, TellsWhichLayerDoesNotFitAnotherNetwork) {
  SessionFile file = opened(saved(trained(2)));
  Experiment other = file.experiment();
  other.network.layers[1].kind.settings.set("units", std::int64_t{9});
  file.set_experiment(other);
  Lockstep lockstep = fresh(file);
  const std::string untrained = lockstep.signature();
  const auto problems = file.restore(lockstep);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].find("run 1: layer2.weight: it is 12 x 12, but has to be 9 x 12"), std::string::npos)
      << problems[0];
  EXPECT_EQ(lockstep.signature(), untrained);
  EXPECT_EQ(lockstep.position().step, 0);
}

TEST(SessionFile, IsNotForAnotherNumberOfRuns) {
  SessionFile file = opened(saved(trained(2)));
  Experiment other = file.experiment();
  other.runs.pop_back();
  file.set_experiment(other);
  Lockstep lockstep = fresh(file);
  const auto problems = file.restore(lockstep);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].find("2 runs"), std::string::npos) << problems[0];
}

std::vector<ZipEntry> entries_of(const std::string& bytes) {
  std::vector<ZipEntry> entries;
  for (auto& entry : read_zip(bytes, [](const auto&) { return std::size_t{1} << 30U; }))
    entries.push_back({entry.name, std::move(entry.bytes)});
  return entries;
}

std::string with_text(std::string bytes, const std::string& part, const std::string& from,
                      const std::string& to) {
  auto entries = entries_of(bytes);
  for (auto& entry : entries)
    if (entry.name == part) entry.bytes.replace(entry.bytes.find(from), from.size(), to);
  return zip_bytes(entries, ZipPacking::deflated, "test");
}

TEST(SessionFile, OfANewerProgramGivesItsExperiment) {
  const SessionFile file =
      opened(with_text(saved(trained(2)), "manifest.json", "\"version\": 1", "\"version\": 2"));
  ASSERT_EQ(file.problems().size(), 1U);
  EXPECT_NE(file.problems()[0].find("newer program (test 1)"), std::string::npos) << file.problems()[0];
  EXPECT_EQ(to_json(file.experiment()), to_json(filled(small_experiment())));
  Lockstep lockstep = fresh(file);
  EXPECT_TRUE(file.restore(lockstep).empty());
  EXPECT_EQ(lockstep.position().step, 0);
}

TEST(SessionFile, WhoseExperimentWasEditedByHandNamesIt) {
  const std::string bytes = with_text(saved(trained(2)), "experiment.json", "\"seed\"", "\"sead\"");
  EXPECT_NE(error_text([&] { opened(bytes); }).find("experiment.json"), std::string::npos);
}

TEST(SessionFile, NoSessionIsRefused) {
  const TemporaryFolder folder;
  const auto text = folder.write("a.lfplab", "hello");
  EXPECT_NE(error_text([&] { load_session(text); }).find("not a session file"), std::string::npos);
  const auto other = folder.write("b.lfplab", zip_bytes({{"x", "y"}}, ZipPacking::stored, ""));
  EXPECT_NE(error_text([&] { load_session(other); }).find("experiment"), std::string::npos);
  EXPECT_NE(error_text([&] { load_session(folder / "none.lfplab"); }).find("no such file"),
            std::string::npos);
}

/// Opening must either give just what was saved or say that something could not be read.
class Damage {
 public:
  Damage() : lockstep_(trained(3)), bytes_(saved(lockstep_)) {
    const SessionFile whole = opened(bytes_);
    experiment_ = to_json(whole.experiment());
  }
  const std::string& bytes() const { return bytes_; }

  void expect_honest(const std::string& damaged) {
    try {
      const SessionFile file = opened(damaged);
      EXPECT_EQ(to_json(file.experiment()), experiment_);
      Lockstep again = fresh(file);
      const auto later = file.restore(again);
      const bool is_whole = file.problems().empty() && later.empty();
      ++(is_whole ? whole_ : partial_);
      if (again.position().step != 0) {
        EXPECT_EQ(again.signature(), lockstep_.signature());
      } else {
        EXPECT_FALSE(is_whole);
      }
      if (!is_whole) return;
      EXPECT_EQ(file.look(), "{\"layer\": 2}");
      EXPECT_EQ(file.layout(), std::string("\0\1docks\xff", 8));
      expect_same(again, lockstep_);
    } catch (const Error&) {
      ++refused_;
    }
  }
  int whole() const { return whole_; }
  int partial() const { return partial_; }
  int refused() const { return refused_; }

 private:
  Lockstep lockstep_;
  std::string bytes_;
  std::string experiment_;
  int whole_ = 0;
  int partial_ = 0;
  int refused_ = 0;
};

TEST(SessionFile, CutAnywhereOpensWhatComesBefore) {
  Damage damage;
  const std::size_t size = damage.bytes().size();
  for (std::size_t length = 0; length < size; length += 37)
    damage.expect_honest(damage.bytes().substr(0, length));
  EXPECT_GT(damage.refused(), 5) << "where not even the experiment is left";
  EXPECT_GT(damage.partial(), 50);
  EXPECT_GT(damage.whole(), 5) << "where only the table of contents is gone";
}

TEST(SessionFile, WithAFlippedBitAnywhereIsNeverTakenForAnother) {
  Damage damage;
  for (std::size_t at = 0; at < damage.bytes().size(); at += 11) {
    std::string flipped = damage.bytes();
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    damage.expect_honest(flipped);
  }
  EXPECT_GT(damage.refused(), 5);
  EXPECT_GT(damage.partial(), 50);
}

TEST(SessionFile, WithRubbishInsideIsNeverTakenForAnother) {
  Damage damage;
  for (std::size_t at = 0; at + 16 < damage.bytes().size(); at += 101) {
    std::string overwritten = damage.bytes();
    overwritten.replace(at, 16, "0123456789abcdef");
    damage.expect_honest(overwritten);
    std::string shortened = damage.bytes();
    damage.expect_honest(shortened.erase(at, 16));
  }
  EXPECT_GT(damage.partial(), 50);
}

}  // namespace
}  // namespace lfp::test::session_file_test
