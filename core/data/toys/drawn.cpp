#include "core/data/toys/drawn.h"

#include "core/base/error.h"
#include "core/data/common_settings.h"
#include "core/data/normalise.h"
#include "core/data/toys/toy.h"
#include "core/files/json_text.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::json;

constexpr const char* wanted_point = "Give x, y and the class: [0.5, -1, 0]";

/// The initial drawing: a few points that no line can separate.
constexpr const char* first_points =
    "[[-1.1,-0.8,0],[-0.7,-1,0],[-0.9,-0.4,0],[0.8,0.9,0],[1.1,0.6,0],[0.6,0.5,0],"
    "[-1,0.8,1],[-0.6,0.6,1],[-0.8,1.1,1],[0.9,-0.7,1],[0.6,-0.9,1],[1.1,-1,1]]";

Json parsed_list(const std::string& text, const std::string& place) {
  Json list;
  try {
    list = read_json(text);
  } catch (const Json::parse_error& error) {
    throw Error(place, "the text is no JSON from character " + std::to_string(error.byte) + " on",
                "Write a list of points: [ [0.5, -1, 0], [1.2, 0.4, 1] ]");
  } catch (const Json::out_of_range&) {
    throw Error(place, "a number is too large", "Give coordinates from -100 to 100");
  }
  if (!list.is_array())
    throw Error(place, "the value has the wrong type",
                "Write a list of points: [ [0.5, -1, 0], [1.2, 0.4, 1] ]");
  return list;
}

double coordinate(const Json& json, const char* name, const std::string& place) {
  if (!json.is_number())
    throw Error(place, std::string(name) + " is " + json_text(json) + ", which is no number", wanted_point);
  const auto value = json.get<double>();
  if (std::abs(value) > largest_drawn_coordinate)
    throw Error(place, std::string(name) + " is out of range: " + json_text(json),
                "Give coordinates from -100 to 100");
  return value;
}

std::int32_t label_of(const Json& json, const std::string& place) {
  const std::string remedy = "Give a whole number from 0 to " + std::to_string(most_drawn_classes - 1);
  if (!json.is_number_integer()) throw Error(place, "the class is " + json_text(json), remedy);
  const bool is_known = json >= 0 && json < most_drawn_classes;
  if (!is_known) throw Error(place, "the class " + json_text(json) + " is out of range", remedy);
  return json.get<std::int32_t>();
}

DrawnPoint point_of(const Json& json, const std::string& place) {
  if (!json.is_array() || json.size() != 3)
    throw Error(place, json_text(json) + " is no point", wanted_point);
  return {.x = coordinate(json[0], "x", place),
          .y = coordinate(json[1], "y", place),
          .label = label_of(json[2], place)};
}

Dataset load_drawn(const Settings& settings, const DatasetRequest& request) {
  const auto drawn = parse_points(settings.text("points"), "dataset.points");
  Dataset dataset;
  dataset.name = "Drawn points";
  dataset.shape = {.channels = 2};
  dataset.least_reach = drawn_reach;
  for (const DrawnPoint& point : drawn) dataset.classes = std::max(dataset.classes, point.label + 1);
  for (std::int32_t label = 0; label < dataset.classes; ++label)
    dataset.class_names.push_back("class " + std::to_string(label));
  Samples points;
  points.features = 2;
  for (const DrawnPoint& point : drawn) {
    points.inputs.push_back(static_cast<float>(point.x));
    points.inputs.push_back(static_cast<float>(point.y));
    points.labels.push_back(point.label);
  }
  split_points(dataset, points, settings.real("test_fraction"), request.seed);
  if (settings.text("normalise") == "per_feature") normalise_per_feature(dataset);
  return dataset;
}

}  // namespace

std::vector<DrawnPoint> parse_points(const std::string& json, const std::string& place) {
  const Json list = parsed_list(json, place);
  std::vector<DrawnPoint> points;
  std::set<std::int32_t> labels;
  for (const Json& item : list) {
    points.push_back(point_of(item, place + "[" + std::to_string(points.size()) + "]"));
    labels.insert(points.back().label);
  }
  if (points.size() > most_drawn_points)
    throw Error(place, "there are " + std::to_string(points.size()) + " points",
                "Give at most " + std::to_string(most_drawn_points));
  if (labels.size() < 2)
    throw Error(
        place,
        points.empty() ? "there are no points" : "all points are of one class: there is nothing to learn",
        "Give points of two classes at least");
  return points;
}

std::string points_text(const std::vector<DrawnPoint>& points) {
  const auto rounded = [](double value) { return std::round(value * 1000.0) / 1000.0; };
  Json list = Json::array();
  for (const DrawnPoint& point : points)
    list.push_back(Json::array({rounded(point.x), rounded(point.y), point.label}));
  return json_text(list);
}

DatasetEntry drawn_entry() {
  DatasetEntry entry;
  entry.info.name = drawn_kind;
  entry.info.label = "Drawn";
  entry.info.summary = "Your own points: draw them into the decision boundary.";
  entry.info.formula = "(x_1, x_2) → class";
  entry.info.settings = {
      json_setting("points", "Points", "x, y and class of each point, as drawn or typed.", first_points),
      test_fraction_setting(),
      normalise_setting("Bring each coordinate to mean 0 and deviation 1, measured on the training part.")};
  entry.info.check = [](const Settings& settings, const std::string& place) {
    parse_points(settings.text("points"), place + ".points");
  };
  entry.is_toy = true;
  entry.load = load_drawn;
  return entry;
}

}  // namespace lfp
