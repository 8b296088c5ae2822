#pragma once

#include <cstddef>
#include <thread>
#include <vector>

namespace lfp {

/// Calls `work(run)` for every run: the first in this thread, the others beside it in threads of their own,
/// or one after the other. It must not throw.
template <class Work>
void for_each_run(std::size_t runs, bool side_by_side, const Work& work) {
  std::vector<std::jthread> others;
  for (std::size_t run = 1; run < runs && side_by_side; ++run) others.emplace_back(work, run);
  for (std::size_t run = 0; run < (side_by_side ? 1 : runs); ++run) work(run);
}

}  // namespace lfp
