#include "app/headless/train_progress.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>
#include <utility>

#include <unistd.h>

namespace lfp {
namespace {

std::string bar(double fraction) {
  constexpr std::size_t length = 24;
  const auto full = static_cast<std::size_t>(fraction * static_cast<double>(length));
  return "[" + std::string(full, '#') + std::string(length - full, '.') + "]";
}

}  // namespace

std::string percent(double fraction, int decimals) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f %%", decimals, 100.0 * fraction);
  return text.data();
}

std::string score(double score, bool of_values) {
  if (!of_values) return percent(score);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", score);
  return text.data();
}

std::optional<std::int64_t> steps_until_stop(const StopSpec& stop, std::int64_t batches_per_epoch) {
  std::optional<std::int64_t> steps = stop.steps;
  if (stop.epochs) {
    const auto by_epochs = *stop.epochs * batches_per_epoch;
    steps = steps ? std::min(*steps, by_epochs) : by_epochs;
  }
  return steps;
}

TrainProgress::TrainProgress(std::vector<std::string> runs, std::optional<std::int64_t> total_steps,
                             bool of_values, bool is_quiet)
    : style_(is_quiet                     ? Style::none
             : isatty(STDERR_FILENO) == 1 ? Style::bar
                                          : Style::lines),
      runs_(std::move(runs)),
      total_steps_(total_steps),
      of_values_(of_values) {}

TrainProgress::~TrainProgress() {
  if (is_drawn_) std::cerr << std::endl;
}

void TrainProgress::show(const Lockstep& lockstep) {
  const auto& position = lockstep.position();
  if (style_ == Style::bar) draw_bar(lockstep);
  if (style_ == Style::lines && position.epoch > shown_epoch_)
    std::cout << "epoch " << position.epoch << "  step " << position.step << "  test "
              << (of_values_ ? "R²" : "accuracy") << ": " << scores(lockstep) << std::endl;
  shown_epoch_ = position.epoch;
}

std::string TrainProgress::scores(const Lockstep& lockstep) const {
  std::string text;
  for (std::size_t run = 0; run < runs_.size(); ++run)
    text += (text.empty() ? "" : ", ") + runs_[run] + " " + score(lockstep.test_accuracy(run), of_values_);
  return text;
}

void TrainProgress::draw_bar(const Lockstep& lockstep) {
  const auto now = std::chrono::steady_clock::now();
  const auto& position = lockstep.position();
  const bool is_last = position.step == total_steps_ || lockstep.has_diverged();
  if (now < next_draw_ && !is_last) return;
  next_draw_ = now + std::chrono::milliseconds(100);
  is_drawn_ = true;
  std::cerr << "\r";
  if (total_steps_) {
    const double fraction = static_cast<double>(position.step) / static_cast<double>(*total_steps_);
    std::cerr << bar(fraction) << " " << static_cast<int>(100.0 * fraction) << " %  step " << position.step
              << "/" << *total_steps_;
  } else {
    std::cerr << "step " << position.step;
  }
  std::cerr << "  epoch " << position.epoch << "  " << scores(lockstep) << "\033[K" << std::flush;
}

}  // namespace lfp
