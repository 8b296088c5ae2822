#pragma once

#include "core/base/scalar.h"

#include <string>

namespace lfp::test {

/// Equal but for the order of summation.
void expect_close(const Matrix& actual, const Matrix& expected, const std::string& what = "",
                  double tolerance = 1e-10);
void expect_close(const Vector& actual, const Vector& expected, const std::string& what = "",
                  double tolerance = 1e-10);

}  // namespace lfp::test
