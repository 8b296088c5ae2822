#include "tests/support/small_study.h"

#include "core/study/study_file.h"

namespace lfp::test {
namespace {

constexpr const char* beginning =
    R"({ "format": "lfplab-study", "version": 1, "name": "Small", "seeds": [5, 6],
  "experiment": { "format": "lfplab-experiment", "version": 1,
    "dataset": { "kind": "spirals", "samples": 60 },
    "network": { "layers": [ { "kind": "dense", "units": 6, "activation": "relu" },
                             { "kind": "dense", "units": 2 } ] },
    "batch_size": 16, "stop": { "epochs": 2 },
    "runs": [ { "name": "LFP", "method": "lfp", "rule": { "name": "epsilon", "epsilon": 1e-6 } },
              { "name": "Gradient", "method": "gradient" } ] },
  "axes": )";

std::string with_axes(const std::string& axes) {
  return beginning + axes + "}";
}

}  // namespace

std::string small_study_json() {
  return with_axes(
      R"([ { "path": "runs[0].optimiser.learning_rate", "from": 0.01, "to": 1, "steps": 3, "scale": "log" },
                        { "path": "runs[0].rule.epsilon", "values": [0, 0.01] } ])");
}

Study small_study() {
  return parse_study(small_study_json(), {.name = "small.json"});
}

Study study_over(const std::string& axes) {
  return parse_study(with_axes(axes), {.name = "small.json"});
}

}  // namespace lfp::test
