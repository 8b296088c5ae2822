#include "core/base/error.h"
#include "core/base/unknown_name.h"
#include "core/experiment/json_node.h"
#include "core/files/csv_text.h"
#include "core/files/json_text.h"
#include "core/study/axis_check.h"
#include "core/study/measure.h"
#include "core/study/store_format.h"
#include "core/study/study_changes.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace lfp {
namespace {

using Document = nlohmann::json;
using Keys = JsonNode::Keys;

constexpr std::int64_t most_steps_of_a_range = JsonNode::largest_count;

/// Returns the text form for a ValueChange: strings without quotation marks, anything else as JSON.
std::string value_text(const Document& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return shortest(value.get<double>());
  return json_text(value);
}

std::vector<ValueChange> read_changes(const JsonNode& node) {
  if (!node.value().is_object()) node.fail_type("an object: { \"path\": value, ... }");
  std::vector<ValueChange> changes;
  for (const auto& [path, value] : node.value().items())
    changes.push_back({.path = path, .value = value_text(value)});
  return changes;
}

/// `{"label": "Gradient", "set": {"runs[0].method": "gradient"}}`
AxisValue read_compound(const JsonNode& node) {
  node.object({"label", "set"});
  return {.label = node.at("label").text(), .changes = read_changes(node.at("set"))};
}

AxisValue read_value(const JsonNode& node, const Axis& axis) {
  if (axis.path.empty()) return read_compound(node);
  const Document& value = node.value();
  AxisValue read{.label = value_text(value), .changes = axis.changes_to(value_text(value))};
  if (value.is_number()) read.number = value.get<double>();
  for (const char* key : {"name", "kind"})
    if (value.is_object() && value.size() == 1 && value.contains(key)) read.label = value_text(value.at(key));
  return read;
}

std::vector<AxisValue> read_values(const JsonNode& node, const Axis& axis) {
  std::vector<AxisValue> values;
  std::set<std::string> labels;
  for (std::size_t i = 0; i < node.list_size(); ++i) {
    values.push_back(read_value(node.at(i), axis));
    if (!labels.insert(values.back().label).second)
      node.at(i).fail("\"" + values.back().label + "\" comes twice on this axis", "Remove one of the two");
  }
  if (values.empty()) node.fail("there is no value", "Give at least one");
  return values;
}

/// Refuses ends that are not whole, and more steps than whole numbers, which would train cells twice.
void check_whole(const AxisRange& range, const JsonNode& node) {
  if (std::round(range.from) != range.from || std::round(range.to) != range.to)
    node.fail("the setting is a whole number, but the range does not begin and end with one",
              "Give whole numbers for from and to");
  if (static_cast<double>(range.steps) > range.to - range.from + 1)
    node.at("steps").fail("there are not so many whole numbers in this range", "Use fewer steps");
  for (std::int64_t i = 1; i < range.steps; ++i)
    if (value_at(range, static_cast<double>(i - 1)) == value_at(range, static_cast<double>(i)))
      node.at("steps").fail(
          std::to_string(static_cast<std::int64_t>(value_at(range, static_cast<double>(i)))) +
              " would come twice, as the setting is a whole number",
          "Use fewer steps, or list the values");
}

AxisRange read_range(const JsonNode& node, bool whole) {
  AxisRange range{.from = node.at("from").number(),
                  .to = node.at("to").number(),
                  .steps = node.at("steps").count(most_steps_of_a_range),
                  .whole = whole};
  if (node.has("scale")) range.logarithmic = node.at("scale").one_of({"linear", "log"}) == "log";
  if (range.from > range.to)
    node.fail("the range is reversed: from " + shortest(range.from) + " to " + shortest(range.to),
              "Swap from and to");
  if (range.from == range.to && range.steps > 1)
    node.fail("the range is empty: it begins and ends with " + shortest(range.from),
              "Give it another end, or a single step");
  if (range.logarithmic && !(range.from > 0))
    node.at("from").fail("a logarithmic range cannot begin with " + shortest(range.from),
                         "Begin above 0, or choose the scale linear");
  if (whole) check_whole(range, node);
  return range;
}

Axis read_axis(const JsonNode& node, const Experiment& experiment) {
  node.object({"path", "label", "from", "to", "steps", "scale", "values"});
  Axis axis;
  if (node.has("path")) {
    const std::string path = node.at("path").text();
    const bool is_spelled = std::ranges::find(study_paths(), path) != study_paths().end();
    axis.path = is_spelled ? path : spelled_path(path, node.at("path"));
    axis.places = places_of(axis.path, experiment);
  }
  if (node.has("label")) axis.label = node.at("label").text();
  if (axis.name().empty()) node.fail("the axis has neither a path nor a label", "Give it a path");
  if (node.has("values")) {
    for (const char* key : {"from", "to", "steps", "scale"})
      if (node.has(key))
        node.at(key).fail("the axis has a list of values already", "Remove it, or the values");
    axis.values = read_values(node.at("values"), axis);
    return axis;
  }
  if (axis.path.empty()) node.fail("a range needs a path", "Give it a path, or a list of values");
  axis.range =
      read_range(node, is_whole_setting(axis.places.empty() ? axis.path : axis.places.front(), experiment));
  return axis;
}

std::vector<Axis> read_axes(const JsonNode& node, const Experiment& experiment) {
  std::vector<Axis> axes;
  std::set<std::string> names;
  for (std::size_t i = 0; i < node.list_size(); ++i) {
    axes.push_back(read_axis(node.at(i), experiment));
    const std::string& name = axes.back().name();
    if (is_column_of_store(name))
      node.at(i).fail("an axis cannot be called " + name + ", as tables have a column of that name",
                      "Give it another label");
    if (!names.insert(name).second)
      node.at(i).fail("another axis is called " + name + " already", "Remove one of the two");
  }
  return axes;
}

std::vector<std::uint64_t> read_seeds(const JsonNode& node) {
  std::vector<std::uint64_t> seeds;
  for (std::size_t i = 0; i < node.list_size(); ++i) {
    seeds.push_back(node.at(i).unsigned_integer());
    if (std::ranges::count(seeds, seeds.back()) > 1)
      node.at(i).fail("the seed " + std::to_string(seeds.back()) + " comes twice", "Remove one of the two");
  }
  if (seeds.empty()) node.fail("there is no seed", "Give at least one");
  return seeds;
}

Experiment read_experiment(const JsonNode& node, const StudySource& source) {
  if (!node.value().is_string()) {
    Experiment experiment = parse_experiment(json_text(node.value()), source.name + ": experiment");
    experiment.folder = source.folder;
    return experiment;
  }
  const std::string name = node.text();
  const bool is_file = name.find(':') == std::string::npos;
  const std::string place = is_file ? (source.folder / name).string() : name;
  return source.open_experiment ? source.open_experiment(place) : load_experiment(place);
}

/// Applies the settings that the study makes for all cells.
Experiment with_settings(const Experiment& experiment, const JsonNode& root) {
  std::vector<ValueChange> changes;
  if (root.has("set")) changes = read_changes(root.at("set"));
  if (root.has("stop")) changes.push_back({.path = "stop", .value = json_text(root.at("stop").value())});
  if (changes.empty()) return experiment;
  try {
    return with_changes(experiment, std::move(changes));
  } catch (const Error& error) {
    const bool is_of_stop = error.place().starts_with("stop");
    throw Error(root.place() + ": " + (is_of_stop ? "" : "set: ") + error.place(), error.problem(),
                error.remedy());
  }
}

/// Replaces parts of the file by what its "quick" object sets differently.
Document with_quick_size(Document document) {
  const Document quick = document.value("quick", Document::object());
  for (const char* key : {"seeds", "stop"})
    if (quick.contains(key)) document[key] = quick[key];
  if (quick.contains("set") && quick["set"].is_object())
    for (const auto& [path, value] : quick["set"].items()) document["set"][path] = value;
  if (!quick.contains("axes") || !quick["axes"].is_array()) return document;
  for (std::size_t i = 0; i < quick["axes"].size() && i < document["axes"].size(); ++i) {
    Document& axis = document["axes"][i];
    if (quick["axes"][i].contains("values"))
      for (const char* key : {"from", "to", "steps", "scale"}) axis.erase(key);
    axis.update(quick["axes"][i]);
  }
  return document;
}

void check_format(const JsonNode& root) {
  if (!root.value().is_object()) root.fail_type("an object: { \"format\": \"lfplab-study\", ... }");
  const JsonNode format = root.at("format");
  if (format.text() != "lfplab-study")
    format.fail("this is no study but \"" + format.text() + "\"",
                "Choose a file whose format is \"lfplab-study\"");
  const JsonNode version = root.at("version");
  if (version.count() > 1) version.fail("the file was made by a newer LFP Lab", "Update LFP Lab to open it");
  root.object({"format", "version", "name", "question", "experiment", "set", "stop", "axes", "seeds",
               "measures", "target", "tournament", "pictures", "quick"});
  if (root.has("quick")) root.at("quick").object({"seeds", "stop", "set", "axes"});
}

void read_report(const JsonNode& root, Study& study) {
  if (root.has("measures")) {
    const JsonNode node = root.at("measures");
    study.measures.clear();
    for (std::size_t i = 0; i < node.list_size(); ++i)
      study.measures.push_back(node.at(i).one_of(measure_names()));
    if (study.measures.empty()) node.fail("there is no measure", "Give at least one");
  }
  if (root.has("target")) study.target = root.at("target").number();
  if (root.has("pictures")) {
    const JsonNode node = root.at("pictures");
    for (std::size_t i = 0; i < node.list_size(); ++i)
      study.pictures.push_back(node.at(i).one_of({"boundaries", "paths"}));
  }
  if (!root.has("tournament")) return;
  Keys axes;
  for (const Axis& axis : study.axes) axes.push_back(axis.name());
  study.tournament = root.at("tournament").one_of(axes);
}

}  // namespace

Study parse_study(const std::string& json, const StudySource& source) {
  Document document = parse_json(json, source.name, "study");
  check_format(JsonNode(document, source.name, "study"));
  if (source.quick) document = with_quick_size(std::move(document));
  const JsonNode root(document, source.name, "study");
  Study study;
  study.name = root.has("name") ? root.at("name").text() : "Study";
  if (root.has("question")) study.question = root.at("question").text();
  study.experiment = with_settings(read_experiment(root.at("experiment"), source), root);
  if (root.has("axes")) study.axes = read_axes(root.at("axes"), study.experiment);
  if (root.has("seeds")) study.seeds = read_seeds(root.at("seeds"));
  read_report(root, study);
  for (std::size_t axis = 0; axis < study.axes.size(); ++axis)
    check_axis(study, axis, root.at("axes").at(axis));
  if (const auto& stop = study.experiment.stop; !stop.epochs && !stop.steps)
    root.fail("the experiment has no stop, so that training would never end",
              "Add \"stop\": { \"epochs\": 10 }");
  return study;
}

}  // namespace lfp
