#pragma once

#include "core/engine/abandonable.h"
#include "core/engine/engine.h"
#include "core/engine/snapshot_timing.h"
#include "core/engine/step_rate.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/run_descriptions.h"
#include "core/lockstep/time_travel.h"
#include "core/sessions/session_file.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace lfp {

/// For the files that implement Engine alone.
struct Engine::Implementation {
  using Clock = std::chrono::steady_clock;

  // Shared between threads, under `mutex`.
  mutable std::mutex mutex;
  mutable std::condition_variable_any wake;
  std::deque<Command> commands;
  mutable std::deque<std::packaged_task<void()>> questions;
  SnapshotPointer newest;
  std::string error;
  bool is_cancelled = false;  // the last Load or Reset
  std::vector<std::string> notes;
  bool snapshot_wanted = false;

  // The worker's own.
  std::optional<Lockstep> lockstep;
  Abandonable getting_ready;
  Interest interest;
  StepRate rate;
  std::optional<command::Run> running;
  std::int64_t flipped_before = 0;  // weights, when Run was asked for
  std::size_t diverged_before = 0;  // runs
  std::uint64_t generation = 0;
  double seconds_per_step = 0;
  Clock::time_point speed_since = Clock::now();
  std::int64_t speed_steps = 0;
  double steps_per_second = 0;
  SnapshotTiming snapshot_timing;
  Clock::time_point seek_since = Clock::now();
  std::optional<std::size_t> past_limit;
  bool changed = false;  // since the newest snapshot
  /// The runs are tested once a picture was shown, or at this time at the latest: the picture comes first.
  std::optional<Clock::time_point> evaluation_due;
  bool is_trying_remedies = false;
  bool is_replaying = false;  // there may be more to find out of what is watched
  StepExtras wanted_extras() const {
    return {.input_feedback = interest.input_feedback,
            .updates = interest.histograms[static_cast<std::size_t>(HistogramKind::updates)]};
  }
  bool is_seeking() const { return lockstep && lockstep->time().is_seeking(); }

  std::jthread worker;  // last, so that it stops before what it uses goes

  void work(const std::stop_token& stop);
  void wait_for_work(const std::stop_token& stop);
  void carry_out_commands();
  /// Keeps the message of what goes wrong for the window.
  template <class Action>
  void attempt(const Action& action);
  void answer_questions();
  template <class Answer>
  Answer ask(std::function<Answer()> question) const;
  void train_a_while();
  void train_unbounded();
  void train_freely();
  std::int64_t steps_until_look_up() const;
  /// Steps until it has to be checked whether the requested run is over.
  std::int64_t steps_to_check() const;
  /// Steps until it is over at the latest.
  std::int64_t steps_to_stop(std::int64_t step) const;
  bool is_called() const;
  bool reached(const command::Run& run) const;
  void pause();
  void evaluate_later();
  void evaluate_if_due();
  /// Whether nothing else is to be done.
  bool is_idle() const;
  void replay_parameters_a_while();
  void try_remedies_a_while();
  void measure_speed(std::int64_t steps);
  void make_snapshot_if_due();
  void publish(Snapshot snapshot, double describing_seconds, bool repeats_weights);

  void carry_out(const command::Load& load);
  void carry_out(const command::Reset&);
  void carry_out(const command::NextPhase&);
  void carry_out(const command::NextSample&);
  void carry_out(const command::NextBatch&);
  void carry_out(const command::NextEpoch&);
  void carry_out(const command::Run& run);
  void carry_out(const command::Pause&);
  void carry_out(const command::SetSpeed& speed);
  void carry_out(const command::ChangeRun& change);
  void carry_out(const command::SetParameter& set);
  void carry_out(const command::SetInterest& set);
  void carry_out(const command::Revive& revive);
  void carry_out(const command::GoTo& go);
  void carry_out(const command::StepBack&);
  void carry_out(const command::Fork& fork);
  void carry_out(const command::RemoveRun& remove);
  void carry_out(const command::Teach& teach);
  void carry_out(const command::TakeBackTeaching&);
  void carry_out(const command::Prune& prune);
  void carry_out(const command::Restore& restore);
  void carry_out(const command::SetPastLimit& limit);

  void seek(std::int64_t step);
  void seek_a_while();

  struct Start {
    std::shared_ptr<const Experiment> experiment;
    Materials materials;  ///< as far as they are loaded already
    std::shared_ptr<const SessionFile> session = nullptr;
    std::shared_ptr<Progress> progress = nullptr;
  };
  void start(const Start& wanted);
  static Materials complete(const Start& wanted, Progress& progress, std::vector<std::string>& unread);
};

}  // namespace lfp
