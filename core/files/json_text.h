#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace lfp {

// JSON is parsed and printed here alone: the library's parser and printer take seconds to compile in every
// file that calls them.

/// Throws nlohmann::json::exception where the text is no JSON or a number in it is too large.
nlohmann::json read_json(const std::string& text);
nlohmann::ordered_json read_ordered_json(const std::string& text);

/// The value is discarded (is_discarded()) where the text is no JSON.
nlohmann::json read_json_if_valid(const std::string& text);
nlohmann::ordered_json read_ordered_json_if_valid(const std::string& text);

/// Parses a user's text. Throws Error naming `source` (or `whole`, where that is empty) with line and column
/// where it is no JSON, or where a key comes twice in one object and would silently hide the other.
nlohmann::json parse_json(const std::string& text, const std::string& source, const std::string& whole);

/// Without an indent the text is one line. What is no UTF-8 is replaced by U+FFFD.
std::string json_text(const nlohmann::json& json, int indent = -1);
std::string json_text(const nlohmann::ordered_json& json, int indent = -1);

}  // namespace lfp
