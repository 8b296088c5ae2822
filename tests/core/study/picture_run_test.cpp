#include "core/study/picture_run.h"

#include "core/study/train_cell.h"
#include "core/training/trainer.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"

#include <gtest/gtest.h>

namespace lfp::test::picture_run_test {
namespace {

std::shared_ptr<const Experiment> short_experiment() {
  Experiment experiment = small_experiment();
  experiment.stop = {.epochs = 3, .steps = {}};
  return std::make_shared<const Experiment>(experiment);
}

TEST(PictureRun, ThePathLeadsFromTheInitialWeightsToTheTrainedOnes) {
  const auto experiment = short_experiment();
  const Materials materials(dataset_of(*experiment));
  const RunPicture picture = picture_run(experiment, 0, materials);
  Trainer trainer(experiment, 0, materials, false);
  const auto first_weight = [&] {
    return static_cast<float>(trainer.run().network.block(0).parameters().weight(0, 0));
  };
  EXPECT_EQ(picture.path.front().front(), first_weight());
  EXPECT_EQ(std::ssize(picture.path.front()), trainer.run().network.parameter_count());
  for (std::int64_t step = 0; step < 3 * trainer.run().batches_per_epoch(); ++step) trainer.advance_step();
  EXPECT_EQ(picture.path.back().front(), first_weight());
}

TEST(PictureRun, TheRunsOfOneExperimentStartFromTheSamePoint) {
  const auto experiment = short_experiment();
  const Materials materials(dataset_of(*experiment));
  const RunPicture a = picture_run(experiment, 0, materials);
  const RunPicture b = picture_run(experiment, 1, materials);
  EXPECT_EQ(a.path.front(), b.path.front());
  EXPECT_NE(a.path.back(), b.path.back());
}

TEST(PictureRun, OnlyClassesInAPlaneHaveABoundary) {
  const auto experiment = short_experiment();
  const RunPicture plane = picture_run(experiment, 0, Materials(dataset_of(*experiment)));
  ASSERT_TRUE(plane.boundary);
  EXPECT_EQ(plane.boundary->predicted.size(),
            static_cast<std::size_t>(plane.boundary->resolution * plane.boundary->resolution));
  EXPECT_FALSE(picture_run(experiment, 0, Materials(small_images())).boundary);
}

}  // namespace
}  // namespace lfp::test::picture_run_test
