#include "app/headless/train_input.h"

#include "app/documents/open_file.h"
#include "app/headless/usage_error.h"
#include "core/base/error.h"
#include "core/exchange/share_string.h"
#include "core/experiment/with_values.h"
#include "core/training/named_network.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <utility>
#include <vector>

namespace lfp {
namespace {

constexpr const char* standard_input = "standard input";

/// A session, an experiment or a share string.
OpenedFile read_standard_input() {
  std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
  const auto folder = std::filesystem::current_path();
  if (looks_like_session(bytes)) {
    auto session = std::make_shared<const SessionFile>(std::move(bytes), standard_input, folder);
    return {.experiment = session->experiment(), .session = std::move(session)};
  }
  if (looks_like_share_string(bytes)) return {.experiment = parse_share_string(bytes), .session = nullptr};
  Experiment experiment = parse_experiment(bytes, standard_input);
  experiment.folder = folder;
  return {.experiment = std::move(experiment), .session = nullptr};
}

std::vector<ValueChange> changes_of(const std::vector<std::string>& sets) {
  std::vector<ValueChange> changes;
  for (const std::string& set : sets) {
    const auto equals = set.find('=');
    if (equals == std::string::npos || equals == 0)
      throw UsageError{"--set " + set + ": write it as path=value, like --set runs[0].rule.epsilon=0.1"};
    changes.push_back({.path = set.substr(0, equals), .value = set.substr(equals + 1)});
  }
  return changes;
}

/// The experiment with all changes, which are checked together.
Experiment with_sets(const Experiment& experiment, const std::vector<std::string>& sets) {
  if (sets.empty()) return experiment;
  const std::vector<ValueChange> changes = changes_of(sets);
  try {
    return with_values(experiment, with_named_network(experiment, changes));
  } catch (const Error& error) {
    // If a single change is at fault, the message names its place.
    const auto is_at_fault = [&](const ValueChange& change) {
      return error.place() == change.path || error.place() == spelled_out(change.path);
    };
    const auto culprit = std::ranges::find_if(changes, is_at_fault);
    const std::string set = culprit == changes.end() ? "" : " " + culprit->path + "=" + culprit->value;
    throw UsageError{"--set" + set + ": " + error.what()};
  }
}

/// Whether a run has no feedback to learn from: a person's feedback is given in the window, or as values.
bool learns_from_nobody(const RunSpec& run) {
  return run.method == Method::lfp && run.feedback.name == "human" &&
         run.feedback.settings.text("values").empty();
}

void expect_feedback(const Experiment& experiment, const std::string& name) {
  for (std::size_t run = 0; run < experiment.runs.size(); ++run) {
    if (!learns_from_nobody(experiment.runs[run])) continue;
    const std::string what = "runs[" + std::to_string(run) + "].feedback: the outputs of " +
                             experiment.runs[run].name +
                             " get no feedback, as nobody gives it here; set runs[" + std::to_string(run) +
                             "].feedback.values, a number for each output, or teach the run in the window";
    if (std::ranges::all_of(experiment.runs, learns_from_nobody))
      throw UsageError{name + ": nothing would be trained. " + what};
    std::cerr << "lfplab: " << what << "\n";
  }
}

}  // namespace

TrainInput read_train_input(const TrainOptions& options) {
  const bool is_piped = options.file == "-";
  OpenedFile opened = is_piped ? read_standard_input() : open_file(options.file);
  TrainInput input{.name = is_piped ? standard_input : options.file,
                   .experiment = with_sets(opened.experiment, options.sets),
                   .session = std::move(opened.session)};
  Experiment& experiment = input.experiment;
  if (options.steps || options.epochs) experiment.stop = {.epochs = options.epochs, .steps = options.steps};
  if (!experiment.stop.epochs && !experiment.stop.steps)
    throw UsageError{"the experiment has no stop: give --steps or --epochs"};
  expect_feedback(experiment, input.name);
  return input;
}

}  // namespace lfp
