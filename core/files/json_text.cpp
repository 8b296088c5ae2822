#include "core/files/json_text.h"

#include "core/base/error.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

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

template <class Json>
std::string printed(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

nlohmann::json read_json(const std::string& text) {
  return nlohmann::json::parse(text);
}

nlohmann::ordered_json read_ordered_json(const std::string& text) {
  return nlohmann::ordered_json::parse(text);
}

nlohmann::json read_json_if_valid(const std::string& text) {
  return nlohmann::json::parse(text, nullptr, false);
}

nlohmann::ordered_json read_ordered_json_if_valid(const std::string& text) {
  return nlohmann::ordered_json::parse(text, nullptr, false);
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

std::string json_text(const nlohmann::json& json, int indent) {
  return printed(json, indent);
}

std::string json_text(const nlohmann::ordered_json& json, int indent) {
  return printed(json, indent);
}

}  // namespace lfp
