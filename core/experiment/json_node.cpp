#include "core/experiment/json_node.h"

#include "core/base/error.h"
#include "core/base/unknown_name.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

namespace lfp {
namespace {

/// Notices keys that come twice in one object.
class DuplicateKeys {
 public:
  explicit DuplicateKeys(const std::string& place) : place_(place) {}
  bool operator()(int /*depth*/, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
    if (event == nlohmann::json::parse_event_t::object_start) open_.emplace_back();
    if (event == nlohmann::json::parse_event_t::object_end) open_.pop_back();
    if (event == nlohmann::json::parse_event_t::key && !open_.back().insert(parsed.get<std::string>()).second)
      throw Error(place_, "the key \"" + parsed.get<std::string>() + "\" comes twice in one object",
                  "Remove one of the two");
    return true;
  }

 private:
  const std::string& place_;
  std::vector<std::set<std::string>> open_;
};

std::string line_and_column(const std::string& text, std::size_t byte) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte > 0 ? byte - 1 : 0, text.size()));
  const auto line_start = std::find(std::make_reverse_iterator(end), text.rend(), '\n').base();
  return "line " + std::to_string(1 + std::count(text.begin(), end, '\n')) + ", column " +
         std::to_string(1 + (end - line_start));
}

/// The library's message without its own prefix: "[json.exception...] parse error at line 1, column 2: ...".
std::string reason_of(const nlohmann::json::exception& error) {
  std::string text = error.what();
  for (const char* prefix : {"] ", "parse error at ", ": "}) {
    const auto at = text.find(prefix);
    if (at != std::string::npos) text.erase(0, at + std::string(prefix).size());
  }
  return text;
}

}  // namespace

JsonNode::JsonNode(const nlohmann::json& value, const std::string& source, std::string whole)
    : value_(value), source_(source), whole_(std::move(whole)) {}

JsonNode::JsonNode(const JsonNode& parent, const nlohmann::json& value, std::string path)
    : value_(value), source_(parent.source_), whole_(parent.whole_), path_(std::move(path)) {}

std::string JsonNode::place() const {
  if (source_.empty()) return path_.empty() ? whole_ : path_;
  return path_.empty() ? source_ : source_ + ": " + path_;
}

void JsonNode::fail(const std::string& problem, const std::string& remedy) const {
  throw Error(place(), problem, remedy);
}

void JsonNode::fail_type(const std::string& due) const {
  fail("the value has the wrong type", "Give " + due);
}

JsonNode JsonNode::at(const std::string& key) const {
  static const nlohmann::json missing;
  const std::string path = path_.empty() ? key : path_ + "." + key;
  if (!value_.contains(key)) JsonNode(*this, missing, path).fail("the key is missing", "Add it");
  return {*this, value_.at(key), path};
}

JsonNode JsonNode::at(std::size_t index) const {
  return {*this, value_.at(index), path_ + "[" + std::to_string(index) + "]"};
}

const JsonNode& JsonNode::object(const Keys& known) const {
  if (!value_.is_object()) fail_type("an object: { ... }");
  for (const auto& [key, value] : value_.items())
    if (std::ranges::find(known, key) == known.end()) throw UnknownKey(at(key).place(), key, known);
  return *this;
}

std::size_t JsonNode::list_size() const {
  if (!value_.is_array()) fail_type("a list: [ ... ]");
  return value_.size();
}

std::string JsonNode::text() const {
  if (!value_.is_string()) fail_type("a text");
  return value_.get<std::string>();
}

std::string JsonNode::one_of(const Keys& known) const {
  auto name = text();
  if (std::ranges::find(known, name) == known.end())
    fail("there is no \"" + name + "\"", remedy_for(name, known));
  return name;
}

std::uint64_t JsonNode::unsigned_integer() const {
  if (!value_.is_number_unsigned()) fail_type("a whole number from 0 to 18446744073709551615");
  return value_.get<std::uint64_t>();
}

std::int64_t JsonNode::count(std::int64_t largest, std::uint64_t least) const {
  const std::string due = "a whole number from " + std::to_string(least) + " to " + std::to_string(largest);
  if (!value_.is_number_integer()) fail_type(due);
  if (!value_.is_number_unsigned() || value_.get<std::uint64_t>() < least ||
      value_.get<std::uint64_t>() > static_cast<std::uint64_t>(largest))
    fail(value_.dump() + " is out of range", "Give " + due);
  return value_.get<std::int64_t>();
}

bool JsonNode::flag() const {
  if (!value_.is_boolean()) fail_type("true or false");
  return value_.get<bool>();
}

double JsonNode::number() const {
  if (!value_.is_number()) fail_type("a number");
  return value_.get<double>();
}

double JsonNode::positive() const {
  if (!value_.is_number()) fail_type("a number above 0");
  const auto number = value_.get<double>();
  if (!(number > 0.0)) fail(value_.dump() + " is out of range", "Give a number above 0");
  return number;
}

double JsonNode::fraction() const {
  if (!value_.is_number()) fail_type("a number from 0 to 1");
  const auto number = value_.get<double>();
  if (!(number >= 0.0 && number <= 1.0))
    fail(value_.dump() + " is out of range", "Give a number from 0 to 1");
  return number;
}

SettingValue JsonNode::setting(SettingKind kind) const {
  if (kind == SettingKind::json && !value_.is_string()) return value_.dump();
  if (value_.is_boolean()) return value_.get<bool>();
  if (value_.is_number_unsigned() &&
      value_.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return value_.get<double>();
  if (value_.is_number_integer()) return value_.get<std::int64_t>();
  if (value_.is_number_float()) return value_.get<double>();
  if (value_.is_string()) return value_.get<std::string>();
  fail_type("a number, a text, or true or false");
}

nlohmann::json parse_json(const std::string& text, const std::string& source, const std::string& whole) {
  const std::string place = source.empty() ? whole : source;
  try {
    return nlohmann::json::parse(text, DuplicateKeys(place));
  } catch (const nlohmann::json::parse_error& error) {
    throw Error(place + ", " + line_and_column(text, error.byte),
                "this is not valid JSON (" + reason_of(error) + ")", "Correct the file at this place");
  } catch (const nlohmann::json::exception& error) {
    throw Error(place, "this is not valid JSON (" + reason_of(error) + ")", "Correct the file at this place");
  }
}

}  // namespace lfp
