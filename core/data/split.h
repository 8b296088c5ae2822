#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lfp {

/// Row indices of the two parts, each in random order.
struct Split {
  std::vector<std::int32_t> train;
  std::vector<std::int32_t> test;
};

/// Deals out the rows so that `test_fraction` of them, and of each class, are for testing. A class of two or
/// more samples is in both parts; a class of one is trained on. Depends on the seed through
/// RandomStream::split. Labels lie in 0 .. classes - 1.
Split stratified_split(std::span<const std::int32_t> labels, std::int32_t classes, double test_fraction,
                       std::uint64_t seed);

/// The same for samples without classes: at least one row in each part of two or more.
Split random_split(std::int64_t count, double test_fraction, std::uint64_t seed);

/// The given rows of `all`, in the given order.
Samples rows_of(const Samples& all, std::span<const std::int32_t> rows);

/// Throws Error at `place` if a label of the test part never occurs in training, naming the class.
void check_test_labels(const Dataset& dataset, const std::string& place, const std::string& remedy);

}  // namespace lfp
