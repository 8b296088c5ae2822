#pragma once

#include "core/base/scalar.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace lfp::test {

/// Equal but for the order of summation.
template <class Numbers>
void expect_close(const Numbers& actual, const Numbers& expected, const std::string& what = "",
                  double tolerance = 1e-10) {
  ASSERT_EQ(actual.rows(), expected.rows()) << what;
  ASSERT_EQ(actual.cols(), expected.cols()) << what;
  for (Index i = 0; i < actual.size(); ++i)
    ASSERT_NEAR(actual.data()[i], expected.data()[i],
                tolerance * std::max(1.0, std::abs(static_cast<double>(expected.data()[i]))))
        << what << ", number " << i;
}

}  // namespace lfp::test
