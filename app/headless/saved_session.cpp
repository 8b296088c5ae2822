#include "app/headless/saved_session.h"

#include "app/documents/open_file.h"
#include "core/experiment/experiment_paths.h"
#include "core/files/atomic_file.h"
#include "core/sessions/session_file.h"

#include <filesystem>
#include <memory>
#include <utility>

namespace lfp {

SavedSession::SavedSession(std::string file, std::optional<double> minutes) : file_(std::move(file)) {
  expect_writable(file_);
  if (!minutes) return;
  interval_ =
      std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double, std::ratio<60>>(*minutes));
  next_ = Clock::now() + *interval_;
}

void SavedSession::save_on_the_way(Lockstep& lockstep, const Experiment& experiment,
                                   const TrainStart& start) {
  if (!interval_ || Clock::now() < next_) return;
  save(lockstep, experiment, start);
  next_ = Clock::now() + *interval_;
}

void SavedSession::save(Lockstep& lockstep, const Experiment& experiment, const TrainStart& start) {
  const bool stays = std::filesystem::absolute(file_).parent_path() == experiment.folder;
  lockstep.lend_state([&](LockstepState& state) {
    state.repeatable = start.is_repeatable;
    const std::shared_ptr<const LockstepState> lent(std::shared_ptr<void>(), &state);
    save_session({.experiment = stays ? experiment : with_absolute_paths(experiment),
                  .state = lent,
                  .program = program_name()},
                 file_);
  });
}

}  // namespace lfp
