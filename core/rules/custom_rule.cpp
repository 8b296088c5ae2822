#include "core/rules/custom_rule.h"

#include "core/files/json_text.h"
#include "core/rules/rule_settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::json;

constexpr double largest_coefficient = 1e6;

template <class Part>
using Name = std::pair<std::string_view, Part>;

constexpr std::array<Name<InputPart>, 5> input_names = {{{"all", InputPart::all},
                                                         {"positive", InputPart::positive},
                                                         {"negative", InputPart::negative},
                                                         {"absolute", InputPart::absolute},
                                                         {"ones", InputPart::ones}}};
constexpr std::array<Name<WeightPart>, 8> weight_names = {{{"all", WeightPart::all},
                                                           {"positive", WeightPart::positive},
                                                           {"negative", WeightPart::negative},
                                                           {"absolute", WeightPart::absolute},
                                                           {"squared", WeightPart::squared},
                                                           {"ones", WeightPart::ones},
                                                           {"raised_positive", WeightPart::raised_positive},
                                                           {"raised_negative", WeightPart::raised_negative}}};
constexpr std::array<Name<BiasPart>, 8> bias_names = {{{"none", BiasPart::none},
                                                       {"all", BiasPart::all},
                                                       {"positive", BiasPart::positive},
                                                       {"negative", BiasPart::negative},
                                                       {"absolute", BiasPart::absolute},
                                                       {"squared", BiasPart::squared},
                                                       {"raised_positive", BiasPart::raised_positive},
                                                       {"raised_negative", BiasPart::raised_negative}}};
constexpr std::array<Name<Gate>, 4> gate_names = {
    {{"none", Gate::none}, {"positive", Gate::positive}, {"negative", Gate::negative}, {"sign", Gate::sign}}};

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const auto name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

void check_object(const Json& json, std::initializer_list<std::string_view> known, const std::string& place) {
  if (!json.is_object()) throw Error(place, "the value has the wrong type", "Give an object: { ... }");
  for (const auto& [key, value] : json.items())
    if (std::find(known.begin(), known.end(), key) == known.end())
      throw Error(place + "." + key, "the key is not known",
                  "Remove it, or use one of: " + listed({known.begin(), known.size()}));
}

/// The part that `json` names under `key`; `fallback` if it names none.
template <class Part, std::size_t Count>
Part part_of(const Json& json, const char* key, const std::array<Name<Part>, Count>& names, Part fallback,
             const std::string& place) {
  if (!json.contains(key)) return fallback;
  std::array<std::string_view, Count> known;
  std::transform(names.begin(), names.end(), known.begin(), [](const auto& name) { return name.first; });
  const std::string here = place + "." + key;
  const std::string remedy = "Choose one of: " + listed(known);
  if (!json.at(key).is_string()) throw Error(here, "the value has the wrong type", remedy);
  const auto& given = json.at(key).get_ref<const std::string&>();
  const auto found = std::find(known.begin(), known.end(), given);
  if (found == known.end()) throw Error(here, "there is no \"" + given + "\"", remedy);
  return names[static_cast<std::size_t>(found - known.begin())].second;
}

std::vector<Pass> passes_of(const Json& json, const std::string& place) {
  if (!json.is_array()) throw Error(place, "the value has the wrong type", "Give a list: [ ... ]");
  std::vector<Pass> passes;
  for (const auto& item : json) {
    const std::string here = place + "[" + std::to_string(passes.size()) + "]";
    check_object(item, {"input", "weight", "bias"}, here);
    const Pass fallback;
    passes.push_back({.input = part_of(item, "input", input_names, fallback.input, here),
                      .weight = part_of(item, "weight", weight_names, fallback.weight, here),
                      .bias = part_of(item, "bias", bias_names, fallback.bias, here)});
  }
  return passes;
}

Scalar coefficient_of(const Json& json, const std::string& place) {
  const bool is_number = json.is_number();
  if (is_number && std::abs(json.get<double>()) <= largest_coefficient) return json.get<Scalar>();
  throw Error(place, is_number ? json_text(json) + " is out of range" : "the value has the wrong type",
              "Give a number from -1e6 to 1e6");
}

Share share_of(const Json& json, const std::string& place) {
  check_object(json, {"coefficient", "gate", "passes", "normaliser"}, place);
  if (!json.contains("passes")) throw Error(place + ".passes", "the key is missing", "Add it");
  Share share;
  share.passes = passes_of(json.at("passes"), place + ".passes");
  if (share.passes.empty())
    throw Error(place + ".passes", "there is no pass",
                "Add at least one, for example {}, the layer as it is");
  if (json.contains("coefficient"))
    share.coefficient = coefficient_of(json.at("coefficient"), place + ".coefficient");
  share.gate = part_of(json, "gate", gate_names, share.gate, place);
  if (json.contains("normaliser")) share.normaliser = passes_of(json.at("normaliser"), place + ".normaliser");
  return share;
}

Json parsed(const std::string& text, const std::string& place) {
  try {
    return read_json(text);
  } catch (const Json::parse_error& error) {
    throw Error(place, "the text is no JSON from character " + std::to_string(error.byte) + " on",
                "Write a list of shares: [ { \"passes\": [ { ... } ] } ]");
  } catch (const Json::out_of_range&) {
    throw Error(place, "a number is too large", "Give numbers from -1e6 to 1e6");
  }
}

/// LFP-z+z-, which shows every key.
constexpr const char* example =
    R"([{"coefficient":1,"gate":"sign","normaliser":[{"bias":"absolute","input":"absolute","weight":"absolute"}],)"
    R"("passes":[{"bias":"all","input":"all","weight":"all"}]}])";

}  // namespace

std::vector<Share> parse_shares(const std::string& json, const std::string& place) {
  const Json list = parsed(json, place);
  if (!list.is_array()) throw Error(place, "the value has the wrong type", "Give a list of shares: [ ... ]");
  std::vector<Share> shares;
  for (const auto& item : list)
    shares.push_back(share_of(item, place + "[" + std::to_string(shares.size()) + "]"));
  if (shares.empty()) throw Error(place, "there is no share", "Add at least one");
  return shares;
}

RuleEntry custom_rule_entry() {
  return {
      {.name = "custom",
       .label = "Your own rule",
       .summary =
           "Shares of masked passes, written in JSON: each share normalises its passes by their sum, or "
           "by passes of its own",
       .formula = "R_i = Σ_s c_s Σ_p â_i Σ_j \\frac{ŵ_{ji}}{Σ_n ẑ_j + ε} R_j",
       .settings = {json_setting(
                        "shares", "Shares",
                        "A list of shares: \"passes\" (each with \"input\", \"weight\" and \"bias\": "
                        "all, positive, negative, …), and if need be \"coefficient\", \"gate\" "
                        "(none, positive, negative, sign) and \"normaliser\"",
                        example),
                    with_usual_range(real_setting("gamma", "γ",
                                                  "How much raised_positive adds to positive weights, and "
                                                  "raised_negative to negative ones",
                                                  0.25, 0.0, 100.0),
                                     0.0, 2.0),
                    epsilon_setting(), parameter_share_setting(ParameterShare::own)},
       .check = [](const Settings& settings,
                   const std::string& place) { parse_shares(settings.text("shares"), place + ".shares"); }},
      [](const Settings& settings) {
        auto rule = std::make_unique<Rule>();
        rule->shares = parse_shares(settings.text("shares"), "shares");
        rule->gamma = static_cast<Scalar>(settings.real("gamma"));
        rule->epsilon = static_cast<Scalar>(settings.real("epsilon"));
        rule->parameter_share = parameter_share_of(settings);
        return rule;
      }};
}

}  // namespace lfp
