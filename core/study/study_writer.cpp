#include "core/data/dataset.h"
#include "core/experiment/experiment_paths.h"
#include "core/files/json_text.h"
#include "core/study/study_file.h"
#include "core/training/signature.h"

#include <filesystem>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::ordered_json;

/// Returns the JSON form of a change's value; texts are stored without quotation marks.
Json json_of(const std::string& value) {
  Json parsed = read_ordered_json_if_valid(value);
  return parsed.is_discarded() ? Json(value) : parsed;
}

Json value_json(const Axis& axis, const AxisValue& value) {
  if (!axis.path.empty()) return json_of(value.changes.front().value);
  Json set = Json::object();
  for (const ValueChange& change : value.changes) set[change.path] = json_of(change.value);
  return {{"label", value.label}, {"set", std::move(set)}};
}

Json axis_json(const Axis& axis) {
  Json json = Json::object();
  if (!axis.path.empty()) json["path"] = axis.path;
  if (!axis.label.empty()) json["label"] = axis.label;
  if (axis.range) {
    json["from"] = axis.range->from;
    json["to"] = axis.range->to;
    json["steps"] = axis.range->steps;
    json["scale"] = axis.range->logarithmic ? "log" : "linear";
    return json;
  }
  json["values"] = Json::array();
  for (const AxisValue& value : axis.values) json["values"].push_back(value_json(axis, value));
  return json;
}

Json axes_json(const Study& study) {
  Json axes = Json::array();
  for (const Axis& axis : study.axes) axes.push_back(axis_json(axis));
  return axes;
}

/// Keeps only the file names of data and weights, without their folders.
Experiment without_folders(Experiment experiment) {
  experiment.name.clear();
  const auto& entry = find_entry(dataset_entries(), experiment.dataset.name, "dataset.kind");
  for (const auto& setting : entry.info.settings)
    if (setting.kind == SettingKind::path && experiment.dataset.settings.has(setting.name))
      experiment.dataset.settings.set(
          setting.name,
          std::filesystem::path(experiment.dataset.settings.text(setting.name)).filename().string());
  if (auto& weights = experiment.network.weights)
    weights->file = std::filesystem::path(weights->file).filename().string();
  return experiment;
}

}  // namespace

std::string to_json(const Study& study) {
  Json json = {{"format", "lfplab-study"}, {"version", 1}, {"name", study.name}};
  if (!study.question.empty()) json["question"] = study.question;
  json["experiment"] = read_ordered_json(to_json(with_absolute_paths(study.experiment)));
  json["axes"] = axes_json(study);
  json["seeds"] = study.seeds;
  json["measures"] = study.measures;
  json["target"] = study.target;
  if (!study.pictures.empty()) json["pictures"] = study.pictures;
  if (!study.tournament.empty()) json["tournament"] = study.tournament;
  return json_text(json, 2) + "\n";
}

std::string study_hash(const Study& study) {
  Json json = {{"experiment", read_ordered_json(to_json(without_folders(study.experiment)))},
               {"axes", axes_json(study)},
               {"seeds", study.seeds},
               {"target", study.target}};
  json["experiment"].erase("seed");
  for (Json& axis : json["axes"])
    if (axis.contains("path")) axis.erase("label");
  Signature signature;
  signature.add(json_text(json));
  return signature.text();
}

}  // namespace lfp
