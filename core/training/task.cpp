#include "core/training/task.h"

#include "core/base/error.h"
#include "core/base/logistic.h"
#include "core/layers/layer_entry.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

double variance_of(std::span<const float> values) {
  double sum = 0;
  double squares = 0;
  for (const float value : values) {
    sum += static_cast<double>(value);
    squares += static_cast<double>(value) * static_cast<double>(value);
  }
  const auto count = static_cast<double>(std::max<std::size_t>(values.size(), 1));
  const double variance = squares / count - (sum / count) * (sum / count);
  return variance > 0 ? variance : 1.0;
}

/// Where the number of outputs is set: at the last layer, if it has such a setting.
std::string unit_setting(const NetworkSpec& spec) {
  std::string place = "network.layers[" + std::to_string(spec.layers.size() - 1) + "]";
  const auto& entry = find_entry(layer_entries(), spec.layers.back().kind.name, place + ".kind");
  for (const auto& setting : entry.info.settings)
    if (setting.name == "units" || setting.name == "channels") return place + "." + setting.name;
  return place;
}

}  // namespace

Task task_of(const Experiment& experiment, const Dataset& dataset) {
  Task task;
  task.autoencode = experiment.autoencode;
  if (experiment.autoencode) {
    task.values = dataset.shape.size();
    task.variance = variance_of(dataset.train.inputs);
  } else if (dataset.is_regression()) {
    task.values = dataset.train.outputs;
    task.variance = variance_of(dataset.train.targets);
  } else {
    task.classes = dataset.classes;
  }
  return task;
}

void check_outputs(const Task& task, const Network& network, const NetworkSpec& spec) {
  const Index outputs = network.output_shape().size();
  const bool is_single = task.classes == 2 && outputs == 1;
  const Index wanted = task.is_values() ? task.values : task.classes;
  if (outputs == wanted || is_single) return;
  const std::string have =
      "the last layer has " + std::to_string(outputs) + " units, but the data has " + std::to_string(wanted);
  const std::string what = task.autoencode    ? " inputs to reproduce"
                           : task.is_values() ? " values"
                                              : " classes";
  const std::string units = std::to_string(wanted) + " units";
  throw Error(unit_setting(spec), have + what,
              network.output_shape().is_image() ? "Add a dense layer of " + units + " at the end"
                                                : "Give the last layer " + units);
}

OutputKind output_kind(const Task& task, const Network& network) {
  return {.outputs = network.output_shape().size(),
          .classes = task.classes,
          .steps = network.is_in_time() ? network.steps() : 1,
          .is_spiking = network.layer(network.size() - 1).gives_spikes()};
}

std::int32_t predicted_class(const Matrix& logits, Index row) {
  if (logits.cols() == 1) return logits(row, 0) > 0 ? 1 : 0;
  Index predicted = 0;
  logits.row(row).maxCoeff(&predicted);
  return static_cast<std::int32_t>(predicted);
}

double predicted_probability(const Matrix& logits, Index row) {
  if (logits.cols() == 1) return logistic(std::abs(static_cast<double>(logits(row, 0))));
  const Scalar largest = logits.row(row).maxCoeff();
  return 1 / static_cast<double>((logits.row(row).array() - largest).exp().sum());
}

BatchTargets::BatchTargets(const Task& task, Index batch)
    : is_values_(task.is_values()), autoencode_(task.autoencode) {
  if (is_values_)
    values_ = Matrix::Zero(batch, task.values);
  else
    labels_.resize(static_cast<std::size_t>(batch));
}

void BatchTargets::set(Index row, const Samples& samples, std::int64_t index) {
  if (!is_values_) {
    labels_[static_cast<std::size_t>(row)] = samples.labels[static_cast<std::size_t>(index)];
    return;
  }
  const float* from =
      autoencode_ ? samples.input(index).data() : samples.targets.data() + index * values_.cols();
  std::transform(from, from + values_.cols(), values_.row(row).data(),
                 [](float value) { return static_cast<Scalar>(value); });
}

Targets BatchTargets::view() const {
  return is_values_ ? Targets{.labels = {}, .values = &values_}
                    : Targets{.labels = labels_, .values = nullptr};
}

}  // namespace lfp
