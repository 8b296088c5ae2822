#include "tests/support/make_snapshot.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

namespace lfp::test {
namespace {

constexpr std::int64_t steps_per_epoch = 20;
constexpr std::size_t timeline_capacity = 2048;

Shape shape_of(std::int64_t features) {
  const auto side = static_cast<std::int64_t>(std::lround(std::sqrt(static_cast<double>(features))));
  const bool is_image = side >= 8 && side * side == features;
  return is_image ? Shape{.channels = 1, .height = side, .width = side} : Shape{.channels = features};
}

/// A ring broken at an angle that tells the class, in 0 .. 1.
float ring_pixel(const Shape& shape, std::int64_t pixel, std::int32_t label, std::int32_t classes,
                 double wobble) {
  const double middle = static_cast<double>(shape.width - 1) / 2.0;
  const double x = static_cast<double>(pixel % shape.width) - middle;
  const double y = static_cast<double>(pixel / shape.width) - middle;
  const double radius = static_cast<double>(shape.width) * (0.30 + 0.05 * wobble);
  const double gap = 2.0 * M_PI * label / classes - M_PI;
  const double off_gap = std::abs(std::remainder(std::atan2(y, x) - gap, 2.0 * M_PI));
  if (off_gap < 0.5) return 0.0F;
  return static_cast<float>(std::clamp(2.2 - std::abs(std::hypot(x, y) - radius), 0.0, 1.0));
}

Samples make_samples(const Shape& shape, std::int32_t classes, std::int64_t count, Random& random) {
  Samples samples;
  samples.features = shape.size();
  for (std::int64_t index = 0; index < count; ++index) {
    const auto label = static_cast<std::int32_t>(index % classes);
    const double wobble = random.uniform(-1.0, 1.0);
    const double angle = 2.0 * M_PI * label / classes;
    for (std::int64_t feature = 0; feature < samples.features; ++feature) {
      if (shape.is_image()) {
        samples.inputs.push_back(2.0F * ring_pixel(shape, feature, label, classes, wobble) - 1.0F);
      } else {
        const double centre = feature == 0 ? std::cos(angle) : feature == 1 ? std::sin(angle) : 0.0;
        samples.inputs.push_back(static_cast<float>(centre + 0.25 * random.normal()));
      }
    }
    samples.labels.push_back(label);
  }
  return samples;
}

std::shared_ptr<const Dataset> make_dataset(const SnapshotRecipe& recipe) {
  auto dataset = std::make_shared<Dataset>();
  dataset->shape = shape_of(recipe.sizes.front());
  dataset->classes = static_cast<std::int32_t>(recipe.sizes.back());
  dataset->name = dataset->shape.is_image() ? "Broken rings" : "Blobs";
  if (dataset->shape.is_image()) dataset->normalisation = {.mean = {0.5F}, .deviation = {0.5F}};
  for (std::int32_t label = 0; label < dataset->classes; ++label) {
    dataset->class_names.push_back(dataset->shape.is_image() ? std::to_string(label)
                                                             : "class " + std::to_string(label));
  }
  Random random(recipe.seed, RandomStream::data);
  dataset->train = make_samples(dataset->shape, dataset->classes, 2 * recipe.samples, random);
  dataset->test = make_samples(dataset->shape, dataset->classes, recipe.samples, random);
  return dataset;
}

std::shared_ptr<const Experiment> make_experiment(const SnapshotRecipe& recipe) {
  auto experiment = std::make_shared<Experiment>();
  experiment->name = "Made for a test";
  experiment->seed = recipe.seed;
  for (std::size_t layer = 1; layer < recipe.sizes.size(); ++layer) {
    LayerSpec spec;
    spec.kind.name = "dense";
    spec.kind.settings.set("units", recipe.sizes[layer]);
    if (layer + 1 < recipe.sizes.size()) spec.activation.name = "relu";
    experiment->network.layers.push_back(spec);
  }
  for (std::size_t run = 0; run < recipe.runs; ++run) {
    RunSpec spec;
    spec.method = run == 0 ? Method::lfp : Method::gradient;
    spec.name = run == 0 ? "LFP-ε" : run == 1 ? "Gradient" : "Gradient " + std::to_string(run);
    experiment->runs.push_back(spec);
  }
  return experiment;
}

/// Weights that start alike in every run and drift; LFP (run 0) flips few signs, gradient descent many.
std::shared_ptr<const LayerWeights> make_weights(const SnapshotRecipe& recipe, std::size_t run,
                                                 std::size_t layer) {
  const std::int64_t inputs = recipe.sizes[layer];
  const std::int64_t units = recipe.sizes[layer + 1];
  const auto count = static_cast<std::size_t>(inputs * units);
  Random start(recipe.seed, RandomStream::weights, layer);
  Random fate(recipe.seed + 17 * run, RandomStream::layers, layer);
  const double bound = std::sqrt(3.0 / static_cast<double>(inputs));
  const double progress = 1.0 - std::exp(-static_cast<double>(recipe.steps) / 300.0);

  auto weights = std::make_shared<LayerWeights>();
  weights->weight = {.rows = units, .columns = inputs, .values = std::vector<float>(count)};
  weights->feedback = weights->weight;
  weights->initial_sign.resize(count);
  weights->flips.resize(count);
  weights->last_flip_step.resize(count);
  weights->first_flip_step.resize(count);
  for (std::size_t index = 0; index < count; ++index) {
    const double initial = start.uniform(-bound, bound);
    const double drift = 1.0 + progress * fate.uniform(-0.6, 0.9);
    const bool flips = fate.uniform() < (run == 0 ? 0.02 : 0.15);
    const auto flip_step = static_cast<std::int64_t>(fate.below(600)) + 1;
    const bool flipped = flips && flip_step <= recipe.steps;
    const double weight = (flipped ? -0.5 : 1.0) * drift * initial;
    weights->weight.values[index] = static_cast<float>(weight);
    weights->feedback.values[index] = static_cast<float>(0.02 * std::abs(weight) * fate.normal());
    weights->initial_sign[index] = static_cast<std::int8_t>(initial < 0.0 ? -1 : 1);
    weights->flips[index] = flipped ? 1 : 0;
    weights->last_flip_step[index] = flipped ? static_cast<std::uint32_t>(flip_step) : 0;
    weights->first_flip_step[index] = weights->last_flip_step[index];
  }
  weights->bias.resize(static_cast<std::size_t>(units));
  for (float& bias : weights->bias) bias = static_cast<float>(0.1 * start.uniform(-bound, bound));
  return weights;
}

/// Forward with ReLU between the layers, back with the epsilon rule, by the letter of the formulas.
SampleSnapshot walk_sample(const Dataset& dataset, const Interest& interest,
                           const std::vector<std::shared_ptr<const LayerWeights>>& layers) {
  const Samples& samples = interest.sample_from_test ? dataset.test : dataset.train;
  SampleSnapshot sample;
  sample.from_test = interest.sample_from_test;
  sample.index = std::clamp<std::int64_t>(interest.sample_index, 0, samples.count() - 1);
  sample.label = samples.labels[static_cast<std::size_t>(sample.index)];
  const auto input = samples.input(sample.index);
  sample.input.assign(input.begin(), input.end());

  std::vector<std::vector<float>> pre_activations;
  std::vector<float> arriving = sample.input;
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    const LayerWeights& weights = *layers[layer];
    std::vector<float> z = weights.bias;
    for (std::int64_t unit = 0; unit < weights.weight.rows; ++unit) {
      for (std::int64_t from = 0; from < weights.weight.columns; ++from) {
        z[static_cast<std::size_t>(unit)] +=
            weights.weight.at(unit, from) * arriving[static_cast<std::size_t>(from)];
      }
    }
    pre_activations.push_back(z);
    if (layer + 1 < layers.size()) {
      for (float& value : z) value = std::max(value, 0.0F);
    }
    sample.activations.push_back(z);
    arriving = z;
  }

  const std::vector<float>& logits = arriving;
  sample.outputs = logits;
  const auto largest = std::max_element(logits.begin(), logits.end());
  sample.prediction = static_cast<std::int32_t>(largest - logits.begin());
  float sum = 0.0F;
  for (const float logit : logits) sum += std::exp(logit - *largest);
  std::vector<float> feedback;
  for (std::size_t unit = 0; unit < logits.size(); ++unit) {
    const float probability = std::exp(logits[unit] - *largest) / sum;
    const float wanted = unit == static_cast<std::size_t>(sample.label) ? 1.0F : 0.0F;
    sample.probabilities.push_back(probability);
    feedback.push_back(logits[unit] * (wanted - probability));
  }
  sample.output_feedback = feedback;

  sample.feedback.resize(layers.size());
  for (std::size_t layer = layers.size(); layer-- > 0;) {
    sample.feedback[layer] = feedback;
    const LayerWeights& weights = *layers[layer];
    const std::vector<float>& below = layer == 0 ? sample.input : sample.activations[layer - 1];
    std::vector<float> passed(below.size(), 0.0F);
    for (std::size_t unit = 0; unit < feedback.size(); ++unit) {
      const float z = pre_activations[layer][unit];
      const float quotient = feedback[unit] / (z + (z < 0.0F ? -1e-3F : 1e-3F));
      for (std::size_t from = 0; from < below.size(); ++from) {
        passed[from] += below[from] * quotient *
                        weights.weight.at(static_cast<std::int64_t>(unit), static_cast<std::int64_t>(from));
      }
    }
    feedback = passed;
  }
  sample.input_feedback = feedback;
  return sample;
}

RunHistory make_history(const SnapshotRecipe& recipe, const RunSnapshot& run, std::size_t index) {
  const std::size_t layers = run.layers.size();
  std::size_t units = 0;
  for (const LayerSnapshot& layer : run.layers) units += static_cast<std::size_t>(layer.units);
  Timeline steps(StepColumns::count(layers), timeline_capacity);
  Timeline raster(units, timeline_capacity);
  Random random(recipe.seed + index, RandomStream::batches);
  RunHistory history;
  std::vector<float> row(StepColumns::count(layers));
  std::vector<float> raster_row(units);
  for (std::int64_t step = 1; step <= recipe.steps; ++step) {
    const double decay = std::exp(-static_cast<double>(step) / (index == 0 ? 120.0 : 90.0));
    const double accuracy = std::clamp(0.97 - 0.6 * decay + 0.02 * random.normal(), 0.0, 1.0);
    const double loss = 0.05 + 1.1 * decay * (1.0 + 0.1 * random.normal());
    row[StepColumns::batch_accuracy] = static_cast<float>(accuracy);
    row[StepColumns::batch_loss] = static_cast<float>(loss);
    row[StepColumns::mean_feedback] = static_cast<float>(0.1 * decay);
    const double progress = static_cast<double>(step) / static_cast<double>(recipe.steps);
    for (std::size_t layer = 0; layer < layers; ++layer) {
      row[StepColumns::feedback_norm(layer)] =
          static_cast<float>(0.2 * decay + 0.02 * (1.0 + random.uniform()));
      row[StepColumns::flips(layer, layers)] =
          static_cast<float>(std::floor(progress * static_cast<double>(run.layers[layer].flipped)));
      row[StepColumns::to_positive(layer, layers)] = static_cast<float>(random.below(index == 0 ? 2 : 5));
      row[StepColumns::to_negative(layer, layers)] = static_cast<float>(random.below(index == 0 ? 3 : 6));
    }
    steps.push(row);
    if (recipe.raster) {
      std::size_t column = 0;
      for (const LayerSnapshot& layer : run.layers) {
        for (const float feedback : layer.feedback) {
          raster_row[column++] = feedback * static_cast<float>(0.3 + 2.0 * decay + 0.4 * random.normal());
        }
      }
      raster.push(raster_row);
    }
    if (step % steps_per_epoch != 0) continue;
    LogRow log;
    log.step = step;
    log.epoch = step / steps_per_epoch;
    log.train_accuracy = accuracy;
    log.test_accuracy = std::clamp(0.95 - 0.6 * decay, 0.0, 1.0);
    log.loss = loss;
    log.test_loss = 0.08 + 1.1 * decay;
    log.mean_feedback = 0.1 * decay;
    for (std::size_t layer = 0; layer < layers; ++layer) {
      log.feedback_norm.push_back(row[StepColumns::feedback_norm(layer)]);
      log.flips.push_back(static_cast<std::int64_t>(row[StepColumns::flips(layer, layers)]));
    }
    history.log.push_back(std::make_shared<const LogRow>(std::move(log)));
  }
  history.steps = steps.view();
  if (recipe.raster) history.raster = raster.view();
  return history;
}

Table make_confusion(const Dataset& dataset, double accuracy) {
  Table table{.rows = dataset.classes, .columns = dataset.classes, .values = {}};
  table.values.resize(static_cast<std::size_t>(table.rows * table.columns), 0.0F);
  for (std::int64_t index = 0; index < dataset.test.count(); ++index) {
    const std::int64_t label = dataset.test.labels[static_cast<std::size_t>(index)];
    const bool right = static_cast<double>((index * 7919) % 100) < 100.0 * accuracy;
    const std::int64_t predicted = right ? label : (label + 1 + index % 2) % dataset.classes;
    table.values[static_cast<std::size_t>(label * table.columns + predicted)] += 1.0F;
  }
  return table;
}

/// Sectors around the origin, surer far away from their borders.
BoundarySnapshot make_boundary(int resolution, std::int32_t classes) {
  BoundarySnapshot boundary{.resolution = resolution,
                            .x_low = -1.8F,
                            .x_high = 1.8F,
                            .y_low = -1.8F,
                            .y_high = 1.8F,
                            .predicted = {},
                            .certainty = {}};
  for (int row = 0; row < resolution; ++row) {
    for (int column = 0; column < resolution; ++column) {
      const double x = column + 0.5 - resolution / 2.0;
      const double y = row + 0.5 - resolution / 2.0;
      const double sector = (std::atan2(y, x) / (2.0 * M_PI) + 1.0) * classes;
      const double nearest = std::floor(sector + 0.5);
      boundary.predicted.push_back(static_cast<std::uint8_t>(static_cast<int>(nearest) % classes));
      boundary.certainty.push_back(static_cast<std::uint8_t>(255.0 - 280.0 * std::abs(sector - nearest)));
    }
  }
  return boundary;
}

RunSnapshot make_run(const SnapshotRecipe& recipe, const Snapshot& snapshot, std::size_t index) {
  RunSnapshot run;
  run.name = snapshot.experiment->runs[index].name;
  run.method = snapshot.experiment->runs[index].method;
  std::vector<std::shared_ptr<const LayerWeights>> weights;
  for (std::size_t layer = 0; layer + 1 < recipe.sizes.size(); ++layer) {
    weights.push_back(make_weights(recipe, index, layer));
  }
  SampleSnapshot sample = walk_sample(*snapshot.dataset, recipe.interest, weights);

  Random random(recipe.seed + index, RandomStream::split);
  for (std::size_t layer = 0; layer < weights.size(); ++layer) {
    LayerSnapshot entry;
    entry.kind = "Dense";
    entry.output = Shape{recipe.sizes[layer + 1]};
    entry.activation = layer + 1 < weights.size() ? "ReLU" : "";
    entry.inputs = recipe.sizes[layer];
    entry.units = recipe.sizes[layer + 1];
    entry.parameters = entry.units * (entry.inputs + 1);
    entry.kind = "Dense";
    entry.output = {.channels = entry.units};
    entry.flipped_inputs.resize(static_cast<std::size_t>(entry.units));
    for (std::size_t at = 0; at < weights[layer]->weight.values.size(); ++at) {
      if (!weights[layer]->is_flipped(at)) continue;
      ++entry.flipped;
      ++entry.flipped_inputs[at / static_cast<std::size_t>(entry.inputs)];
    }
    for (std::size_t unit = 0; unit < static_cast<std::size_t>(entry.units); ++unit) {
      const auto spread = static_cast<float>(1.0 + 0.3 * random.normal());
      entry.feedback.push_back(0.1F * spread * sample.feedback[layer][unit]);
      entry.activation_mean.push_back(spread * sample.activations[layer][unit]);
      entry.feedback_norm += entry.feedback.back() * entry.feedback.back();
    }
    entry.feedback_norm = std::sqrt(entry.feedback_norm);
    const auto& wanted = recipe.interest.weight_layers;
    if (recipe.interest.all_weights ||
        std::count(wanted.begin(), wanted.end(), static_cast<int>(layer)) > 0) {
      entry.weights = weights[layer];
    } else {
      entry.flipped_inputs.clear();
    }
    run.sign_changes.total += entry.parameters;
    run.sign_changes.flipped += entry.flipped;
    run.layers.push_back(std::move(entry));
  }
  if (recipe.interest.input_feedback) {
    run.input_feedback = sample.input_feedback;
    for (float& value : run.input_feedback) value *= 0.1F;
  } else {
    sample.input_feedback.clear();
  }
  if (recipe.interest.sample) run.sample = std::move(sample);
  run.history = make_history(recipe, run, index);
  run.test_accuracy = index == 0 ? 0.94 : 0.96;
  run.test_loss = index == 0 ? 0.21 : 0.17;
  run.tested_step = snapshot.position.step;
  run.batch_accuracy = 0.95;
  run.batch_loss = 0.15;
  run.confusion = make_confusion(*snapshot.dataset, run.test_accuracy);
  if (recipe.interest.boundary_resolution > 0 && snapshot.dataset->is_planar()) {
    run.boundary = make_boundary(recipe.interest.boundary_resolution, snapshot.dataset->classes);
  }
  return run;
}

}  // namespace

Interest everything() {
  Interest interest;
  interest.all_weights = true;
  interest.sample = true;
  interest.boundary_resolution = 24;
  interest.input_feedback = true;
  return interest;
}

SnapshotPointer make_snapshot(const SnapshotRecipe& recipe) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->generation = recipe.generation;
  snapshot->experiment = make_experiment(recipe);
  snapshot->dataset = make_dataset(recipe);
  snapshot->position = {.step = recipe.steps,
                        .epoch = recipe.steps / steps_per_epoch,
                        .batch = recipe.steps % steps_per_epoch,
                        .batches_per_epoch = steps_per_epoch,
                        .next_phase = {}};
  snapshot->running = recipe.running;
  snapshot->steps_per_second = recipe.running ? 1000.0 : 0.0;
  snapshot->interest = recipe.interest;
  if (!recipe.running) snapshot->signature = "00000000deadbeef";
  for (std::size_t run = 0; run < recipe.runs; ++run) {
    snapshot->runs.push_back(make_run(recipe, *snapshot, run));
  }
  return snapshot;
}

}  // namespace lfp::test
