#include "core/sessions/key_frame_file.h"

#include "core/base/error.h"
#include "core/experiment/json_node.h"
#include "core/files/json_text.h"
#include "core/files/whole_number.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::ordered_json;

/// The most that key frames may add to a session, before it is packed: saving it every minute has to stay
/// cheap.
constexpr std::size_t most_bytes = std::size_t{32} << 20U;
constexpr std::size_t most_frames = 16;
constexpr std::size_t most_frames_read = 1024;

/// A run is read and written by the experiment's own reader and writer.
Json run_json(const RunSpec& run, Experiment experiment) {
  experiment.runs = {run};
  return read_ordered_json(to_json(experiment)).at("runs").at(0);
}

RunSpec read_run(const Json& run, const std::string& place, const Experiment& experiment) {
  Json whole = read_ordered_json(to_json(experiment));
  whole["runs"] = Json::array({run});
  return parse_experiment(json_text(whole), place).runs.front();
}

Json intervention_json(const Intervention& intervention, const Experiment& experiment) {
  Json json = {{"step", intervention.step}, {"run", intervention.run}};
  if (const auto* run = std::get_if<RunSpec>(&intervention.what))
    json["settings"] = run_json(*run, experiment);
  else if (const auto* edit = std::get_if<ParameterEdit>(&intervention.what))
    json["parameter"] = {{"layer", edit->parameter.layer},
                         {"unit", edit->parameter.unit},
                         {"input", edit->parameter.input.value_or(-1)},
                         {"value", edit->value}};
  else if (const auto* pruning = std::get_if<Pruning>(&intervention.what))
    json["prune"] = pruning_json(*pruning);
  else if (const auto* teaching = std::get_if<Teaching>(&intervention.what)) {
    json["teaching"] = {
        {"from_test", teaching->from_test}, {"sample", teaching->sample}, {"feedback", teaching->feedback}};
    if (!teaching->input.empty()) json["teaching"]["input"] = teaching->input;
  }
  return json;
}

Intervention read_intervention(const Json& json, const std::string& place, const Experiment& experiment) {
  Intervention intervention{.step = whole_number<std::int64_t>(json.at("step")),
                            .run = whole_number<std::size_t>(json.at("run")),
                            .what = Teaching{}};
  if (json.contains("settings")) {
    intervention.what = read_run(json.at("settings"), place, experiment);
  } else if (json.contains("parameter")) {
    const Json& edit = json.at("parameter");
    intervention.what = ParameterEdit{.parameter = {.layer = whole_number<int>(edit.at("layer")),
                                                    .unit = whole_number<std::int64_t>(edit.at("unit")),
                                                    .input = whole_number<std::int64_t>(edit.at("input"))},
                                      .value = edit.at("value").get<double>()};
  } else if (json.contains("prune")) {
    const nlohmann::json pruning = json.at("prune");
    intervention.what = read_pruning(JsonNode(pruning, place));
  } else {
    const Json& teaching = json.at("teaching");
    intervention.what = Teaching{.from_test = teaching.at("from_test").get<bool>(),
                                 .sample = whole_number<std::int64_t>(teaching.at("sample")),
                                 .feedback = teaching.at("feedback").get<std::vector<double>>(),
                                 .input = teaching.value("input", std::vector<float>())};
  }
  return intervention;
}

/// Whether everything that it names exists and stands in the right order.
bool is_consistent(const KeyFrameParts& past, std::size_t runs) {
  const auto follows = [](const auto& a, const auto& b) { return a.step > b.step; };
  const auto is_possible = [runs](const Intervention& one) { return one.step >= 0 && one.run < runs; };
  const auto is_within = [&past](const KeyFrame& frame) {
    return frame.step >= 0 && frame.step <= past.reached && frame.interventions <= past.done;
  };
  return !past.frames.empty() && past.frames.size() <= most_frames_read &&
         past.frames.front().runs.size() == runs && past.done <= past.interventions.size() &&
         std::ranges::adjacent_find(past.frames, follows) == past.frames.end() &&
         std::ranges::adjacent_find(past.interventions, follows) == past.interventions.end() &&
         std::ranges::is_sorted(past.frames, {}, &KeyFrame::interventions) &&
         std::ranges::all_of(past.frames, is_within) && std::ranges::all_of(past.interventions, is_possible);
}

KeyFrameParts read_past(const Json& json, const std::string& place, const Experiment& experiment) {
  KeyFrameParts past;
  past.reached = whole_number<std::int64_t>(json.at("reached"));
  past.done = whole_number<std::size_t>(json.at("done"));
  for (const Json& item : json.at("interventions"))
    past.interventions.push_back(read_intervention(item, place, experiment));
  for (const Json& item : json.at("frames"))
    past.frames.push_back({.step = whole_number<std::int64_t>(item.at("step")),
                           .interventions = whole_number<std::size_t>(item.at("interventions")),
                           .runs = {}});
  if (!past.frames.empty())
    for (const Json& run : json.at("runs"))
      past.frames.front().runs.push_back({.spec = read_run(run, place, experiment), .state = nullptr});
  return past;
}

}  // namespace

KeyFrameParts excerpt_for_file(KeyFrameParts past, std::int64_t step) {
  std::vector<KeyFrame> chosen;
  std::size_t bytes = 0;
  const auto choose = [&](const KeyFrame& frame) {
    const std::size_t more = frame.bytes();
    if (bytes + more > most_bytes || chosen.size() == most_frames) return false;
    bytes += more;
    chosen.push_back(frame);
    return true;
  };
  const auto is_later = [step](const KeyFrame& frame) {
    return frame.step >= std::max<std::int64_t>(step, 1);
  };
  const auto end = std::ranges::find_if(past.frames, is_later);
  const auto begin = past.frames.begin();
  if (begin != end && choose(*std::prev(end)) && std::next(begin) != end && choose(*begin)) {
    std::int64_t distance = step - std::prev(end)->step;
    for (auto frame = std::prev(end); frame != std::next(begin);) {
      --frame;
      if (step - frame->step < 2 * distance) continue;
      if (frame == begin || !choose(*frame)) break;
      distance = step - frame->step;
    }
  }
  std::ranges::sort(chosen, {}, &KeyFrame::step);
  if (chosen.empty()) return {};
  past.frames = std::move(chosen);
  return past;
}

std::string past_json(const KeyFrameParts& past, const Experiment& experiment) {
  Json frames = Json::array();
  for (const KeyFrame& frame : past.frames)
    frames.push_back({{"step", frame.step}, {"interventions", frame.interventions}});
  Json runs = Json::array();
  for (const KeyFrame::Run& run : past.frames.front().runs) runs.push_back(run_json(run.spec, experiment));
  Json interventions = Json::array();
  for (const Intervention& intervention : past.interventions)
    interventions.push_back(intervention_json(intervention, experiment));
  const Json json = {{"reached", past.reached},
                     {"done", past.done},
                     {"frames", std::move(frames)},
                     {"runs", std::move(runs)},
                     {"interventions", std::move(interventions)}};
  return json_text(json, 1) + "\n";
}

KeyFrameParts read_past_json(const std::string& text, const std::string& place,
                             const Experiment& experiment) {
  const char* remedy = "Open an older copy of the file";
  try {
    KeyFrameParts past = read_past(read_ordered_json(text), place, experiment);
    if (!is_consistent(past, experiment.runs.size())) throw Error(place, "it contradicts itself", remedy);
    for (KeyFrame& frame : past.frames) {
      const auto specs = past.specs_after(frame.interventions);
      frame.runs.clear();
      for (const RunSpec& spec : specs) frame.runs.push_back({.spec = spec, .state = nullptr});
    }
    return past;
  } catch (const nlohmann::json::exception&) {
    throw Error(place, "it is not as the program writes it", remedy);
  }
}

}  // namespace lfp
