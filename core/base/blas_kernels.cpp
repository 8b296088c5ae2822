#include "core/base/blas_kernels.h"

#include <cstdlib>

#include <cblas.h>

// OpenBLAS chooses its kernels when it is loaded, before a program can say which. These, which it exports but
// declares in no header, make it choose again; one built for a single processor has neither.
extern "C" {
[[gnu::weak]] void gotoblas_dynamic_init();
[[gnu::weak]] void gotoblas_dynamic_quit();
}

namespace lfp {
namespace {

constexpr const char* variable = "OPENBLAS_CORETYPE";

}  // namespace

VectorUnits VectorUnits::here() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return {.avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"),
          .avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vl")};
#else
  return {};
#endif
}

std::string better_kernels(const std::string& chosen, VectorUnits units) {
  if (chosen != "Prescott") return {};
  if (units.avx512) return "SkylakeX";
  return units.avx2 ? "Haswell" : "";
}

void choose_blas_kernels() {
  if (gotoblas_dynamic_init == nullptr || gotoblas_dynamic_quit == nullptr) return;
  if (std::getenv(variable) != nullptr) return;
  const std::string better = better_kernels(openblas_get_corename(), VectorUnits::here());
  if (better.empty()) return;
  setenv(variable, better.c_str(), 1);
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
  unsetenv(variable);
}

}  // namespace lfp
