#include "app/documents/study_computation.h"

#include "core/study/study_order.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace lfp {
namespace {

/// The longest time that a result may wait before it is written.
constexpr std::chrono::milliseconds patience{100};

}  // namespace

StoreInfo store_info_of_program() {
  return {.study = {}, .hash = {}, .program = LFPLAB_VERSION, .shard = {}};
}

StudyComputation::StudyComputation(std::shared_ptr<const Study> study, const std::filesystem::path& file,
                                   int jobs)
    : jobs_(jobs),
      store_(file, *study, store_info_of_program()),
      order_(trainings_in_order(*study, {}, [this](std::int64_t training) { return store_.has(training); })),
      runner_(std::move(study), order_, jobs),
      writer_([this] { write(); }) {}

StudyComputation::~StudyComputation() {
  stop();
}

std::vector<TrainingResult> StudyComputation::stop() {
  runner_.stop();
  if (writer_.joinable()) writer_.join();
  return take();
}

void StudyComputation::write() {
  while (!runner_.is_over()) {
    std::vector<TrainingResult> results = runner_.take(patience);
    if (results.empty()) continue;
    try {
      store_.add_in_portions(results);
    } catch (const Error& error) {
      runner_.stop();
      const std::lock_guard lock(mutex_);
      failure_ = error;
      break;
    }
    for (TrainingResult& result : results)
      for (RunResult& run : result.runs) run.curve = {};
    const std::lock_guard lock(mutex_);
    std::ranges::move(results, std::back_inserter(written_));
  }
  const std::lock_guard lock(mutex_);
  is_over_ = true;
}

std::vector<TrainingResult> StudyComputation::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(written_, {});
}

std::optional<Error> StudyComputation::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

bool StudyComputation::is_over() const {
  const std::lock_guard lock(mutex_);
  return is_over_ && written_.empty();
}

}  // namespace lfp
