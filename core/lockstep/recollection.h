#pragma once

#include "core/lockstep/crew.h"
#include "core/lockstep/past.h"
#include "core/training/trainer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace lfp {

/// What one parameter was after each step before anyone watched it, in all runs: found by repeating these
/// steps beside the runs, from a key frame on, as a past tells them. Training itself stays where it is.
class Recollection {
 public:
  /// Between two steps, on the way that a past tells.
  struct Place {
    std::int64_t step = 0;
    std::size_t interventions = 0;  ///< done
    bool operator==(const Place&) const = default;
  };

  /// From `since` on, the step of a key frame.
  Recollection(const InspectedItem& item, std::int64_t since, std::shared_ptr<const Experiment> experiment,
               std::shared_ptr<const Dataset> dataset);

  /// Repeats at most `steps` steps towards `now`, where `present` are.
  void go_on(const std::vector<std::unique_ptr<Trainer>>& present, const Past& past, const Place& now,
             std::int64_t steps, Crew& crew);
  const InspectedItem& item() const { return item_; }
  /// What is known comes to here.
  const Place& reached() const { return reached_; }
  std::int64_t since() const { return since_; }
  /// False where the past does not fit or repeating it has not led to what the runs are: what a file tells of
  /// it can be wrong.
  bool is_true() const { return is_true_; }
  /// Of a run that is at `step`, which has been reached, as if it had been watched all the time.
  WatchedParameter of(std::size_t run, std::int64_t step, const Network& network) const;

 private:
  /// Of one run.
  struct Known {
    std::vector<Scalar> values;  // after each step from `since_` on
    std::vector<std::int64_t> flips;
  };

  void repeat(const std::vector<std::unique_ptr<Trainer>>& present, const Past& past, const Place& now,
              std::int64_t steps, Crew& crew);
  void begin(const std::vector<std::unique_ptr<Trainer>>& present, const Past& past);
  void repeat_to(std::int64_t step, Crew& crew);
  void note_flips();
  void compare(const std::vector<std::unique_ptr<Trainer>>& present);
  Scalar value_in(const Network& network) const;

  InspectedItem item_;
  std::int64_t since_;
  std::shared_ptr<const Experiment> experiment_;
  std::shared_ptr<const Dataset> dataset_;
  std::vector<Known> known_;  // one a run
  Place reached_;
  bool is_true_ = true;
  Place at_;                                         // where `repeating_` are
  std::vector<std::unique_ptr<Trainer>> repeating_;  // while there is more to do
};

}  // namespace lfp
