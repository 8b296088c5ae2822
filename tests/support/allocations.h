#pragma once

#include <cstddef>

namespace lfp::test {

/// Bytes asked of malloc and operator new so far by our own code and Eigen (the linker redirects both here;
/// what OpenBLAS keeps for itself is not counted).
std::size_t allocated_bytes();

}  // namespace lfp::test
