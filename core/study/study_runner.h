#pragma once

#include "core/study/cell_experiments.h"
#include "core/study/materials_cache.h"
#include "core/study/study.h"
#include "core/study/training_result.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace lfp {

/// Does trainings of a study in threads of its own, one trainer a thread, from the moment it is made. Results
/// are taken by whoever made it, when they like.
class StudyRunner {
 public:
  /// Does the trainings of these numbers, in their order, in `jobs` threads.
  StudyRunner(std::shared_ptr<const Study> study, std::vector<std::int64_t> trainings, int jobs);
  /// Ends as after stop().
  ~StudyRunner();
  StudyRunner(const StudyRunner&) = delete;
  StudyRunner& operator=(const StudyRunner&) = delete;

  /// What has been done since the last call, in the order in which it was done. Waits up to `wait` where
  /// there is nothing yet, but not once all is done.
  std::vector<TrainingResult> take(std::chrono::milliseconds wait = {});
  /// Trainings of these cells come first from now on, in their order so far.
  void put_first(const std::function<bool(std::int64_t cell)>& is_wanted);
  /// No new training begins, and those in work are given up within a few steps.
  void stop();
  /// Whether nothing is in work any more and all results were taken.
  bool is_over() const;

 private:
  void work();
  std::optional<std::int64_t> next();
  std::optional<TrainingResult> train(std::int64_t training);

  std::shared_ptr<const Study> study_;
  CellExperiments experiments_;
  MaterialsCache materials_;
  Progress progress_;  // of making materials; cancelled by stop()
  std::atomic<bool> is_stopped_ = false;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::int64_t> waiting_;
  std::size_t begun_ = 0;  // of waiting_
  int working_ = 0;        // threads that have not ended
  std::vector<TrainingResult> done_;
  std::vector<std::thread> threads_;
};

/// As many as the machine has cores for.
int usual_jobs();

}  // namespace lfp
