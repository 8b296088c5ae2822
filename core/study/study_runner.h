#pragma once

#include "core/study/cell_experiments.h"
#include "core/study/materials_cache.h"
#include "core/study/study.h"
#include "core/study/training_result.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace lfp {

/// Runs trainings of a study in its own threads, one trainer per thread, starting on construction. The owner
/// collects the results with take() at any time.
class StudyRunner {
 public:
  /// Starts the trainings with these numbers, in this order, in `jobs` threads.
  StudyRunner(std::shared_ptr<const Study> study, std::vector<std::int64_t> trainings, int jobs);
  /// Stops as stop() does and waits for the threads.
  ~StudyRunner();
  StudyRunner(const StudyRunner&) = delete;
  StudyRunner& operator=(const StudyRunner&) = delete;

  /// Returns the trainings completed since the last call, in order of completion. Waits for up to `wait` if
  /// there is none yet, unless all are completed.
  std::vector<TrainingResult> take(std::chrono::milliseconds wait = {});
  /// Starts no further training, and abandons those in progress within a few steps.
  void stop();
  /// Whether no training is in progress any more and all results were taken.
  bool is_over() const;

 private:
  void work();
  std::optional<std::int64_t> next();
  std::optional<TrainingResult> train(std::int64_t training);

  std::shared_ptr<const Study> study_;
  CellExperiments experiments_;
  MaterialsCache materials_;
  Progress progress_;  // for making materials; cancelled by stop()
  std::atomic<bool> is_stopped_ = false;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::int64_t> waiting_;
  std::size_t begun_ = 0;  // number of started trainings in waiting_
  int working_ = 0;        // threads that are still running
  std::vector<TrainingResult> done_;
  std::vector<std::thread> threads_;
};

/// The usual number of jobs: one per processor core.
int usual_jobs();

}  // namespace lfp
