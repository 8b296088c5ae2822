#include "tests/support/expect_close.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test {
namespace {

template <class Numbers>
void expect_all_close(const Numbers& actual, const Numbers& expected, const std::string& what,
                      double tolerance) {
  ASSERT_EQ(actual.rows(), expected.rows()) << what;
  ASSERT_EQ(actual.cols(), expected.cols()) << what;
  for (Index i = 0; i < actual.size(); ++i)
    ASSERT_NEAR(actual.data()[i], expected.data()[i],
                tolerance * std::max(1.0, std::abs(static_cast<double>(expected.data()[i]))))
        << what << ", number " << i;
}

}  // namespace

void expect_close(const Matrix& actual, const Matrix& expected, const std::string& what, double tolerance) {
  expect_all_close(actual, expected, what, tolerance);
}

void expect_close(const Vector& actual, const Vector& expected, const std::string& what, double tolerance) {
  expect_all_close(actual, expected, what, tolerance);
}

}  // namespace lfp::test
