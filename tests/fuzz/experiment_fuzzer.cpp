// Experiments as JSON: what is accepted is written and read again as the same experiment.

#include "core/experiment/experiment.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lfp::fuzz::expect_errors_only([&] {
    const lfp::Experiment experiment = lfp::parse_experiment(lfp::fuzz::text_of(data, size), "");
    const std::string text = lfp::to_json(experiment);
    lfp::fuzz::require(lfp::to_json(lfp::parse_experiment(text, "")) == text);
  });
  return 0;
}
