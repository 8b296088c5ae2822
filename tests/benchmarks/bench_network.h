#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"

#include <memory>
#include <string>
#include <vector>

namespace lfp::benchmarks {

constexpr std::int64_t batch_size = 128;

/// A network whose training is measured, on random samples: the speed of a step does not depend on what they
/// are.
struct Subject {
  std::string name;
  Shape input;
  std::int32_t classes = 0;
  NetworkSpec network;
  std::string feedback = "softmax";
};

/// The reference's sizes.
const std::vector<Subject>& subjects();

std::shared_ptr<const Dataset> random_dataset(const Subject& subject, std::int64_t batches);
RunSpec run_of(const Subject& subject, Method method, const std::string& rule);
std::shared_ptr<const Experiment> experiment_of(const Subject& subject, std::vector<RunSpec> runs);

}  // namespace lfp::benchmarks
