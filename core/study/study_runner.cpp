#include "core/study/study_runner.h"

#include "core/base/error.h"
#include "core/base/product.h"
#include "core/study/measure.h"
#include "core/study/train_cell.h"

#include <algorithm>
#include <new>
#include <utility>

#include <malloc.h>

namespace lfp {
namespace {

/// Data sets and known weights that are cached in addition to those in use.
constexpr std::size_t spare_materials = 2;

/// Memory freed by one training is kept for the next: the system takes and gives it page by page, which costs
/// up to a tenth of the time of short trainings.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int most_kept = 64 << 20;  // bytes at the end of each thread's memory
  mallopt(M_TRIM_THRESHOLD, most_kept);
#endif
}

}  // namespace

StudyRunner::StudyRunner(std::shared_ptr<const Study> study, std::vector<std::int64_t> trainings, int jobs)
    : study_(std::move(study)),
      experiments_(study_),
      materials_(static_cast<std::size_t>(jobs) + spare_materials),
      waiting_(std::move(trainings)),
      working_(jobs) {
  use_one_thread_a_product();
  keep_freed_memory();
  for (int job = 0; job < jobs; ++job) threads_.emplace_back([this] { work(); });
}

StudyRunner::~StudyRunner() {
  stop();
  for (std::thread& thread : threads_) thread.join();
}

void StudyRunner::stop() {
  is_stopped_ = true;
  progress_.cancel();
}

std::optional<std::int64_t> StudyRunner::next() {
  const std::lock_guard lock(mutex_);
  if (is_stopped_ || begun_ == waiting_.size()) return std::nullopt;
  return waiting_[begun_++];
}

void StudyRunner::work() {
  while (const auto training = next()) {
    auto result = train(*training);
    if (!result) break;
    const std::lock_guard lock(mutex_);
    done_.push_back(*std::move(result));
    changed_.notify_all();
  }
  const std::lock_guard lock(mutex_);
  --working_;
  changed_.notify_all();
}

std::optional<TrainingResult> StudyRunner::train(std::int64_t training) {
  std::optional<TrainingResult> result;
  try {
    const auto experiment = std::make_shared<const Experiment>(
        experiments_.experiment(study_->cell_of(training), study_->seed_of(training)));
    result = train_cell(experiment, materials_.materials_of(*experiment, progress_),
                        {.target = study_->target, .curves_of_layers = tell_of_layers(study_->measures)},
                        [this] { return is_stopped_.load(std::memory_order_relaxed); });
  } catch (const Error& error) {
    result.emplace().failure = error.what();
  } catch (const Cancelled&) {
    return std::nullopt;
  } catch (const std::bad_alloc&) {
    result.emplace().failure = "the memory does not suffice for this network and these data";
  }
  if (result) result->training = training;
  return result;
}

std::vector<TrainingResult> StudyRunner::take(std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, wait, [this] { return !done_.empty() || working_ == 0; });
  return std::exchange(done_, {});
}

bool StudyRunner::is_over() const {
  const std::lock_guard lock(mutex_);
  return working_ == 0 && done_.empty();
}

int usual_jobs() {
  return std::max(static_cast<int>(std::thread::hardware_concurrency()), 1);
}

}  // namespace lfp
