#include "core/optimisers/sign_record.h"

#include "core/optimisers/optimiser.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace lfp::test::sign_record_test {
namespace {

Parameters one_weight(Scalar value) {
  return {.weight = Matrix::Constant(1, 1, value), .bias = Vector()};
}

/// Moves a single weight through `values` with plain steps and tells what its signs record.
SignRecord walk(Scalar start, std::initializer_list<Scalar> values) {
  Settings settings;
  settings.set("learning_rate", 1.0);
  const auto sgd = make_from(optimiser_entries(), Choice{.name = "sgd", .settings = settings}, "test");
  Parameters parameters = one_weight(start);
  OptimiserState state = sgd->make_state(parameters);
  SignRecord signs(parameters);
  UpdateStep step;
  for (const Scalar value : values) {
    sgd->update(step, one_weight(value - parameters.weight(0, 0)), state, parameters, signs);
    EXPECT_EQ(parameters.weight(0, 0), value);
    ++step.step;
  }
  return signs;
}

TEST(sign_record, counts_flips_and_remembers_the_last_step) {
  const SignRecord signs = walk(1, {-1, -2, 2, 3});
  EXPECT_EQ(signs.flips()[0], 2U);
  EXPECT_EQ(signs.last_flip_step()[0], 3U);
  EXPECT_EQ(signs.flipped(), 0) << "the weight is back on its first side";
}

TEST(sign_record, remembers_the_first_step_and_the_direction_of_the_last) {
  const SignRecord signs = walk(1, {2, -1, -2, 2});
  EXPECT_EQ(signs.first_flip_step()[0], 2U);
  EXPECT_EQ(signs.last_flip_step()[0], 4U);
  EXPECT_EQ(signs.flips_to_negative(), 1);
  EXPECT_EQ(signs.flips_to_positive(), 1);
}

TEST(sign_record, counts_directions_step_by_step) {
  SignRecord signs(one_weight(1));
  signs.begin_step();
  signs.note(0, 1, -1, 1);
  EXPECT_EQ(signs.flips_to_negative(), 1);
  signs.begin_step();
  EXPECT_EQ(signs.flips_to_negative(), 0);
  signs.note(0, -1, 1, 2);
  EXPECT_EQ(signs.flips_to_positive(), 1);
}

TEST(sign_record, knows_at_every_step_which_weights_are_on_the_other_side) {
  // By definition sg(now) * sg(first) < 0: a weight at zero is on neither side.
  for (const Scalar side : {Scalar{1}, Scalar{-1}}) {
    EXPECT_EQ(walk(side, {-side}).flipped(), 1);
    EXPECT_EQ(walk(side, {-side, 0}).flipped(), 0);
    EXPECT_EQ(walk(side, {-side, 0, side}).flipped(), 0);
    EXPECT_EQ(walk(side, {-side, 0, -side}).flipped(), 1);
    EXPECT_EQ(walk(side, {0}).flipped(), 0);
    EXPECT_EQ(walk(side, {0, -side}).flipped(), 1);
  }
  EXPECT_EQ(walk(0, {1, -1, 0}).flipped(), 0);
}

TEST(sign_record, counts_a_flip_that_rests_at_zero_once) {
  for (const Scalar side : {Scalar(1), Scalar(-1)}) {
    const SignRecord signs = walk(side, {0, -side});
    EXPECT_EQ(signs.flips()[0], 1U);
    EXPECT_EQ(signs.last_flip_step()[0], 2U);
    EXPECT_EQ(signs.flipped(), 1);
  }
}

TEST(sign_record, does_not_count_a_return_from_zero) {
  const SignRecord signs = walk(-1, {0, -1});
  EXPECT_EQ(signs.flips()[0], 0U);
  EXPECT_EQ(signs.flipped(), 0);
}

/// Moves every weight at random, to either side of zero, and notes each change of a sign bit.
void wander(Parameters& parameters, SignRecord& signs, std::int64_t step, std::mt19937& random) {
  for (Index i = 0; i < parameters.weight.size(); ++i) {
    Scalar& weight = parameters.weight.data()[i];
    const Scalar before = weight;
    weight = random() % 3 == 0 ? Scalar(-1) : Scalar(2);
    if (std::signbit(before) != std::signbit(weight))
      signs.note(static_cast<std::size_t>(i), before, weight, step);
  }
}

void expect_same(const SignRecord& one, const SignRecord& other) {
  EXPECT_EQ(one.flips(), other.flips());
  EXPECT_EQ(one.first_flip_step(), other.first_flip_step());
  EXPECT_EQ(one.last_flip_step(), other.last_flip_step());
  EXPECT_EQ(one.flipped(), other.flipped());
  for (std::size_t i = 0; i < one.flips().size(); ++i) {
    EXPECT_EQ(one.flips_of(i).count, other.flips()[i]);
    EXPECT_EQ(one.flips_of(i).first_step, other.first_flip_step()[i]);
    EXPECT_EQ(one.flips_of(i).last_step, other.last_flip_step()[i]);
  }
}

TEST(sign_record, goes_on_from_a_copy_or_from_its_parts_as_it_would_have_itself) {
  std::mt19937 random(5);
  Parameters parameters{.weight = Matrix::Constant(5, 7, 1), .bias = Vector()};
  SignRecord whole(parameters);
  for (std::int64_t step = 1; step <= 3; ++step) wander(parameters, whole, step, random);
  SignRecord copy(one_weight(1));
  copy = whole;
  SignRecord read(whole.parts(), parameters);
  expect_same(copy, whole);
  expect_same(read, whole);
  for (SignRecord* record : {&copy, &read}) {
    Parameters there = parameters;
    std::mt19937 again = random;
    for (std::int64_t step = 4; step <= 9; ++step) wander(there, *record, step, again);
  }
  for (std::int64_t step = 4; step <= 9; ++step) wander(parameters, whole, step, random);
  expect_same(copy, whole);
  expect_same(read, whole);
}

TEST(sign_record, tells_flipped_to_zero_and_from_zero_apart) {
  Parameters start{.weight = Matrix(1, 4), .bias = Vector(2)};
  start.weight << 1, -1, 2, 0;
  start.bias << 0, 3;
  const SignRecord signs(start);
  Parameters now = start;
  now.weight << -1, 0, 2, 5;
  now.bias << 0, -3;
  const SignChanges weights = signs.compare_weights(now);
  EXPECT_EQ(weights.flipped, 1);
  EXPECT_EQ(weights.to_zero, 1);
  EXPECT_EQ(weights.from_zero, 1);
  EXPECT_EQ(weights.total, 4);
  EXPECT_EQ(signs.compare(now).flipped, 2);
  EXPECT_EQ(signs.compare(now).total, 6);
}

}  // namespace
}  // namespace lfp::test::sign_record_test
