#include "widgets/editing/engine_changes.h"

#include "widgets/editing/data_facts.h"

#include <algorithm>

namespace lfp {
namespace {

/// Runs changed places: some run's name is now found at another one.
bool are_reordered(const std::vector<RunSpec>& before, const std::vector<RunSpec>& after) {
  for (std::size_t i = 0; i < before.size(); ++i)
    for (std::size_t k = 0; k < after.size(); ++k)
      if (k != i && before[i].name == after[k].name && before[i].name != after[i].name &&
          before[k].name != after[k].name)
        return true;
  return false;
}

/// Which run is gone, where that is all that has changed in the runs.
std::optional<std::size_t> removed_run(const std::vector<RunSpec>& before,
                                       const std::vector<RunSpec>& after) {
  if (after.empty() || before.size() != after.size() + 1) return std::nullopt;
  const auto [gone, rest] = std::mismatch(before.begin(), before.end() - 1, after.begin());
  if (!std::equal(gone + 1, before.end(), rest, after.end())) return std::nullopt;
  return static_cast<std::size_t>(gone - before.begin());
}

/// Whether all that `after` has more than `before` is a run behind the others.
bool is_fork(const Experiment& before, const Experiment& after) {
  if (before.runs.size() + 1 != after.runs.size()) return false;
  Experiment forked = before;
  forked.runs.push_back(after.runs.back());
  return forked.runs == after.runs && !needs_restart(forked, after);
}

}  // namespace

bool needs_restart(const Experiment& before, const Experiment& after) {
  if (before.dataset != after.dataset || before.network != after.network || before.seed != after.seed)
    return true;
  if (before.autoencode != after.autoencode) return true;
  if (before.batch_size != after.batch_size || before.batch_reduction != after.batch_reduction) return true;
  const bool has_weights_file = after.network.weights && !after.network.weights->file.empty();
  if (before.folder != after.folder && (!is_toy(after.dataset) || has_weights_file)) return true;
  if (removed_run(before.runs, after.runs)) return false;
  const auto same_method = [](const RunSpec& a, const RunSpec& b) { return a.method == b.method; };
  return !std::equal(before.runs.begin(), before.runs.end(), after.runs.begin(), after.runs.end(),
                     same_method) ||
         are_reordered(before.runs, after.runs);
}

std::optional<std::vector<Command>> commands_between(const Experiment& before, const Experiment& after,
                                                     std::optional<std::size_t> fork_parent) {
  if (fork_parent && is_fork(before, after))
    return std::vector<Command>{command::Fork{.run = *fork_parent, .spec = after.runs.back()}};
  if (needs_restart(before, after)) return std::nullopt;
  if (const auto gone = removed_run(before.runs, after.runs))
    return std::vector<Command>{command::RemoveRun{*gone}};
  std::vector<Command> commands;
  for (std::size_t run = 0; run < after.runs.size(); ++run)
    if (before.runs[run] != after.runs[run])
      commands.emplace_back(command::ChangeRun{.run = run, .spec = after.runs[run]});
  return commands;
}

}  // namespace lfp
