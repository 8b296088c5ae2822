#include "core/base/unknown_name.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::unknown_name_test {
namespace {

const std::vector<std::string> known = {"epsilon", "alpha_beta", "learning_rate", "spirals", "sgd"};

TEST(NearestName, FindsMisspeltNames) {
  EXPECT_EQ(nearest_name("epsilom", known), "epsilon");
  EXPECT_EQ(nearest_name("espilon", known), "epsilon") << "two letters swapped";
  EXPECT_EQ(nearest_name("spiral", known), "spirals");
  EXPECT_EQ(nearest_name("Alpha-Beta", known), "alpha_beta");
  EXPECT_EQ(nearest_name("learningrate", known), "learning_rate");
}

TEST(NearestName, KnowsShortForms) {
  EXPECT_EQ(nearest_name("lr", known), "learning_rate");
  EXPECT_EQ(nearest_name("eps", known), "epsilon");
  EXPECT_EQ(nearest_name("beta", known), "alpha_beta");
}

TEST(NearestName, SaysNothingOfForeignWords) {
  EXPECT_EQ(nearest_name("banana", known), "");
  EXPECT_EQ(nearest_name("", known), "");
  EXPECT_EQ(nearest_name("x", known), "");
}

TEST(RemedyFor, AsksAndLists) {
  EXPECT_EQ(remedy_for("sdg", known),
            "Did you mean sgd? Choose one of: epsilon, alpha_beta, learning_rate, spirals, sgd");
  EXPECT_EQ(remedy_for("banana", known).find("Did you mean"), std::string::npos);
}

TEST(UnknownKey, NamesThePlace) {
  const UnknownKey error("runs[0].rule.epsilom", "epsilom", known);
  EXPECT_EQ(error.place(), "runs[0].rule.epsilom");
  EXPECT_EQ(error.problem(), "the key is not known");
  EXPECT_TRUE(error.remedy().starts_with("Did you mean epsilon? Remove it, or use one of: "))
      << error.remedy();
}

}  // namespace
}  // namespace lfp::test::unknown_name_test
