#pragma once

#include "core/lockstep/lockstep.h"
#include "core/lockstep/parameter_replays.h"
#include "core/lockstep/remedy_trials.h"
#include "core/lockstep/run_descriptions.h"
#include "core/lockstep/runs.h"
#include "core/lockstep/time_travel.h"

#include <memory>
#include <string>

namespace lfp {

/// For the files that implement Lockstep alone.
struct Lockstep::Implementation {
  Implementation(std::shared_ptr<const Experiment> experiment, const Materials& materials,
                 RecordOptions record, Progress* progress)
      : runs(std::move(experiment), materials, record, progress) {}

  Runs runs;
  ParameterReplays replays{runs};
  TimeTravel time{runs, replays};
  RemedyTrials trials{runs, time};
  RunDescriptions descriptions{runs, time, trials};

  /// Throws Error where the run cannot be taught, forked or edited: it has diverged, or, unless its step may
  /// begin anew, is in the middle of one.
  void check_is_sound(const std::string& what, std::size_t run) const;
  void check_is_still(const std::string& what) const;

  void change_run(std::size_t run, const RunSpec& spec);
  void set_parameter(std::size_t run, const ParameterEdit& edit);
  void teach(const std::vector<std::size_t>& taught, const Teaching& teaching);
  void prune(const std::vector<std::size_t>& pruned, const Pruning& pruning);
};

}  // namespace lfp
