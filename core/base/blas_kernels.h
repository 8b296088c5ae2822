#pragma once

#include <string>

namespace lfp {

/// What a processor can do that OpenBLAS has kernels for.
struct VectorUnits {
  bool avx2 = false;    ///< with fused multiply-add
  bool avx512 = false;  ///< F, BW, CD, DQ and VL

  /// Of the processor that this runs on.
  static VectorUnits here();
};

/// The kernels to use instead of those that OpenBLAS has chosen, by its names; empty where its choice stands.
/// A processor newer than the OpenBLAS is unknown to it and gets kernels of 2004 ("Prescott", SSE3), with
/// which training takes up to five times as long.
std::string better_kernels(const std::string& chosen, VectorUnits units);

/// Makes OpenBLAS use them. No product may be running. OPENBLAS_CORETYPE, where it is set, decides alone.
void choose_blas_kernels();

}  // namespace lfp
