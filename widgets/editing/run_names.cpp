#include "widgets/editing/run_names.h"

#include "core/rules/rule.h"
#include "widgets/editing/entry_items.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

namespace lfp {
namespace {

bool is_taken(const Experiment& experiment, std::size_t run, const std::string& name) {
  for (std::size_t other = 0; other < experiment.runs.size(); ++other)
    if (other != run && experiment.runs[other].name == name) return true;
  return false;
}

/// `name`, numbered where another run has it already: "LFP-ε 2".
std::string free_name(const Experiment& experiment, std::size_t run, const std::string& name) {
  std::string candidate = name;
  for (int number = 2; is_taken(experiment, run, candidate); ++number)
    candidate = name + " " + std::to_string(number);
  return candidate;
}

/// "LFP-ε", "LFP-epsilon" or "LFP-ε 2" for a run with the epsilon rule.
bool is_called_after_its_method(const RunSpec& run) {
  const std::string usual = usual_run_name(run);
  if (run.name.starts_with(usual)) {
    const std::string rest = run.name.substr(usual.size());
    return rest.empty() ||
           (rest.starts_with(' ') && std::all_of(rest.begin() + 1, rest.end(), [](char character) {
              return character >= '0' && character <= '9';
            }));
  }
  return run.method == Method::lfp && run.name == "LFP-" + run.rule.name;
}

}  // namespace

std::string usual_run_name(const RunSpec& run) {
  if (run.method == Method::gradient) return "Gradient";
  const auto* rule = entry_info(rule_entries(), run.rule.name);
  return rule ? rule->label : run.rule.name;
}

Experiment with_run(Experiment experiment, std::size_t run, RunSpec next) {
  const RunSpec& before = experiment.runs.at(run);
  const bool is_other_method = before.method != next.method || before.rule.name != next.rule.name;
  if (is_other_method && next.name == before.name && is_called_after_its_method(before))
    next.name = free_name(experiment, run, usual_run_name(next));
  experiment.runs[run] = std::move(next);
  return experiment;
}

Experiment with_run_added(Experiment experiment) {
  const auto is_there = [&](const RunSpec& run) {
    return std::any_of(experiment.runs.begin(), experiment.runs.end(), [&](const RunSpec& other) {
      return other.method == run.method &&
             (run.method == Method::gradient || other.rule.name == run.rule.name);
    });
  };
  RunSpec fresh = experiment.runs.empty() ? RunSpec{} : experiment.runs.back();
  fresh.composite.clear();
  fresh.method = Method::gradient;
  for (const auto& entry : rule_entries()) {
    if (!is_there(fresh)) break;
    fresh.method = Method::lfp;
    fresh.rule = default_choice(entry.info);
  }
  const std::size_t place = experiment.runs.size();
  fresh.name = free_name(experiment, place, usual_run_name(fresh));
  experiment.runs.push_back(std::move(fresh));
  return experiment;
}

Experiment with_run_duplicated(Experiment experiment, std::size_t run) {
  RunSpec copy = experiment.runs.at(run);
  copy.name = free_name(experiment, experiment.runs.size(), copy.name);
  experiment.runs.push_back(std::move(copy));
  return experiment;
}

std::string free_run_name(const Experiment& experiment, const std::string& name) {
  return free_name(experiment, experiment.runs.size(), name);
}

QString name_problem(const Experiment& experiment, std::size_t run, const std::string& name) {
  if (name.empty()) return QCoreApplication::translate("RunNames", "Give the run a name");
  if (is_taken(experiment, run, name))
    return QCoreApplication::translate("RunNames", "Another run is called that already");
  return {};
}

}  // namespace lfp
