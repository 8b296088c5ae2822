#include "core/training/past.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace lfp {
namespace {

/// Training since the last key frame is what going back has to repeat: short enough to be answered at once.
constexpr double replay_seconds = 0.04;
/// The part of the time that may go into keeping key frames.
constexpr double keeping_share = 0.05;
/// Steps over which key frames lie evenly.
constexpr std::int64_t recent_steps = 1000;
/// How much less a gap counts where it lies further back: so that most frames are recent ones.
constexpr double age_weight = 8;
constexpr std::size_t most_frames = 128;

/// Calls `note(address, bytes)` for every block of memory that the frame holds.
template <class Note>
void visit_blocks(const KeyFrame& frame, const Note& note) {
  for (const KeyFrame::Run& run : frame.runs) {
    note(run.state.get(), run.state->bytes());
    run.state->record.visit_blocks(note);
  }
}

}  // namespace

std::size_t KeyFrame::bytes() const {
  std::size_t bytes = 0;
  visit_blocks(*this, [&bytes](const void* /*what*/, std::size_t size) { bytes += size; });
  return bytes;
}

std::vector<RunSpec> PastParts::specs_after(std::size_t interventions_done) const {
  std::vector<RunSpec> specs;
  for (const KeyFrame::Run& run : frames.front().runs) specs.push_back(run.spec);
  for (std::size_t i = frames.front().interventions; i < interventions_done; ++i)
    if (const auto* spec = std::get_if<RunSpec>(&interventions[i].what)) specs[interventions[i].run] = *spec;
  return specs;
}

void Past::keep(KeyFrame frame, double seconds) {
  due_seconds_ = std::max(replay_seconds, seconds / keeping_share);
  reach(frame.step);
  const auto place =
      std::upper_bound(frames_.begin(), frames_.end(), frame.step,
                       [](std::int64_t step, const KeyFrame& known) { return step < known.step; });
  const auto index = static_cast<std::size_t>(place - frames_.begin());
  frames_.insert(place, std::move(frame));
  // A run changed or taught without a step in between: the later state tells more. The first stays.
  if (index > 1 && frames_[index - 1].step == frames_[index].step) let_go(index - 1);
  bytes_ = count_bytes();
  thin_out();
}

const KeyFrame& Past::before(std::int64_t step) const {
  assert(!frames_.empty());
  const auto later =
      std::upper_bound(frames_.begin(), frames_.end(), step,
                       [](std::int64_t wanted, const KeyFrame& frame) { return wanted < frame.step; });
  return later == frames_.begin() ? frames_.front() : *std::prev(later);
}

std::shared_ptr<TrainerState> Past::room() {
  if (rooms_.empty()) return std::make_shared<TrainerState>();
  auto room = std::move(rooms_.back());
  rooms_.pop_back();
  return room;
}

void Past::cut(std::int64_t step, std::size_t interventions) {
  interventions_.resize(std::min(interventions, interventions_.size()));
  std::size_t kept = frames_.size();
  while (kept > 1 && (frames_[kept - 1].step > step || frames_[kept - 1].interventions > interventions))
    let_go(--kept);
  reached_ = step;
  bytes_ = count_bytes();
}

PastParts Past::parts(std::size_t done) {
  for (KeyFrame& frame : frames_) frame.is_shared = true;
  return {.frames = frames_, .interventions = interventions_, .done = done, .reached = reached_};
}

void Past::set_parts(PastParts parts) {
  assert(!parts.frames.empty());
  frames_ = std::move(parts.frames);
  interventions_ = std::move(parts.interventions);
  reached_ = parts.reached;
  bytes_ = count_bytes();
  thin_out();
}

void Past::fork(std::size_t parent) {
  for (KeyFrame& frame : frames_) frame.runs.push_back(KeyFrame::Run(frame.runs[parent]));
  const std::size_t child = frames_.front().runs.size() - 1;
  std::vector<Intervention> both;
  std::vector<std::size_t> counts{0};  // of interventions, after so many of the old ones
  for (const Intervention& intervention : interventions_) {
    both.push_back(intervention);
    if (intervention.run == parent) {
      both.push_back(intervention);
      both.back().run = child;
    }
    counts.push_back(both.size());
  }
  for (KeyFrame& frame : frames_) frame.interventions = counts[frame.interventions];
  interventions_ = std::move(both);
}

void Past::remove(std::size_t run) {
  for (KeyFrame& frame : frames_) frame.runs.erase(frame.runs.begin() + static_cast<std::ptrdiff_t>(run));
  std::vector<Intervention> others;
  std::vector<std::size_t> counts{0};
  for (Intervention& intervention : interventions_) {
    if (intervention.run != run) {
      others.push_back(std::move(intervention));
      if (others.back().run > run) --others.back().run;
    }
    counts.push_back(others.size());
  }
  for (KeyFrame& frame : frames_) frame.interventions = counts[frame.interventions];
  interventions_ = std::move(others);
  bytes_ = count_bytes();
}

void Past::set_limit(std::size_t bytes) {
  limit_ = bytes;
  thin_out();
}

void Past::thin_out() {
  while (frames_.size() > 2 && (bytes_ > limit_ || frames_.size() > most_frames)) {
    let_go(least_useful());
    bytes_ = count_bytes();
  }
}

/// The one whose loss leaves the smallest gap for its age; never the first or the last.
std::size_t Past::least_useful() const {
  std::size_t least = 1;
  double smallest = -1;
  for (std::size_t i = 1; i + 1 < frames_.size(); ++i) {
    const auto gap = static_cast<double>(frames_[i + 1].step - frames_[i - 1].step);
    const auto age = static_cast<double>(std::max(recent_steps, reached_ - frames_[i].step));
    const double loss = gap * std::pow(static_cast<double>(recent_steps) / age, age_weight);
    if (smallest >= 0 && loss >= smallest) continue;
    smallest = loss;
    least = i;
  }
  return least;
}

void Past::let_go(std::size_t index) {
  constexpr std::size_t enough_rooms = 4;
  for (KeyFrame::Run& run : frames_[index].runs) {
    // Nobody else can come to share it: a fork's states are shared for as long as both frames hold them.
    const bool is_last_owner = !frames_[index].is_shared && run.state.use_count() == 1;
    if (is_last_owner && rooms_.size() < enough_rooms)
      rooms_.push_back(std::const_pointer_cast<TrainerState>(run.state));
  }
  frames_.erase(frames_.begin() + static_cast<std::ptrdiff_t>(index));
}

std::size_t Past::count_bytes() const {
  std::vector<std::pair<const void*, std::size_t>> parts;
  const auto note = [&parts](const void* what, std::size_t size) { parts.emplace_back(what, size); };
  for (const KeyFrame& frame : frames_) visit_blocks(frame, note);
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return std::accumulate(parts.begin(), parts.end(), std::size_t(0),
                         [](std::size_t sum, const auto& part) { return sum + part.second; });
}

}  // namespace lfp
