#include "core/lockstep/training_folder.h"

#include "core/lockstep/train_to_stop.h"
#include "tests/support/error_text.h"
#include "tests/support/small_experiment.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace lfp::test::training_folder_test {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

Experiment two_epochs() {
  auto experiment = test::small_experiment();
  experiment.stop.epochs = 2;
  return experiment;
}

Names names_in(const fs::path& folder) {
  Names names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

void train_into(const fs::path& path, const Experiment& experiment, const std::vector<std::string>& formats) {
  auto lockstep = test::start(experiment);
  TrainingFolder folder(path, experiment, formats);
  folder.begin(lockstep, {});
  train_to_stop(lockstep, {.advanced = [&](const Lockstep& now) { folder.add_rows(now); }});
  folder.finish(lockstep, experiment, {.seconds = 1});
}

TEST(TrainingFolder, HoldsWhatTrainingCameTo) {
  const TemporaryFolder place;
  train_into(place / "a/b", two_epochs(), {"csv"});
  EXPECT_EQ(names_in(place / "a/b"), (Names{"experiment.json", "log.csv", "summary.json", "weights"}));
  EXPECT_EQ(names_in(place / "a/b/weights"), (Names{"Gradient.csv", "Gradient.npz", "LFP.csv", "LFP.npz"}));
  EXPECT_EQ(load_experiment(place / "a/b/experiment.json").stop.epochs, 2);
}

TEST(TrainingFolder, ClearsWhatAnEarlierRunLeft) {
  const TemporaryFolder place;
  train_into(place / "out", two_epochs(), {"csv", "json"});
  place.write("out/weights/mine.csv", "mine");
  place.write("out/figure.svg", "drawn by the earlier run");
  auto other = two_epochs();
  other.runs[0].name = "Other";
  auto lockstep = test::start(other);
  TrainingFolder folder(place / "out", other, {});
  EXPECT_EQ(names_in(place / "out/weights").size(), 7U) << "nothing is changed before training begins";
  const fs::path figure = place / "out/figure.svg";
  folder.begin(lockstep, std::span(&figure, 1));
  EXPECT_EQ(names_in(place / "out"), (Names{"experiment.json", "log.csv", "weights"}));
  EXPECT_EQ(names_in(place / "out/weights"), Names{"mine.csv"});
}

TEST(TrainingFolder, TriesEveryFileBefore) {
  const TemporaryFolder place;
  fs::create_directories(place / "out/weights/LFP.npz");
  const auto text = error_text([&] { TrainingFolder(place / "out", two_epochs(), {}); });
  EXPECT_NE(text.find("LFP.npz: this is a folder"), std::string::npos) << text;
  EXPECT_EQ(names_in(place / "out"), Names{"weights"});
  EXPECT_FALSE(error_text([&] { TrainingFolder("/proc/out", two_epochs(), {}); }).empty());
}

}  // namespace
}  // namespace lfp::test::training_folder_test
