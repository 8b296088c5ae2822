#include "core/training/network_items.h"

#include "core/base/error.h"
#include "tests/support/network_pass.h"
#include "tests/support/random_layer.h"

#include <limits>

#include <gtest/gtest.h>

namespace lfp::test::network_items_test {
namespace {

Network two_layers() {
  return build_network(test::network_spec({test::dense_spec(4, "relu"), test::dense_spec(2, "")}), Shape{3},
                       1);
}

TEST(an_item, is_in_the_network_where_its_layer_unit_and_input_are) {
  const Network network = two_layers();
  EXPECT_TRUE(has_item(network, {.layer = -1, .unit = 2}));
  EXPECT_FALSE(has_item(network, {.layer = -1, .unit = 3}));
  EXPECT_TRUE(has_item(network, {.layer = 0, .unit = 3, .input = 2}));
  EXPECT_FALSE(has_item(network, {.layer = 0, .unit = 3, .input = 3}));
  EXPECT_FALSE(has_item(network, {.layer = 2, .unit = 0}));
}

TEST(an_item, is_a_parameter_where_it_names_a_weight_or_a_bias) {
  const Network network = two_layers();
  EXPECT_TRUE(has_parameter(network, {.layer = 1, .unit = 1, .input = 3}));
  EXPECT_TRUE(has_parameter(network, {.layer = 1, .unit = 1, .input = -1}));
  EXPECT_FALSE(has_parameter(network, {.layer = 1, .unit = 1}));
  EXPECT_FALSE(has_parameter(network, {.layer = -1, .unit = 1}));
}

TEST(the_value_of_a_parameter, is_the_weight_or_the_bias) {
  Network network = two_layers();
  network.block(1).parameters().weight(1, 3) = 5;
  network.block(1).parameters().bias[1] = 7;
  EXPECT_EQ(value_of(network, {.layer = 1, .unit = 1, .input = 3}), 5);
  EXPECT_EQ(value_of(network, {.layer = 1, .unit = 1, .input = -1}), 7);
}

TEST(an_edit, is_refused_where_there_is_no_such_parameter_or_no_such_value) {
  const Network network = two_layers();
  const InspectedItem weight{.layer = 1, .unit = 1, .input = 3};
  EXPECT_NO_THROW(check_edit(network, {.parameter = weight, .value = 1.0}));
  EXPECT_THROW(check_edit(network, {.parameter = weight, .value = std::numeric_limits<double>::infinity()}),
               Error);
  EXPECT_THROW(check_edit(network, {.parameter = {.layer = 1, .unit = 1}, .value = 1.0}), Error);
}

}  // namespace
}  // namespace lfp::test::network_items_test
