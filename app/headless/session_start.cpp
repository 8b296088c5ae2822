#include "app/headless/session_start.h"

#include "app/headless/usage_error.h"
#include "core/base/error.h"
#include "core/lockstep/lockstep_state.h"

#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace lfp {
namespace {

void say(const std::string& name, const std::string& sentence) {
  std::cerr << "lfplab: " << name << ": " << sentence << "\n";
}

/// Whether its weights may be of other sizes.
bool may_have_other_weights(const Experiment& a, const Experiment& b) {
  return a.network.layers != b.network.layers || a.dataset != b.dataset || a.autoencode != b.autoencode;
}

/// Whether epochs have another length than before.
bool has_other_data(const Experiment& a, const Experiment& b) {
  return a.dataset != b.dataset || a.autoencode != b.autoencode || a.batch_size != b.batch_size;
}

/// Whether both train in the same way, wherever they stop.
bool train_alike(const Experiment& a, Experiment b) {
  b.stop = a.stop;
  return to_json(a) == to_json(b);
}

/// The weights of `trained` at step 0, as if they were the initial ones.
LockstepState begun_anew(LockstepState initial, LockstepState trained) {
  for (std::size_t run = 0; run < initial.runs.size(); ++run) {
    TrainerState& state = initial.runs[run];
    state.parameters = std::move(trained.runs[run].parameters);
    state.statistics = std::move(trained.runs[run].statistics);
    state.kept = std::move(trained.runs[run].kept);
    state.signs.clear();
    for (const Parameters& block : state.parameters) state.signs.emplace_back(block);
  }
  initial.repeatable = false;
  initial.past = {};
  return initial;
}

/// Training before a change is not part of the experiment that is written with the results.
void warn_of_change(const TrainInput& input, std::int64_t step) {
  const std::string when =
      input.session->is_repeatable() ? "at step " + std::to_string(step) : "before it was saved";
  say(input.name, "the experiment was changed " + when +
                      ": experiment.json alone does not lead to this result. Keep the session file and the "
                      "command line with it.");
}

}  // namespace

TrainStart start_training(const TrainInput& input, Lockstep& lockstep, bool warns_of_change) {
  if (!input.session) return {};
  const Experiment& before = input.session->experiment();
  if (before.runs.size() != input.experiment.runs.size())
    throw UsageError{input.name +
                     ": runs can neither be added to a session that is trained on nor taken from it; fork "
                     "one in the window, or train the experiment anew"};
  const bool is_other_data = has_other_data(before, input.experiment);
  LockstepState initial;
  if (is_other_data) initial = lockstep.state();
  std::vector<std::string> problems = input.session->problems();
  for (auto& problem : input.session->restore(lockstep)) problems.push_back(std::move(problem));
  const std::int64_t step = lockstep.position().step;

  if (!problems.empty() && step == 0) {
    if (!may_have_other_weights(before, input.experiment))
      throw Error(input.name, problems.front(), "Open it in the window and save its experiment alone");
    say(input.name,
        "the session's weights do not fit the network and data that were set: training starts anew at step "
        "0, "
        "from new weights, and epochs are counted from there.");
    return {};
  }
  for (const auto& problem : problems) say(input.name, problem);
  if (is_other_data && step > 0) {
    lockstep.set_state(begun_anew(std::move(initial), lockstep.state()));
    say(input.name,
        "the data or the batch size were changed: the session's weights are trained on, and steps, epochs, "
        "curves and sign flips are counted anew from step 0.");
    return {.step = 0, .is_repeatable = false};
  }
  const bool repeats = step == 0 || (input.session->is_repeatable() && train_alike(before, input.experiment));
  if (!repeats && warns_of_change) warn_of_change(input, step);
  return {.step = step, .is_repeatable = repeats};
}

}  // namespace lfp
