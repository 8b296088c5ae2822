#include "tests/golden/reference_file.h"

#include "core/feedback/feedback_function.h"
#include "core/layers/activation_layer.h"
#include "core/layers/average_pool.h"
#include "core/layers/batch_norm.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/dropout.h"
#include "core/layers/layer_entry.h"
#include "core/layers/max_pool.h"
#include "core/layers/spiking.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <utility>

namespace lfp::golden {
namespace {

const std::map<std::string, std::string>& activation_names() {
  static const std::map<std::string, std::string> names = {
      {"relu", "relu"},
      {"leakyrelu", "leaky_relu"},
      {"elu", "elu"},
      {"silu", "silu"},
      {"tanh", "tanh"},
      {"sigmoid", "sigmoid"},
      {"step", "step"},
      {"softplus", "softplus"},
      {"hardsigmoid", "hard_sigmoid"},
      {"sign", "sign"},
  };
  return names;
}

const std::map<std::string, std::string>& rule_names() {
  static const std::map<std::string, std::string> names = {
      {"lfp_epsilon", "epsilon"},      {"lrp_epsilon", "epsilon"},
      {"lfp_epsilon_snn", "epsilon"},  {"lfp_hook_epsilon", "epsilon"},
      {"lrp_zplus", "z_plus"},         {"lfp_hook_zplus", "z_plus"},
      {"lrp_alphabeta", "alpha_beta"}, {"lfp_hook_alphabeta", "alpha_beta"},
      {"lrp_gamma", "gamma"},          {"lfp_hook_gamma", "gamma"},
      {"lrp_wsquare", "w_square"},     {"lrp_flat", "flat"},
  };
  return names;
}

void set_parameters(Layer& layer, const Json& json) {
  const auto weights = flat_numbers(json.at("weight"));
  std::transform(weights.begin(), weights.end(), layer.parameters().weight.data(),
                 [](double value) { return static_cast<Scalar>(value); });
  if (json.at("bias").is_null()) return;
  const auto biases = flat_numbers(json.at("bias"));
  std::transform(biases.begin(), biases.end(), layer.parameters().bias.data(),
                 [](double value) { return static_cast<Scalar>(value); });
}

Window to_window(const Json& json) {
  const auto pair = [&](const char* key) {
    const Json& value = json.at(key);
    return value.is_array() ? std::pair(value[0].get<std::int64_t>(), value[1].get<std::int64_t>())
                            : std::pair(value.get<std::int64_t>(), value.get<std::int64_t>());
  };
  const auto [height, width] = pair("kernel");
  const auto [row_stride, column_stride] = pair("stride");
  const auto [row_padding, column_padding] = pair("padding");
  return {.height = height,
          .width = width,
          .row_stride = row_stride,
          .column_stride = column_stride,
          .row_padding = row_padding,
          .column_padding = column_padding};
}

std::unique_ptr<LinearLayer> to_dense(const Json& json, const Shape& input) {
  auto layer =
      std::make_unique<DenseLayer>(input, json.at("out").get<std::int64_t>(), !json.at("bias").is_null());
  set_parameters(*layer, json);
  return layer;
}

std::unique_ptr<Layer> to_conv2d(const Json& json, const Shape& input) {
  if (json.at("groups") != 1 || json.at("dilation") != Json({1, 1}))
    throw NotSupported{"convolution with groups or dilation"};
  auto layer = std::make_unique<Conv2dLayer>(input, json.at("out_channels").get<std::int64_t>(),
                                             to_window(json), !json.at("bias").is_null());
  set_parameters(*layer, json);
  return layer;
}

std::unique_ptr<Layer> to_batch_norm(const Json& json, const Shape& input) {
  auto layer = std::make_unique<BatchNormLayer>(
      input, BatchNormSettings{.epsilon = json.at("eps"), .momentum = json.at("momentum")});
  set_parameters(*layer, json);
  Matrix& statistics = layer->statistics();
  statistics.row(0) = to_matrix(Json::array({json.at("running_mean")}));
  statistics.row(1) = to_matrix(Json::array({json.at("running_var")}));
  return layer;
}

std::unique_ptr<Layer> to_activation(const Json& json, const Shape& input) {
  const auto found = activation_names().find(json.at("function"));
  if (found == activation_names().end())
    throw NotSupported{"activation " + json.at("function").get<std::string>()};
  Choice choice{.name = found->second, .settings = {}};
  for (const auto& [name, value] : json.at("params").items()) choice.settings.set(name, value.get<double>());
  return std::make_unique<ActivationLayer>(input, make_from(activation_entries(), choice, "reference file"));
}

std::unique_ptr<Layer> to_flatten(const Shape& input) {
  return find_entry(layer_entries(), "flatten", "reference file")
      .make({}, {.input = input, .inputs = {}, .place = {}});
}

std::unique_ptr<Layer> to_layer(const Json& json, const Network& network, std::int64_t steps) {
  const std::string type = json.at("type");
  const Shape& input = network.output_shape();
  if (type == "dense") return to_dense(json, input);
  if (type == "conv2d") return to_conv2d(json, input);
  if (type == "activation") return to_activation(json, input);
  if (type == "maxpool2d") return std::make_unique<MaxPoolLayer>(input, to_window(json));
  if (type == "avgpool2d") return std::make_unique<AveragePoolLayer>(input, to_window(json));
  if (type == "batchnorm1d" || type == "batchnorm2d") return to_batch_norm(json, input);
  if (type == "dropout") return std::make_unique<DropoutLayer>(input, json.at("p").get<double>());
  if (type == "flatten") return to_flatten(input);
  if (type == "lif_dense") {
    const NeuronSettings settings{.beta = json.at("beta"),
                                  .threshold = json.at("threshold"),
                                  .reset = json.at("reset") == "zero" ? Reset::zero : Reset::subtract};
    return std::make_unique<SpikingLayer>(to_dense(json, input), settings, steps, !network.is_in_time());
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
  const Json& first = file.contains("input")            ? file.at("input")[0]
                      : file.contains("input_sequence") ? file.at("input_sequence")[0][0]
                                                        : file.at("data")[0];
  if (!first[0].is_array()) return {.channels = static_cast<std::int64_t>(first.size())};
  return {.channels = static_cast<std::int64_t>(first.size()),
          .height = static_cast<std::int64_t>(first[0].size()),
          .width = static_cast<std::int64_t>(first[0][0].size())};
}

Network to_network(const Json& file, std::unique_ptr<Layer> coding) {
  const std::int64_t steps = file.contains("steps") ? file.at("steps").get<std::int64_t>() : 1;
  Network network(input_shape(file), steps);
  if (coding) network.add_coding(std::move(coding));
  for (const auto& layer : file.at("network")) network.add(to_layer(layer, network, steps));
  return network;
}

Choice to_rule(const Json& rule) {
  const std::string name = rule.at("name");
  const auto found = rule_names().find(name);
  if (found == rule_names().end()) throw NotSupported{"rule " + name};
  Choice choice{.name = found->second, .settings = {}};
  for (const auto& [key, value] : rule.at("params").items())
    choice.settings.set(key == "stabilizer" ? "epsilon" : key, value.get<double>());
  if (choice.name == "alpha_beta") choice.settings.set("conserving", false);  // the reference takes any
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
