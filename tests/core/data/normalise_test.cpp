#include "core/data/normalise.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::normalise_test {
namespace {

TEST(PerFeatureNormalisation, MeasuresMeanAndDeviation) {
  const Samples samples{.features = 2, .inputs = {1, 10, 3, 10.5, 5, 11}, .labels = {0, 0, 0}};
  const Normalisation found = per_feature_normalisation(samples);
  EXPECT_FLOAT_EQ(found.mean[0], 3.0F);
  EXPECT_FLOAT_EQ(found.mean[1], 10.5F);
  EXPECT_FLOAT_EQ(found.deviation[0], std::sqrt(8.0F / 3.0F));
  EXPECT_FLOAT_EQ(found.deviation[1], std::sqrt(0.5F / 3.0F));
}

TEST(PerFeatureNormalisation, LeavesAConstantFeatureAtZeroNotInfinity) {
  Samples samples{
      .features = 1, .inputs = std::vector<float>(7, 0.1F), .labels = std::vector<std::int32_t>(7, 0)};
  const Normalisation found = per_feature_normalisation(samples);
  EXPECT_EQ(found.deviation[0], 1.0F);
  normalise(samples, found);
  for (const float value : samples.inputs) EXPECT_EQ(value, 0.0F);
}

TEST(PerFeatureNormalisation, KeepsItsDigitsFarFromZero) {
  const Samples samples{.features = 1, .inputs = {100000.0F, 100001.0F}, .labels = {0, 0}};
  EXPECT_FLOAT_EQ(per_feature_normalisation(samples).deviation[0], 0.5F);
}

TEST(NormalisePerFeature, MeasuresTheTrainingPartAndAppliesItToBoth) {
  Dataset dataset;
  dataset.train = {.features = 1, .inputs = {0, 2}, .labels = {0, 0}};
  dataset.test = {.features = 1, .inputs = {5}, .labels = {0}};
  normalise_per_feature(dataset);
  EXPECT_EQ(dataset.train.inputs, (std::vector<float>{-1, 1}));
  EXPECT_EQ(dataset.test.inputs, (std::vector<float>{4}));
  EXPECT_EQ(dataset.normalisation.raw(dataset.test.inputs[0], 0), 5.0F);
}

TEST(Normalise, WithOneElementHoldsForAllFeatures) {
  Samples samples{.features = 2, .inputs = {0, 1, 0.5F, 0.25F}, .labels = {0, 0}};
  normalise(samples, {.mean = {0.5F}, .deviation = {0.5F}});
  EXPECT_EQ(samples.inputs, (std::vector<float>{-1, 1, 0, -0.5F}));
}

}  // namespace
}  // namespace lfp::test::normalise_test
