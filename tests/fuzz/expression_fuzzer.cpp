// Feedback functions as a person types them.

#include "core/feedback/expression.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lfp::fuzz::expect_errors_only([&] {
    const lfp::Expression expression(lfp::fuzz::text_of(data, size), "feedback");
    for (const double output : {-2.5, 0.0, 1e300}) {
      const lfp::ExpressionVariables variables{
          .o = output, .y = 1, .p = 0.5, .s = 0.1, .correct = 1, .k = 1, .n = 3};
      expression.value(variables);
      expression.described(variables);
    }
  });
  return 0;
}
