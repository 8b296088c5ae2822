#include "core/lockstep/key_frames.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

/// Going back has to repeat the training since the last key frame: this is short enough to be answered at
/// once.
constexpr double replay_seconds = 0.04;
/// The part of the time that may go into keeping key frames.
constexpr double keeping_share = 0.03;
/// Where they cost next to nothing they lie closer, so that a parameter's curve through them has a shape.
constexpr double shortest_seconds = 0.004;
constexpr double next_to_nothing = 0.01;
/// Steps over which key frames lie evenly.
constexpr std::int64_t recent_steps = 1000;
/// How much less a gap counts the further back it lies: most frames are to be recent ones.
constexpr double age_weight = 8;
constexpr std::size_t most_frames = 128;
/// The part of what may be kept above which every new key frame will cost an old one.
constexpr double nearly_full = 0.85;
/// After this much training a key frame is kept until the next one, for going back to the steps just done.
constexpr double longest_seconds = 0.2;

/// Calls `note(address, bytes)` for every block of memory that the run's state holds.
template <class Note>
void visit_blocks(const KeyFrame::Run& run, const Note& note) {
  note(run.state.get(), run.state->bytes());
  run.state->record.visit_blocks(note);
  for (const SignRecord& signs : run.state->signs) signs.visit_blocks(note);
}

}  // namespace

std::size_t KeyFrame::bytes() const {
  std::size_t bytes = 0;
  for (const Run& run : runs)
    visit_blocks(run, [&bytes](const void* /*what*/, std::size_t size) { bytes += size; });
  return bytes;
}

std::vector<RunSpec> KeyFrameParts::specs_after(std::size_t interventions_done) const {
  std::vector<RunSpec> specs;
  for (const KeyFrame::Run& run : frames.front().runs) specs.push_back(run.spec);
  for (std::size_t i = frames.front().interventions; i < interventions_done; ++i)
    if (const auto* spec = std::get_if<RunSpec>(&interventions[i].what)) specs[interventions[i].run] = *spec;
  return specs;
}

bool KeyFrames::is_due(double seconds, std::int64_t step) const {
  if (seconds < due_seconds_) return false;
  const auto index = static_cast<std::size_t>(&before(step) - frames_.data());
  const std::int64_t last = frames_[is_for_now(index) ? index - 1 : index].step;
  return step - last >= steps_apart_ || seconds >= longest_seconds;
}

/// The last one, too close to the one before it to stay.
bool KeyFrames::is_for_now(std::size_t index) const {
  return index > 0 && index + 1 == frames_.size() &&
         frames_[index].step - frames_[index - 1].step < steps_apart_;
}

void KeyFrames::keep(KeyFrame frame, double seconds) {
  const double close = std::clamp(seconds / next_to_nothing, shortest_seconds, replay_seconds);
  due_seconds_ = std::max(close, seconds / keeping_share);
  reach(frame.step);
  const auto place =
      std::upper_bound(frames_.begin(), frames_.end(), frame.step,
                       [](std::int64_t step, const KeyFrame& known) { return step < known.step; });
  const auto index = static_cast<std::size_t>(place - frames_.begin());
  const bool replaces_last = index == frames_.size() && index > 0 && is_for_now(index - 1);
  for (const KeyFrame::Run& run : frame.runs) hold(run);
  frames_.insert(place, std::move(frame));
  // A run changed or taught without a step in between: the later state tells more. The first stays.
  if (replaces_last || (index > 1 && frames_[index - 1].step == frames_[index].step)) let_go(index - 1);
  thin_out();
  steps_apart_ = steps_apart();
}

const KeyFrame& KeyFrames::before(std::int64_t step) const {
  assert(!frames_.empty());
  const auto later =
      std::upper_bound(frames_.begin(), frames_.end(), step,
                       [](std::int64_t wanted, const KeyFrame& frame) { return wanted < frame.step; });
  return later == frames_.begin() ? frames_.front() : *std::prev(later);
}

std::shared_ptr<TrainerState> KeyFrames::room() {
  if (rooms_.empty()) return std::make_shared<TrainerState>();
  auto room = std::move(rooms_.back());
  rooms_.pop_back();
  return room;
}

void KeyFrames::cut(std::int64_t step, std::size_t interventions) {
  interventions_.resize(std::min(interventions, interventions_.size()));
  std::size_t kept = frames_.size();
  while (kept > 1 && (frames_[kept - 1].step > step || frames_[kept - 1].interventions > interventions))
    let_go(--kept);
  reached_ = step;
}

void KeyFrames::insert(Intervention intervention) {
  const auto place = std::ranges::upper_bound(interventions_, intervention.step, {}, &Intervention::step);
  interventions_.insert(place, std::move(intervention));
}

void KeyFrames::branch_off(std::size_t run, std::int64_t step) {
  while (frames_.size() > 1 && frames_.back().step > step) let_go(frames_.size() - 1);
  std::erase_if(interventions_, [&](const Intervention& one) { return one.run == run && one.step > step; });
}

KeyFrameParts KeyFrames::parts(std::size_t done) {
  for (KeyFrame& frame : frames_) frame.is_shared = true;
  return {.frames = frames_, .interventions = interventions_, .done = done, .reached = reached_};
}

void KeyFrames::set_parts(KeyFrameParts parts) {
  assert(!parts.frames.empty());
  frames_ = std::move(parts.frames);
  interventions_ = std::move(parts.interventions);
  reached_ = parts.reached;
  held_.clear();
  bytes_ = 0;
  for (const KeyFrame& frame : frames_)
    for (const KeyFrame::Run& run : frame.runs) hold(run);
  thin_out();
}

void KeyFrames::fork(std::size_t parent) {
  for (KeyFrame& frame : frames_) {
    frame.runs.push_back(frame.runs[parent]);
    hold(frame.runs.back());
  }
  const std::size_t child = frames_.front().runs.size() - 1;
  std::vector<Intervention> both;
  std::vector<std::size_t> counts{0};  // interventions that stand for the first 0, 1, 2 ... of the old ones
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

void KeyFrames::remove(std::size_t run) {
  for (KeyFrame& frame : frames_) {
    release(frame.runs[run]);
    frame.runs.erase(frame.runs.begin() + static_cast<std::ptrdiff_t>(run));
  }
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
}

void KeyFrames::set_limit(std::size_t bytes) {
  limit_ = bytes;
  thin_out();
}

void KeyFrames::thin_out() {
  while (frames_.size() > 2 && (bytes_ > limit_ || frames_.size() > most_frames)) {
    let_go(least_useful());
  }
}

/// Where memory is full, key frames lie as far apart as the recent ones can lie evenly: closer ones would be
/// thinned out, and some gaps would then be twice as long as others.
std::int64_t KeyFrames::steps_apart() const {
  const auto frames = static_cast<double>(frames_.size());
  const double fitting = std::min(static_cast<double>(most_frames),
                                  frames * static_cast<double>(limit_) / static_cast<double>(bytes_));
  if (frames < nearly_full * fitting) return 0;
  return static_cast<std::int64_t>(std::ceil(static_cast<double>(recent_steps) / (nearly_full * fitting)));
}

/// The one whose loss leaves the smallest gap for its age; never the first or the last.
std::size_t KeyFrames::least_useful() const {
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

void KeyFrames::hold(const KeyFrame::Run& run) {
  visit_blocks(run, [this](const void* what, std::size_t size) {
    Held& held = held_[what];
    if (held.times++ > 0) return;
    held.bytes = size;
    bytes_ += size;
  });
}

void KeyFrames::release(const KeyFrame::Run& run) {
  visit_blocks(run, [this](const void* what, std::size_t /*size*/) {
    const auto held = held_.find(what);
    if (--held->second.times > 0) return;
    bytes_ -= held->second.bytes;
    held_.erase(held);
  });
}

void KeyFrames::let_go(std::size_t index) {
  constexpr std::size_t enough_rooms = 4;
  for (KeyFrame::Run& run : frames_[index].runs) {
    release(run);
    // Nobody else can come to share it: a fork's states are shared for as long as both frames hold them.
    const bool is_last_owner = !frames_[index].is_shared && run.state.use_count() == 1;
    if (is_last_owner && rooms_.size() < enough_rooms)
      rooms_.push_back(std::const_pointer_cast<TrainerState>(run.state));
  }
  frames_.erase(frames_.begin() + static_cast<std::ptrdiff_t>(index));
}

}  // namespace lfp
