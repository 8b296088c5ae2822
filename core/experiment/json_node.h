#pragma once

#include "core/base/settings.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace lfp {

/// A value of a JSON file together with how messages call it: "file.json: runs[0].rule.epsilon". Requests
/// that the value doesn't meet throw Error at this place, with the remedy. It refers to the document and to
/// the source.
class JsonNode {
 public:
  using Json = nlohmann::json;
  using Keys = std::vector<std::string>;

  static constexpr std::int64_t largest_count = 1'000'000'000;

  /// `whole` is what messages call the document where it has no source: "experiment".
  JsonNode(const Json& value, const std::string& source, std::string whole = "experiment");

  const Json& value() const { return value_; }
  std::string place() const;
  [[noreturn]] void fail(const std::string& problem, const std::string& remedy) const;
  /// `due` is what the value should have been: "a text".
  [[noreturn]] void fail_type(const std::string& due) const;

  /// Whether an object has that key with another value than null.
  bool has(const std::string& key) const { return value_.contains(key) && !value_.at(key).is_null(); }
  JsonNode at(const std::string& key) const;
  JsonNode at(std::size_t index) const;
  /// Returns itself; throws Error unless it is an object with no other keys than these.
  const JsonNode& object(const Keys& known) const;

  std::size_t list_size() const;
  std::string text() const;
  std::string one_of(const Keys& known) const;
  std::uint64_t unsigned_integer() const;
  std::int64_t count(std::int64_t largest = largest_count, std::uint64_t least = 1) const;
  bool flag() const;
  double number() const;
  double positive() const;
  /// From 0 to 1.
  double fraction() const;
  SettingValue setting(SettingKind kind) const;

 private:
  JsonNode(const JsonNode& parent, const Json& value, std::string path);

  const Json& value_;
  const std::string& source_;
  std::string whole_;
  std::string path_;
};

}  // namespace lfp
