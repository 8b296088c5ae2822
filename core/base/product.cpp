#include "core/base/product.h"

#include "core/base/blas_kernels.h"

#include <cassert>
#include <type_traits>

#include <cblas.h>

namespace lfp {
namespace {

/// This runs before main, as OpenBLAS's own choice does: no product can be running.
[[gnu::constructor]] void prepare_products() {
  choose_blas_kernels();
}

template <class Number>
void gemm(const Factor& left, const Factor& right, blasint rows, blasint columns, blasint inner,
          Number* result, bool add) {
  const auto turned = [](const Factor& factor) { return factor.transposed ? CblasTrans : CblasNoTrans; };
  const auto pitch = [](const Factor& factor) { return static_cast<blasint>(factor.columns); };
  if constexpr (std::is_same_v<Number, float>)
    cblas_sgemm(CblasRowMajor, turned(left), turned(right), rows, columns, inner, 1.0F, left.data,
                pitch(left), right.data, pitch(right), add ? 1.0F : 0.0F, result, columns);
  else
    cblas_dgemm(CblasRowMajor, turned(left), turned(right), rows, columns, inner, 1.0, left.data, pitch(left),
                right.data, pitch(right), add ? 1.0 : 0.0, result, columns);
}

}  // namespace

void multiply(const Factor& left, const Factor& right, Scalar* result, bool add) {
  const Index rows = left.transposed ? left.columns : left.rows;
  const Index inner = left.transposed ? left.rows : left.columns;
  const Index columns = right.transposed ? right.rows : right.columns;
  assert(inner == (right.transposed ? right.columns : right.rows));
  if (rows == 0 || columns == 0) return;
  gemm<Scalar>(left, right, static_cast<blasint>(rows), static_cast<blasint>(columns),
               static_cast<blasint>(inner), result, add);
}

void use_one_thread_a_product() {
  openblas_set_num_threads(1);
}

}  // namespace lfp
