#include "tests/golden/reference_file.h"

#include "core/feedback/feedback_function.h"
#include "core/layers/activation_layer.h"
#include "core/layers/dense.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>

namespace lfp::golden {
namespace {

const std::map<std::string, std::string>& activation_names() {
  static const std::map<std::string, std::string> names = {
      {"relu", "relu"}, {"leakyrelu", "leaky_relu"}, {"elu", "elu"},   {"silu", "silu"},
      {"tanh", "tanh"}, {"sigmoid", "sigmoid"},      {"step", "step"},
  };
  return names;
}

const std::map<std::string, std::string>& rule_names() {
  static const std::map<std::string, std::string> names = {
      {"lfp_epsilon", "epsilon"},
      {"lrp_epsilon", "epsilon"},
      {"lfp_hook_epsilon", "epsilon"},
      {"lrp_zplus", "z_plus"},
      {"lfp_hook_zplus", "z_plus"},
      {"lrp_alphabeta", "alpha_beta"},
      {"lfp_hook_alphabeta", "alpha_beta"},
      {"lrp_gamma", "gamma"},
      {"lfp_hook_gamma", "gamma"},
      {"lrp_wsquare", "w_square"},
      {"lrp_flat", "flat"},
  };
  return names;
}

void set_parameters(LinearLayer& layer, const Json& json) {
  const auto weights = flat_numbers(json.at("weight"));
  std::transform(weights.begin(), weights.end(), layer.parameters().weight.data(),
                 [](double value) { return static_cast<Scalar>(value); });
  if (json.at("bias").is_null()) return;
  const auto biases = flat_numbers(json.at("bias"));
  std::transform(biases.begin(), biases.end(), layer.parameters().bias.data(),
                 [](double value) { return static_cast<Scalar>(value); });
}

std::unique_ptr<Layer> to_layer(const Json& json, const Shape& input) {
  const std::string type = json.at("type");
  if (type == "dense") {
    auto layer =
        std::make_unique<DenseLayer>(input, json.at("out").get<std::int64_t>(), !json.at("bias").is_null());
    set_parameters(*layer, json);
    return layer;
  }
  if (type == "activation") {
    const auto found = activation_names().find(json.at("function"));
    if (found == activation_names().end())
      throw NotSupported{"activation " + json.at("function").get<std::string>()};
    Choice choice{.name = found->second, .settings = {}};
    for (const auto& [name, value] : json.at("params").items())
      choice.settings.set(name, value.get<double>());
    return std::make_unique<ActivationLayer>(input,
                                             make_from(activation_entries(), choice, "reference file"));
  }
  throw NotSupported{"layer " + type};
}

}  // namespace

void Comparison::equal(const std::string& what, double actual, double expected) const {
  const double allowed = tolerance_ * std::max(1.0, std::abs(expected));
  if (std::abs(actual - expected) <= allowed) return;
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(), ": %.17g instead of %.17g", actual, expected);
  throw Mismatch{what + text.data()};
}

void Comparison::equal(const std::string& what, const Scalar* actual, Index count,
                       const Json& expected) const {
  const auto numbers = flat_numbers(expected);
  if (numbers.size() != static_cast<std::size_t>(count))
    throw Mismatch{what + ": " + std::to_string(count) + " numbers instead of " +
                   std::to_string(numbers.size())};
  for (std::size_t i = 0; i < numbers.size(); ++i)
    equal(what + "[" + std::to_string(i) + "]", static_cast<double>(actual[i]), numbers[i]);
}

std::vector<double> flat_numbers(const Json& json) {
  std::vector<double> numbers;
  const std::function<void(const Json&)> collect = [&](const Json& part) {
    if (part.is_array())
      for (const auto& item : part) collect(item);
    else
      numbers.push_back(part.get<double>());
  };
  collect(json);
  return numbers;
}

Matrix to_matrix(const Json& rows) {
  const auto numbers = flat_numbers(rows);
  const auto count = static_cast<Index>(rows.size());
  Matrix matrix(count, count == 0 ? 0 : static_cast<Index>(numbers.size()) / count);
  std::transform(numbers.begin(), numbers.end(), matrix.data(),
                 [](double value) { return static_cast<Scalar>(value); });
  return matrix;
}

Shape input_shape(const Json& file) {
  const Json& first = file.contains("input") ? file.at("input")[0] : file.at("data")[0];
  if (!first[0].is_array()) return {.channels = static_cast<std::int64_t>(first.size())};
  return {.channels = static_cast<std::int64_t>(first.size()),
          .height = static_cast<std::int64_t>(first[0].size()),
          .width = static_cast<std::int64_t>(first[0][0].size())};
}

Network to_network(const Json& file) {
  Network network(input_shape(file));
  for (const auto& layer : file.at("network")) network.add(to_layer(layer, network.output_shape()));
  return network;
}

Choice to_rule(const Json& rule) {
  const std::string name = rule.at("name");
  const auto found = rule_names().find(name);
  if (found == rule_names().end()) throw NotSupported{"rule " + name};
  Choice choice{.name = found->second, .settings = {}};
  for (const auto& [key, value] : rule.at("params").items())
    choice.settings.set(key == "stabilizer" ? "epsilon" : key, value.get<double>());
  if (name.starts_with("lfp_hook_") && choice.name != "epsilon")
    choice.settings.set("parameters", std::string("own"));
  return choice;
}

std::optional<Choice> to_feedback_function(const Json& function) {
  const std::string name = function.at("name");
  if (name == "explicit") return std::nullopt;
  const auto& entries = feedback_entries();
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& entry) { return entry.info.name == name; });
  if (found == entries.end()) throw NotSupported{"feedback function " + name};
  Choice choice{.name = name, .settings = {}};
  for (const auto& [key, value] : function.at("params").items()) {
    if (value.is_boolean())
      choice.settings.set(key, value.get<bool>());
    else if (value.is_number_integer())
      choice.settings.set(key, value.get<std::int64_t>());
    else
      choice.settings.set(key, value.get<double>());
  }
  return choice;
}

}  // namespace lfp::golden
