#include "core/sessions/key_frame_file.h"

#include "core/files/zip_file.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/time_travel.h"
#include "core/sessions/session_file.h"
#include "tests/support/chancy_networks.h"
#include "tests/support/error_text.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::key_frame_file_test {
namespace {

constexpr RecordOptions with_past{.raster = true, .past = true};

std::string saved(const Lockstep& lockstep) {
  auto state = std::make_shared<const LockstepState>(lockstep.state());
  return session_bytes({.experiment = *state->experiment, .state = state, .program = "test 1"});
}

struct Reopened {
  Lockstep lockstep;
  std::vector<std::string> problems;
};

Reopened reopened(std::string bytes, const Dataset* dataset = nullptr, RecordOptions record = with_past) {
  const SessionFile file(std::move(bytes), "some.lfplab", "/somewhere");
  auto data = dataset == nullptr ? test::dataset_of(file.experiment())
                                 : std::shared_ptr<const Dataset>(std::shared_ptr<void>(), dataset);
  Reopened again{.lockstep = {std::make_shared<const Experiment>(file.experiment()), data, record},
                 .problems = file.problems()};
  for (std::string& problem : file.restore(again.lockstep)) again.problems.push_back(std::move(problem));
  return again;
}

/// Signatures after every step from 0 on, of `lockstep` gone back and trained on again.
std::vector<std::string> way_of(Lockstep& lockstep, std::int64_t steps) {
  std::vector<std::string> signatures;
  for (std::int64_t step = 0; step <= steps; ++step) {
    lockstep.go_to(step);
    signatures.push_back(lockstep.signature());
  }
  return signatures;
}

/// Trained with everything that a person can do on the way.
Lockstep eventful(std::int64_t steps) {
  Lockstep lockstep = test::start(small_experiment(), with_past);
  lockstep.intervene({0}, Teaching{.from_test = true, .sample = 2, .feedback = {1.0, -0.5}});
  lockstep.advance(4);
  lockstep.intervene({0}, slower(small_experiment().runs[0]));
  lockstep.advance(3);
  lockstep.intervene({1},
                     ParameterEdit{.parameter = {.layer = 1, .unit = 2, .input = 3}, .value = -0.123456789});
  lockstep.advance(2);
  lockstep.intervene({0}, Teaching{.from_test = false, .sample = 5, .feedback = {0.1, -1.0}});
  lockstep.advance(steps - 9);
  return lockstep;
}

TEST(SessionPast, LeadsBackToTheBitsOfEveryStepThatWasTrained) {
  Lockstep lockstep = eventful(30);
  Reopened again = reopened(saved(lockstep));
  EXPECT_TRUE(again.problems.empty()) << again.problems.front();
  EXPECT_EQ(again.lockstep.signature(), lockstep.signature());
  EXPECT_EQ(again.lockstep.snapshot({})->time->oldest, 0);
  EXPECT_EQ(way_of(again.lockstep, 30), way_of(lockstep, 30));
  for (Lockstep* either : {&lockstep, &again.lockstep}) either->advance(5);
  EXPECT_EQ(again.lockstep.signature(), lockstep.signature());
}

TEST(SessionPast, OfEveryKindOfLayerIsRepeated) {
  for (const auto& given : test::chancy_cases()) {
    const auto data = test::small_images();
    Lockstep lockstep(std::make_shared<const Experiment>(test::chancy_experiment(given.network)), data,
                      with_past);
    lockstep.advance(7);
    Reopened again = reopened(saved(lockstep), data.get());
    EXPECT_TRUE(again.problems.empty()) << given.name << ": " << again.problems.front();
    EXPECT_EQ(way_of(again.lockstep, 7), way_of(lockstep, 7)) << given.name;
  }
}

TEST(SessionPast, ShowsTheLastStepAndWhatWasTaught) {
  Lockstep lockstep = eventful(12);
  const auto then = lockstep.snapshot({.weight_layers = {}, .all_weights = true});
  const auto again = reopened(saved(lockstep)).lockstep.snapshot({.weight_layers = {}, .all_weights = true});
  for (std::size_t run = 0; run < 2; ++run) {
    EXPECT_EQ(again->runs[run].batch_loss, then->runs[run].batch_loss);
    for (std::size_t layer = 0; layer < 3; ++layer)
      EXPECT_EQ(again->runs[run].layers[layer].feedback, then->runs[run].layers[layer].feedback);
  }
  ASSERT_EQ(again->time->taught.size(), 2U);
  EXPECT_EQ(again->time->taught[1].step, 9);
  EXPECT_EQ(std::get<Teaching>(again->time->taught[1].what), std::get<Teaching>(then->time->taught[1].what));
}

TEST(SessionPast, HoldsADrawingThatWasTaught) {
  Lockstep lockstep = eventful(12);
  const Teaching teaching{.from_test = false, .sample = -1, .feedback = {0.1, 0}, .input = {0.25F, -0.1F}};
  lockstep.intervene({0}, teaching);
  lockstep.advance(3);
  Reopened again = reopened(saved(lockstep));
  EXPECT_TRUE(again.problems.empty());
  EXPECT_EQ(std::get<Teaching>(again.lockstep.snapshot({})->time->taught.back().what), teaching);
  EXPECT_EQ(way_of(again.lockstep, 15), way_of(lockstep, 15));
}

TEST(SessionPast, TakesBackATeachingFromBeforeSaving) {
  Lockstep lockstep = eventful(12);
  Reopened again = reopened(saved(lockstep));
  for (Lockstep* either : {&lockstep, &again.lockstep}) either->take_back_teaching();
  EXPECT_EQ(again.lockstep.position().step, 9);
  EXPECT_EQ(again.lockstep.signature(), lockstep.signature());
}

TEST(SessionPast, KnowsTheWayOnWhereOneHadGoneBackBeforeSaving) {
  Lockstep lockstep = eventful(30);
  const std::string end = lockstep.signature();
  lockstep.go_to(11);
  Reopened again = reopened(saved(lockstep));
  EXPECT_EQ(again.lockstep.signature(), lockstep.signature());
  EXPECT_EQ(again.lockstep.snapshot({})->time->reached, 30);
  again.lockstep.go_to(30);
  EXPECT_NE(again.lockstep.signature(), lockstep.signature());
}

TEST(SessionPast, KeepsSettingsThatWaitForTheNextStep) {
  Lockstep lockstep = eventful(12);
  lockstep.intervene({1}, with_adam(small_experiment().runs[1]));
  Reopened again = reopened(saved(lockstep));
  EXPECT_TRUE(again.problems.empty());
  for (Lockstep* either : {&lockstep, &again.lockstep}) either->advance(4);
  EXPECT_EQ(again.lockstep.signature(), lockstep.signature());
  EXPECT_EQ(way_of(again.lockstep, 16), way_of(lockstep, 16));
}

TEST(SessionPast, OfForksIsTheirParents) {
  Lockstep lockstep = eventful(12);
  RunSpec child = slower(small_experiment().runs[0]);
  child.name = "Fork";
  lockstep.fork(0, child);
  lockstep.advance(6);
  Reopened again = reopened(saved(lockstep));
  EXPECT_TRUE(again.problems.empty());
  EXPECT_EQ(way_of(again.lockstep, 18), way_of(lockstep, 18));
}

TEST(SessionPast, IsLeftAloneByTrainingThatKeepsNone) {
  const Lockstep lockstep = eventful(12);
  const Reopened plain = reopened(saved(lockstep), nullptr, {});
  EXPECT_TRUE(plain.problems.empty());
  EXPECT_EQ(plain.lockstep.signature(), lockstep.signature());
}

/// Key frames of one small run at these steps.
KeyFrameParts frames_at(const std::vector<std::int64_t>& steps, std::size_t weights) {
  KeyFrameParts past;
  for (const std::int64_t step : steps) {
    auto state = std::make_shared<TrainerState>();
    state->parameters.resize(1);
    state->parameters[0].weight.setZero(1, static_cast<Index>(weights));
    past.frames.push_back({.step = step, .runs = {{.spec = {}, .state = std::move(state)}}});
  }
  past.reached = steps.back();
  return past;
}

std::vector<std::int64_t> steps_of(const KeyFrameParts& past) {
  std::vector<std::int64_t> steps;
  for (const KeyFrame& frame : past.frames) steps.push_back(frame.step);
  return steps;
}

TEST(SessionPast, InAFileLiesCloseBehindThePresentAndFurtherApartBefore) {
  const std::vector<std::int64_t> tens{0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
  EXPECT_EQ(steps_of(excerpt_for_file(frames_at(tens, 10), 95)),
            (std::vector<std::int64_t>{0, 20, 60, 80, 90}));
  EXPECT_EQ(steps_of(excerpt_for_file(frames_at(tens, 10), 90)),
            (std::vector<std::int64_t>{0, 10, 50, 70, 80}));
  EXPECT_EQ(steps_of(excerpt_for_file(frames_at(tens, 10), 0)), (std::vector<std::int64_t>{0}));
}

TEST(SessionPast, InAFileTakesNoMoreRoomThanItIsWorth) {
  constexpr std::size_t megabyte = (std::size_t{1} << 20U) / sizeof(Scalar);
  const std::vector<std::int64_t> steps{0, 10, 20, 30};
  EXPECT_EQ(steps_of(excerpt_for_file(frames_at(steps, 14 * megabyte), 31)),
            (std::vector<std::int64_t>{0, 30}));
  EXPECT_TRUE(excerpt_for_file(frames_at(steps, 40 * megabyte), 31).frames.empty());
}

std::string with_part(const std::string& bytes, const std::string& name,
                      const std::function<void(std::string&)>& change) {
  std::vector<ZipEntry> entries;
  for (auto& entry : read_zip(bytes, [](const auto&) { return std::size_t{1} << 30U; })) {
    if (entry.name == name) change(entry.bytes);
    entries.push_back({entry.name, std::move(entry.bytes)});
  }
  return zip_bytes(entries, ZipPacking::deflated, "test");
}

/// Of twelve steps with key frames at 0 and 5.
LockstepState with_two_frames() {
  Lockstep lockstep = test::start(small_experiment(), with_past);
  lockstep.advance(5);
  const LockstepState then = lockstep.state();
  lockstep.advance(7);
  LockstepState now = lockstep.state();
  now.past.frames.resize(1);
  KeyFrame& frame = now.past.frames.emplace_back(KeyFrame{.step = 5, .runs = {}});
  for (std::size_t run = 0; run < 2; ++run)
    frame.runs.push_back(
        {.spec = then.experiment->runs[run], .state = std::make_shared<TrainerState>(then.runs[run])});
  return now;
}

TEST(SessionPast, ThatIsDamagedIsNamedAndTheRestOpens) {
  const auto state = std::make_shared<const LockstepState>(with_two_frames());
  Lockstep lockstep = test::start(small_experiment());
  lockstep.advance(12);
  const std::string bytes =
      session_bytes({.experiment = *state->experiment, .state = state, .program = "test"});
  EXPECT_TRUE(reopened(bytes).problems.empty());
  for (const char* name :
       {"past.json", "past/1/runs/1/state.npz", "past/1/runs/2/history.npz", "past/2/runs/2/state.npz"}) {
    Reopened again = reopened(with_part(bytes, name, [](std::string& part) { part[part.size() / 2] ^= 4; }));
    ASSERT_EQ(again.problems.size(), 1U) << name;
    EXPECT_NE(again.problems[0].find(name), std::string::npos) << again.problems[0];
    EXPECT_EQ(again.lockstep.signature(), lockstep.signature());
    again.lockstep.go_to(0);
    again.lockstep.go_to(12);
    EXPECT_EQ(again.lockstep.signature(), lockstep.signature()) << name;
  }
}

TEST(SessionPast, ThatLeadsElsewhereIsNotUsed) {
  const Lockstep lockstep = eventful(12);
  auto state = std::make_shared<LockstepState>(lockstep.state());
  std::get<Teaching>(state->past.interventions.back().what).feedback[0] = 5.0;
  std::erase_if(state->past.frames, [](const KeyFrame& frame) { return frame.step > 0; });
  Reopened again =
      reopened(session_bytes({.experiment = *state->experiment, .state = state, .program = "test"}));
  ASSERT_EQ(again.problems.size(), 1U);
  EXPECT_NE(again.problems[0].find("cannot be repeated to the bit"), std::string::npos) << again.problems[0];
  EXPECT_EQ(again.lockstep.signature(), lockstep.signature());
  again.lockstep.go_to(0);
  EXPECT_EQ(again.lockstep.position().step, 12);
}

class WrittenByHand : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(WrittenByHand, IsRefusedWithoutHarm) {
  const auto [from, to] = GetParam();
  const Experiment experiment = small_experiment();
  KeyFrameParts past = eventful(12).state().past;
  std::string text = past_json(past, experiment);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << text;
  text.replace(at, std::string(from).size(), to);
  EXPECT_NE(error_text([&] { read_past_json(text, "past.json", experiment); }).find("past.json"),
            std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(SessionPast, WrittenByHand,
                         testing::Values(std::pair("\"run\": 1", "\"run\": 7"),
                                         std::pair("\"step\": 4", "\"step\": 400"),
                                         std::pair("\"step\": 4", "\"step\": -4"),
                                         std::pair("\"done\": 4", "\"done\": 40"),
                                         std::pair("\"reached\": 12", "\"reached\": -1"),
                                         std::pair("\"reached\": 12", "\"reached\": 1e99"),
                                         std::pair("\"reached\": 12", "\"reached\": 12.5"),
                                         std::pair("\"teaching\"", "\"touching\""),
                                         std::pair("\"epsilon\"", "\"upsilon\""), std::pair("{", "[")));

TEST(SessionPast, WithAWeightThatIsNotThereSaysSoWhenItIsReached) {
  const Lockstep lockstep = eventful(12);
  auto state = std::make_shared<LockstepState>(lockstep.state());
  for (Intervention& one : state->past.interventions)
    if (auto* edit = std::get_if<ParameterEdit>(&one.what)) edit->parameter.unit = 4000;
  state->past.frames.resize(1);  // a later one would have the edit behind it
  Lockstep again = test::start(small_experiment(), with_past);
  again.set_state(*state);
  again.go_to(0);
  EXPECT_NE(error_text([&] { again.go_to(11); }).find("no such weight"), std::string::npos);
  EXPECT_FALSE(again.time().is_seeking());
}

}  // namespace
}  // namespace lfp::test::key_frame_file_test
