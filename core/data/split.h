#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lfp {

/// The row indices of the two splits, each in random order.
struct Split {
  std::vector<std::int32_t> train;
  std::vector<std::int32_t> test;
};

/// Splits the rows so that `test_fraction` of them, and of each class, are test samples. A class with two or
/// more samples is in both splits; one with a single sample is in the training split. The random order comes
/// from the seed's RandomStream::split. Labels must be in 0 .. classes - 1.
Split stratified_split(std::span<const std::int32_t> labels, std::int32_t classes, double test_fraction,
                       std::uint64_t seed);

/// The same for samples without classes: each split gets at least one row if there are two or more.
Split random_split(std::int64_t count, double test_fraction, std::uint64_t seed);

/// Returns the given rows of `all`, in the given order.
Samples rows_of(const Samples& all, std::span<const std::int32_t> rows);

/// Throws Error at `place`, naming the class, if a label in the test split never occurs in training.
void check_test_labels(const Dataset& dataset, const std::string& place, const std::string& remedy);

}  // namespace lfp
