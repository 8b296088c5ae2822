#include "core/training/remedies.h"

#include "core/optimisers/optimiser.h"
#include "core/rules/rule.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

constexpr double remedy_factor = 10.0;
constexpr double remedy_clip_norm = 1.0;
/// What ε becomes where it was 0.
constexpr double first_epsilon = 1e-6;
constexpr std::int64_t most_trial_steps = 300;
constexpr std::int64_t least_trial_steps = 30;
/// Multiplications of a trial, about a second's.
constexpr std::int64_t trial_multiplications = 30'000'000'000;

/// Sets a setting of that name to what `change` makes of it, within its range; false where the choice has
/// none or it cannot go further.
template <class Change>
bool change_setting(const EntryInfo& info, Choice& choice, const std::string& name, const Change& change) {
  const auto known = std::ranges::find(info.settings, name, &SettingInfo::name);
  if (known == info.settings.end() || known->kind != SettingKind::real) return false;
  const Settings all = checked(info, choice.settings, name);
  const double before = all.real(name);
  const double after = std::clamp(change(before), known->minimum, known->maximum);
  if (after == before) return false;
  choice.settings.set(name, after);
  return true;
}

/// ε raised wherever the run has one: in its own rule and in those of single layers.
bool raise_epsilons(RunSpec& run) {
  if (run.method != Method::lfp) return false;
  bool is_changed = false;
  const auto raise = [&is_changed](Choice& rule) {
    const EntryInfo& info = find_entry(rule_entries(), rule.name, "rule").info;
    const auto tenfold = [](double epsilon) {
      return epsilon > 0.0 ? epsilon * remedy_factor : first_epsilon;
    };
    is_changed = change_setting(info, rule, "epsilon", tenfold) || is_changed;
  };
  raise(run.rule);
  for (LayerRule& own : run.composite) raise(own.rule);
  return is_changed;
}

}  // namespace

std::optional<RunSpec> with_remedy(RemedyKind kind, RunSpec run) {
  bool is_changed = false;
  switch (kind) {
    case RemedyKind::clip:
      is_changed = !run.clip_norm || *run.clip_norm > remedy_clip_norm;
      run.clip_norm = remedy_clip_norm;
      break;
    case RemedyKind::raise_epsilon:
      is_changed = raise_epsilons(run);
      break;
    case RemedyKind::bounded_rule:
      is_changed = run.method == Method::lfp && (run.rule.name != "z_plus_z_minus" || !run.composite.empty());
      run.rule = {.name = "z_plus_z_minus", .settings = {}};
      run.composite.clear();
      break;
    case RemedyKind::lower_rate:
      is_changed =
          change_setting(find_entry(optimiser_entries(), run.optimiser.name, "optimiser").info, run.optimiser,
                         "learning_rate", [](double rate) { return rate / remedy_factor; });
      break;
  }
  return is_changed ? std::optional(std::move(run)) : std::nullopt;
}

std::vector<TriedRemedy> untried_remedies(const RunSpec& run) {
  std::vector<TriedRemedy> remedies;
  for (const RemedyKind kind :
       {RemedyKind::clip, RemedyKind::raise_epsilon, RemedyKind::bounded_rule, RemedyKind::lower_rate})
    if (auto spec = with_remedy(kind, run)) remedies.push_back({.kind = kind, .spec = *std::move(spec)});
  return remedies;
}

RemedyTrial::RemedyTrial(std::unique_ptr<Trainer> copy, const RunSpec& run, std::int64_t steps)
    : copy_(std::move(copy)), start_(copy_->state()), before_(copy_->run().spec()), steps_(steps) {
  start_.divergence.reset();
  candidates_ = untried_remedies(run);
  for (TriedRemedy& candidate : candidates_) candidate.steps = steps_;
}

void RemedyTrial::begin() {
  copy_->restore(start_, before_);
  copy_->intervene(candidates_[next_].spec);
}

void RemedyTrial::end(bool is_finite) {
  TriedRemedy& tried = candidates_[next_];
  if (is_finite) {
    tried.loss /= static_cast<double>(std::max<std::int64_t>(steps_ / 10, 1));
    const auto place = std::ranges::upper_bound(helpful_, tried.loss, {}, &TriedRemedy::loss);
    helpful_.insert(place, std::move(tried));
  }
  ++next_;
  done_ = 0;
  if (is_done()) copy_.reset();
}

bool RemedyTrial::go_on(std::int64_t steps) {
  for (; steps > 0 && !is_done(); --steps) {
    if (done_ == 0) begin();
    const bool is_finite = copy_->advance_step();
    ++done_;
    const bool is_counted = steps_ - done_ < std::max<std::int64_t>(steps_ / 10, 1);
    if (is_counted) candidates_[next_].loss += copy_->run().last_result.loss;
    if (!is_finite || done_ == steps_) end(is_finite);
  }
  return !is_done();
}

std::uint64_t trial_bytes(const Trainer& trainer) {
  const RunState& run = trainer.run();
  const auto parameters = static_cast<std::uint64_t>(run.network.parameter_count()) * sizeof(Scalar);
  std::uint64_t state = parameters;
  for (const OptimiserState& block : run.optimiser_states)
    state += static_cast<std::uint64_t>(block.momentum.count() + block.square.count()) * sizeof(Scalar);
  for (const SignRecord& block : run.signs) state += block.bytes();
  return 2 * state + parameters;  // a gradient belongs to the copy
}

std::int64_t trial_steps(const RunState& run) {
  const std::int64_t each = run.batch_size() * run.network.parameter_count();
  return std::clamp(trial_multiplications / std::max<std::int64_t>(each, 1), least_trial_steps,
                    most_trial_steps);
}

}  // namespace lfp
