#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace lfp {

/// Works on the runs of an experiment side by side, in threads that stay between calls: waking one takes a
/// few microseconds, making one hundreds.
class RunThreads {
 public:
  RunThreads() = default;
  ~RunThreads();
  RunThreads(const RunThreads&) = delete;
  RunThreads& operator=(const RunThreads&) = delete;
  RunThreads(RunThreads&&) = delete;
  RunThreads& operator=(RunThreads&&) = delete;

  /// Calls `work(run)` for every run: the first in this thread, the others beside it, or one after the other.
  /// It must not throw.
  template <class Work>
  void for_each(std::size_t runs, bool side_by_side, const Work& work) {
    if (!side_by_side) {
      for (std::size_t run = 0; run < runs; ++run) work(run);
      return;
    }
    start(runs, {.call = [](const void* what, std::size_t run) { (*static_cast<const Work*>(what))(run); },
                 .what = &work});
    work(0);
    finish();
  }

 private:
  struct Task {
    void (*call)(const void* what, std::size_t run) = nullptr;
    const void* what = nullptr;
  };
  /// Works on one run, a call after the other.
  struct Member {
    std::size_t run = 0;
    std::atomic<std::uint32_t> calls = 0;  // so far, with the one to come
    std::atomic<bool> ends = false;
    std::jthread thread;
  };

  void start(std::size_t runs, const Task& task);
  void finish();
  void work(Member& member);

  Task task_;
  std::atomic<std::uint32_t> busy_ = 0;  // members that have not done the current call
  std::vector<std::unique_ptr<Member>> members_;
};

}  // namespace lfp
