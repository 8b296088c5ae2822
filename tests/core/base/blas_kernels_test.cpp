#include "core/base/blas_kernels.h"

#include "core/base/product.h"
#include "tests/support/expect_close.h"
#include "tests/support/random_matrix.h"

#include <cstdlib>

#include <cblas.h>
#include <gtest/gtest.h>

extern "C" {
[[gnu::weak]] void gotoblas_dynamic_init();
[[gnu::weak]] void gotoblas_dynamic_quit();
}

namespace lfp::test::blas_kernels_test {
namespace {

constexpr const char* variable = "OPENBLAS_CORETYPE";

void choose_again() {
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
}

/// As if OpenBLAS did not know the processor.
class OnUnknownProcessor : public ::testing::Test {
 protected:
  void SetUp() override {
    if (gotoblas_dynamic_init == nullptr) GTEST_SKIP() << "OpenBLAS was built for one processor";
    if (std::getenv(variable) != nullptr) GTEST_SKIP() << variable << " chooses the kernels";
    setenv(variable, "Prescott", 1);
    choose_again();
    unsetenv(variable);
    ASSERT_STREQ(openblas_get_corename(), "Prescott");
    changed_ = true;
  }
  void TearDown() override {
    if (!changed_) return;
    unsetenv(variable);
    choose_again();
    choose_blas_kernels();
  }

 private:
  bool changed_ = false;
};

TEST(BlasKernels, AreReplacedWhereOpenBlasDoesNotKnowTheProcessorOnly) {
  const VectorUnits wide{.avx2 = true, .avx512 = true};
  EXPECT_EQ(better_kernels("Prescott", wide), "SkylakeX");
  EXPECT_EQ(better_kernels("Prescott", {.avx2 = true}), "Haswell");
  EXPECT_EQ(better_kernels("Prescott", {}), "");
  EXPECT_EQ(better_kernels("Haswell", wide), "");
  EXPECT_EQ(better_kernels("Zen", wide), "");
  EXPECT_EQ(better_kernels("SapphireRapids", wide), "");
}

TEST(BlasKernels, AreChosenBeforeTheProgramBegins) {
  if (std::getenv(variable) != nullptr) GTEST_SKIP() << variable << " chooses the kernels";
  EXPECT_EQ(better_kernels(openblas_get_corename(), VectorUnits::here()), "");
}

TEST_F(OnUnknownProcessor, FasterKernelsGiveTheSameProduct) {
  const Matrix left = random_matrix(33, 70, 1);
  const Matrix right = random_matrix(70, 41, 2);
  Matrix slow(33, 41);
  multiply(factor(left), factor(right), slow.data());

  choose_blas_kernels();

  const std::string better = better_kernels("Prescott", VectorUnits::here());
  EXPECT_EQ(openblas_get_corename(), better.empty() ? "Prescott" : better);
  EXPECT_EQ(std::getenv(variable), nullptr);
  Matrix fast(33, 41);
  multiply(factor(left), factor(right), fast.data());
  expect_close(fast, slow);
}

TEST_F(OnUnknownProcessor, TheUserDecidesWhoHasSaidWhich) {
  setenv(variable, "Prescott", 1);

  choose_blas_kernels();

  EXPECT_STREQ(openblas_get_corename(), "Prescott");
  EXPECT_STREQ(std::getenv(variable), "Prescott");
}

}  // namespace
}  // namespace lfp::test::blas_kernels_test
