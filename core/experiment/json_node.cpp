#include "core/experiment/json_node.h"

#include "core/base/error.h"
#include "core/base/unknown_name.h"
#include "core/files/json_text.h"

#include <limits>
#include <utility>

namespace lfp {

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
    fail(json_text(value_) + " is out of range", "Give " + due);
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
  if (!(number > 0.0)) fail(json_text(value_) + " is out of range", "Give a number above 0");
  return number;
}

double JsonNode::fraction() const {
  if (!value_.is_number()) fail_type("a number from 0 to 1");
  const auto number = value_.get<double>();
  if (!(number >= 0.0 && number <= 1.0))
    fail(json_text(value_) + " is out of range", "Give a number from 0 to 1");
  return number;
}

SettingValue JsonNode::setting(SettingKind kind) const {
  if (kind == SettingKind::json && !value_.is_string()) return json_text(value_);
  if (value_.is_boolean()) return value_.get<bool>();
  if (value_.is_number_unsigned() &&
      value_.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return value_.get<double>();
  if (value_.is_number_integer()) return value_.get<std::int64_t>();
  if (value_.is_number_float()) return value_.get<double>();
  if (value_.is_string()) return value_.get<std::string>();
  fail_type("a number, a text, or true or false");
}

}  // namespace lfp
