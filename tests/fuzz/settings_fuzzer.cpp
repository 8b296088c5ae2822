// --set path=value, on the example of two spirals.

#include "core/experiment/with_values.h"
#include "tests/fuzz/fuzz.h"

namespace {

const lfp::Experiment& example() {
  static const lfp::Experiment experiment = lfp::parse_experiment(
      R"({"format": "lfplab-experiment", "version": 1, "dataset": {"kind": "spirals"},
          "network": {"layers": [{"kind": "dense", "units": 8, "activation": "relu"},
                                 {"kind": "dense", "units": 2}]},
          "runs": [{"name": "LFP", "method": "lfp"}, {"name": "Gradient", "method": "gradient"}]})",
      "");
  return experiment;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = lfp::fuzz::text_of(data, size);
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return 0;
  lfp::fuzz::expect_errors_only([&] {
    const auto changed = lfp::with_value(example(), text.substr(0, equals), text.substr(equals + 1));
    const std::string json = lfp::to_json(changed);
    lfp::fuzz::require(lfp::to_json(lfp::parse_experiment(json, "")) == json);
  });
  return 0;
}
