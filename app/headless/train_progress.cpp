#include "app/headless/train_progress.h"

#include "app/headless/number_text.h"
#include "app/headless/progress_bar.h"
#include "core/experiment/stop.h"

#include <algorithm>
#include <iostream>
#include <utility>

#include <unistd.h>

namespace lfp {
TrainProgress::TrainProgress(StandardOutput& out, const Experiment& experiment, std::int64_t epochs,
                             bool of_values, bool is_quiet)
    : out_(out),
      style_(is_quiet                     ? Style::none
             : isatty(STDERR_FILENO) == 1 ? Style::bar
                                          : Style::lines),
      stop_(experiment.stop),
      of_values_(of_values),
      shown_epoch_(epochs) {
  for (const auto& run : experiment.runs) runs_.push_back(run.name);
}

TrainProgress::~TrainProgress() {
  if (is_drawn_) std::cerr << std::endl;
}

void TrainProgress::show(const Lockstep& lockstep) {
  const auto epoch = lockstep.position().epoch;
  if (style_ == Style::bar) draw_bar(lockstep);
  if (style_ == Style::lines && epoch > shown_epoch_) print_line(lockstep);
  shown_epoch_ = epoch;
}

void TrainProgress::print_line(const Lockstep& lockstep) {
  const auto& position = lockstep.position();
  out_.print("epoch " + std::to_string(position.epoch) + "  step " + std::to_string(position.step) +
             "  test " + (of_values_ ? "R²" : "accuracy") + ": " + scores(lockstep) + "\n");
}

std::string TrainProgress::scores(const Lockstep& lockstep) const {
  std::string text;
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    const auto& divergence = lockstep.run(run).divergence;
    text += (text.empty() ? "" : ", ") + runs_[run] + " " +
            (divergence ? "diverged at step " + std::to_string(divergence->step)
                        : score(lockstep.run(run).evaluation.accuracy, of_values_));
  }
  return text;
}

void TrainProgress::draw_bar(const Lockstep& lockstep) {
  const auto now = std::chrono::steady_clock::now();
  const auto& position = lockstep.position();
  const auto total_steps = last_step(stop_, position.batches_per_epoch);
  if (now < next_draw_ && !lockstep.is_finished()) return;
  next_draw_ = now + std::chrono::milliseconds(100);
  is_drawn_ = true;
  std::cerr << "\r";
  if (total_steps) {
    const double fraction = std::min(1.0, static_cast<double>(position.step) /
                                              static_cast<double>(std::max<std::int64_t>(*total_steps, 1)));
    std::cerr << progress_bar(fraction) << " " << static_cast<int>(100.0 * fraction) << " %  step "
              << position.step << "/" << *total_steps;
  } else {
    std::cerr << "step " << position.step;
  }
  std::cerr << "  epoch " << position.epoch << "  " << scores(lockstep) << "\033[K" << std::flush;
}

}  // namespace lfp
