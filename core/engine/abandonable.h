#pragma once

#include "core/base/progress.h"

#include <chrono>
#include <future>
#include <list>
#include <thread>
#include <utility>

namespace lfp {

/// Work that can be abandoned as soon as it is cancelled, however long its single pieces take: it runs in a
/// thread of its own, which owns all that it needs and whose result is then dropped.
class Abandonable {
 public:
  /// What `work` returns or throws; throws Cancelled a moment after `progress` was cancelled.
  template <class Work>
  auto run(const Progress& progress, Work work) -> decltype(work()) {
    std::erase_if(threads_, [](const Thread& each) {
      return each.is_done.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto result = task.get_future();
    std::promise<void> done;
    Thread thread{.is_done = done.get_future(), .thread = {}};
    thread.thread = std::jthread([task = std::move(task), done = std::move(done)]() mutable {
      task();
      task = {};  // this frees all that the work held
      done.set_value();
    });
    threads_.push_back(std::move(thread));
    while (result.wait_for(look_interval) != std::future_status::ready)
      if (progress.is_cancelled()) throw Cancelled();
    return result.get();
  }

 private:
  static constexpr std::chrono::milliseconds look_interval{20};

  struct Thread {
    std::future<void> is_done;
    std::jthread thread;
  };
  std::list<Thread> threads_;  // joined at the end
};

}  // namespace lfp
