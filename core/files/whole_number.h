#pragma once

#include <cstdint>
#include <utility>

#include <nlohmann/json.hpp>

namespace lfp {

/// The whole number in `json`: the library's own conversion takes 1e99 too, and then whatever comes out.
/// Throws nlohmann::json::exception where it is none or Number cannot hold it.
template <class Number, class Json>
Number whole_number(const Json& json) {
  const auto checked = [](auto value) {
    if (!std::in_range<Number>(value))
      throw nlohmann::json::out_of_range::create(406, "number out of range", nullptr);
    return static_cast<Number>(value);
  };
  if (json.is_number_unsigned()) return checked(json.template get<std::uint64_t>());
  if (json.is_number_integer()) return checked(json.template get<std::int64_t>());
  throw nlohmann::json::type_error::create(302, "it has to be a whole number", nullptr);
}

}  // namespace lfp
