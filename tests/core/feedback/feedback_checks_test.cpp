#include "tests/support/error_text.h"
#include "tests/support/feedback_case.h"

#include <set>

#include <gtest/gtest.h>

namespace lfp::test::feedback_checks_test {
namespace {

constexpr OutputKind three_classes{.outputs = 3, .classes = 3};
constexpr OutputKind four_outputs{.outputs = 4, .classes = 3};
constexpr OutputKind two_by_one{.outputs = 1, .classes = 2};
constexpr OutputKind three_values{.outputs = 3, .classes = 0};
constexpr OutputKind three_spiking{.outputs = 3, .classes = 3, .steps = 5, .is_spiking = true};

std::string check_text(const Choice& choice, const OutputKind& kind) {
  return error_text([&] { test::make_feedback(choice)->check(kind, "runs[0].feedback"); });
}

std::set<std::string> accepting(const OutputKind& kind) {
  std::set<std::string> names;
  for (const auto& entry : feedback_entries())
    if (check_text(choose(entry.info.name), kind).empty()) names.insert(entry.info.name);
  return names;
}

TEST(FeedbackCheck, values_suit_only_functions_that_need_no_classes) {
  EXPECT_EQ(accepting(three_values), (std::set<std::string>{"squared_error", "maximize_neuron",
                                                            "minimize_neuron", "human", "formula"}));
}

TEST(FeedbackCheck, two_classes_may_be_told_by_one_output) {
  EXPECT_EQ(accepting(two_by_one),
            (std::set<std::string>{"binary_sigmoid", "squared_error", "maximize_neuron", "minimize_neuron",
                                   "human", "formula"}));
}

TEST(FeedbackCheck, an_output_for_each_class_suits_all_but_two) {
  const auto names = accepting(three_classes);
  EXPECT_EQ(names.size(), feedback_entries().size() - 2);
  EXPECT_FALSE(names.contains("binary_sigmoid"));
  EXPECT_FALSE(names.contains("snn_rate_coded"));
}

TEST(FeedbackCheck, spikes_suit_the_spike_rate_too) {
  EXPECT_TRUE(accepting(three_spiking).contains("snn_rate_coded"));
}

TEST(FeedbackCheck, says_that_values_are_no_classes) {
  EXPECT_EQ(check_text(choose("focal"), three_values),
            "runs[0].feedback: this feedback function needs classes, but the targets are values. Choose "
            "squared_error, human or formula, or data with classes.");
}

TEST(FeedbackCheck, says_how_many_outputs_are_needed) {
  const std::string expected =
      "runs[0].feedback: this feedback function needs an output for each of the 3 classes, but the network "
      "has "
      "4. Give the last layer 3 units.";
  EXPECT_EQ(check_text(choose("margin"), four_outputs), expected);
  EXPECT_EQ(check_text(choose("squared_error"), four_outputs), expected);
  EXPECT_EQ(check_text(choose("formula"), four_outputs), expected);
  EXPECT_EQ(check_text(choose("snn_rate_coded"), four_outputs), expected);
}

TEST(FeedbackCheck, says_what_the_binary_sigmoid_needs) {
  EXPECT_EQ(check_text(choose("binary_sigmoid"), three_classes),
            "runs[0].feedback: this feedback function tells two classes apart, but the data have 3. Choose "
            "softmax or sigmoid, or data with two classes.");
  EXPECT_EQ(
      check_text(choose("binary_sigmoid"), three_values),
      "runs[0].feedback: this feedback function tells two classes apart, but the data have values instead. "
      "Choose squared_error, human or formula, or data with two classes.");
  EXPECT_EQ(
      check_text(choose("binary_sigmoid"), {.outputs = 2, .classes = 2}),
      "runs[0].feedback: this feedback function needs a single output, but the network has 2. Give the last "
      "layer 1 unit, or choose softmax or sigmoid.");
}

TEST(FeedbackCheck, says_that_the_spike_rate_needs_spikes) {
  EXPECT_EQ(check_text(choose("snn_rate_coded"), three_classes),
            "runs[0].feedback: this feedback function counts spikes, but the outputs are not spikes. End the "
            "network with a spiking layer, or choose softmax or sigmoid.");
}

TEST(HumanFeedback, names_the_value_that_is_missing_or_too_many) {
  EXPECT_EQ(
      check_text(choose("human", {{"values", "1, 0"}}), three_values),
      "runs[0].feedback.values: value 3 is missing: the network has 3 outputs. Give 3 numbers separated by "
      "commas.");
  EXPECT_EQ(check_text(choose("human", {{"values", "1, 0, 2"}}), two_by_one),
            "runs[0].feedback.values: value 2 is too many: the network has 1 output. Give 1 number.");
  EXPECT_EQ(check_text(choose("human", {{"values", "1, 0, 2"}}), three_classes), "");
}

struct BadValues {
  const char* values;
  const char* problem;
};

class HumanValues : public testing::TestWithParam<BadValues> {};

TEST_P(HumanValues, that_are_no_numbers_are_refused_by_position) {
  EXPECT_EQ(error_text([] {
              test::make_feedback(choose("human", {{"values", GetParam().values}}));
            }),
            std::string("feedback.values: ") + GetParam().problem +
                ". Give a number for each output, such as 1, 0, -1.");
}

INSTANTIATE_TEST_SUITE_P(Texts, HumanValues,
                         testing::Values(BadValues{"1, x, 2", "value 2, \"x\", is no number"},
                                         BadValues{"1 2", "value 1, \"1 2\", is no number"},
                                         BadValues{"nan", "value 1, \"nan\", is no number"},
                                         BadValues{"0, inf", "value 2, \"inf\", is no number"},
                                         BadValues{"1e999", "value 1, \"1e999\", is no number"},
                                         BadValues{"+-1", "value 1, \"+-1\", is no number"},
                                         BadValues{"+", "value 1, \"+\", is no number"},
                                         BadValues{"1, 0,", "value 3 is missing"},
                                         BadValues{",1", "value 1 is missing"}));

}  // namespace
}  // namespace lfp::test::feedback_checks_test
