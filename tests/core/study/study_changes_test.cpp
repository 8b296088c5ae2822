#include "core/study/study_changes.h"

#include "core/experiment/with_values.h"
#include "core/files/csv_text.h"
#include "core/study/cell_experiments.h"
#include "tests/support/error_text.h"
#include "tests/support/small_experiment.h"
#include "tests/support/small_study.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::study_changes_test {
namespace {

RC_GTEST_PROP(StudyChanges, ANumberSetDirectlyIsTheOneSetByItsPath, ()) {
  const auto path = *rc::gen::element<std::string>(
      "runs[0].optimiser.learning_rate", "runs[1].optimiser.momentum", "runs[0].rule.epsilon",
      "dataset.noise", "dataset.samples", "network.layers[0].units", "runs[0].optimiser.nothing",
      "runs[7].rule.epsilon");
  const std::string value = shortest(static_cast<double>(*rc::gen::inRange(-5, 400)) / 100.0);
  const Experiment before = parse_experiment(to_json(small_experiment()), "");
  Experiment set = before;
  const bool is_set = set_number(set, {.path = path, .value = value});
  std::optional<Experiment> expected;
  const std::string failure = error_text([&] { expected = with_value(before, path, value); });
  if (is_set) {
    RC_ASSERT(failure.empty());
    RC_ASSERT(set == *expected);
  } else {
    RC_ASSERT(set == before);
  }
}

TEST(StudyChanges, NamesAreSetBeforeTheirSettings) {
  const Experiment changed = with_changes(small_experiment(), {{.path = "runs[0].rule.gamma", .value = "0.5"},
                                                               {.path = "runs[0].rule", .value = "gamma"}});
  EXPECT_EQ(changed.runs[0].rule.name, "gamma");
  EXPECT_EQ(changed.runs[0].rule.settings.real("gamma"), 0.5);
}

TEST(StudyChanges, DepthRepeatsTheLastHiddenLayerOrDropsSome) {
  const Experiment before = small_experiment();
  const auto& layers = before.network.layers;
  const Experiment deep = with_changes(before, {{.path = "network.depth", .value = "5"}});
  ASSERT_EQ(deep.network.layers.size(), 6U);
  EXPECT_EQ(deep.network.layers[4], layers[layers.size() - 2]);
  EXPECT_EQ(deep.network.layers.back(), layers.back());
  const Experiment flat = with_changes(before, {{.path = "network.depth", .value = "0"}});
  EXPECT_EQ(flat.network.layers, std::vector{layers.back()});
  EXPECT_NE(
      error_text([&] { with_changes(flat, {{.path = "network.depth", .value = "2"}}); }).find("single layer"),
      std::string::npos);
  EXPECT_NE(error_text([&] {
              with_changes(before, {{.path = "network.depth", .value = "-1"}});
            }).find("out of range"),
            std::string::npos);
}

TEST(StudyChanges, WidthIsThatOfEveryLayerButTheLast) {
  const Experiment wide = with_changes(
      small_experiment(), {{.path = "network.width", .value = "9"}, {.path = "network.depth", .value = "3"}});
  ASSERT_EQ(wide.network.layers.size(), 4U);
  for (std::size_t layer = 0; layer < 3; ++layer)
    EXPECT_EQ(wide.network.layers[layer].kind.settings.integer("units"), 9);
  EXPECT_EQ(wide.network.layers.back().kind.settings.integer("units"), 2);
}

TEST(CellExperiments, AreThoseThatTheChangesMake) {
  const auto study = std::make_shared<const Study>(
      study_over(R"([ { "path": "runs[0].rule", "values": ["epsilon", "gamma"] },
                      { "path": "runs[0].rule.epsilon", "values": [0.1, 0.2] },
                      { "path": "network.depth", "values": [1, 2] } ])"));
  CellExperiments experiments(study);
  for (std::int64_t cell = 0; cell < study->cells(); ++cell) {
    std::vector<ValueChange> changes;
    for (std::size_t axis = 0; axis < 3; ++axis)
      for (const ValueChange& change : study->axes[axis].at(study->position_of(cell)[axis]).changes)
        changes.push_back(change);
    std::optional<Experiment> expected;
    const std::string reason = error_text([&] { expected = with_changes(study->experiment, changes); });
    std::optional<Experiment> made;
    EXPECT_EQ(error_text([&] { made = experiments.experiment(cell, 4); }), reason);
    if (!reason.empty()) continue;
    expected->seed = 4;
    EXPECT_EQ(*made, *expected);
  }
}

}  // namespace
}  // namespace lfp::test::study_changes_test
