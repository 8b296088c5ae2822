#include "core/study/study.h"

#include <cassert>

namespace lfp {
namespace {

std::int64_t bounded_product(std::int64_t a, std::int64_t b) {
  return b > 0 && a > Study::largest_count / b ? Study::largest_count : a * b;
}

}  // namespace

std::int64_t Study::cells() const {
  std::int64_t product = 1;
  for (const Axis& axis : axes) product = bounded_product(product, axis.count());
  return product;
}

std::int64_t Study::trainings() const {
  return bounded_product(cells(), static_cast<std::int64_t>(seeds.size()));
}

std::int64_t Study::cell_of(std::int64_t training) const {
  return training / static_cast<std::int64_t>(seeds.size());
}

std::uint64_t Study::seed_of(std::int64_t training) const {
  return seeds[static_cast<std::size_t>(training) % seeds.size()];
}

std::vector<std::int64_t> Study::position_of(std::int64_t cell) const {
  std::vector<std::int64_t> position(axes.size());
  for (std::size_t axis = axes.size(); axis-- > 0;) {
    position[axis] = cell % axes[axis].count();
    cell /= axes[axis].count();
  }
  return position;
}

std::int64_t Study::cell_at(const std::vector<std::int64_t>& position) const {
  assert(position.size() == axes.size());
  std::int64_t cell = 0;
  for (std::size_t axis = 0; axis < axes.size(); ++axis) cell = cell * axes[axis].count() + position[axis];
  return cell;
}

}  // namespace lfp
