#include "tests/benchmarks/matrix_speed.h"

#include "core/base/scalar.h"

#include <algorithm>
#include <ctime>
#include <limits>

#include <cblas.h>

namespace lfp::benchmarks {
namespace {

constexpr int rounds = 15;
constexpr double round_seconds = 0.02;

/// One layer's operands, of the sizes and memory layout that training has.
struct Operands {
  Matrix input, weight, output, feedback, weight_feedback;
  bool to_input;

  void multiply() {
    output.noalias() = input * weight.transpose();
    weight_feedback.noalias() = output.transpose() * input;
    if (to_input) feedback.noalias() = output * weight;
  }
  double operations() const {
    return (to_input ? 6.0 : 4.0) * static_cast<double>(input.rows() * weight.size());
  }
};

}  // namespace

StepProducts measure_products(const Sizes& sizes) {
  openblas_set_num_threads(1);
  std::vector<Operands> layers;
  StepProducts result;
  for (std::size_t l = 1; l < sizes.size(); ++l) {
    layers.push_back({.input = Matrix::Random(batch_size, sizes[l - 1]),
                      .weight = Matrix::Random(sizes[l], sizes[l - 1]),
                      .output = Matrix::Zero(batch_size, sizes[l]),
                      .feedback = Matrix::Zero(batch_size, sizes[l - 1]),
                      .weight_feedback = Matrix::Zero(sizes[l], sizes[l - 1]),
                      .to_input = l > 1});
    result.operations += layers.back().operations();
  }
  result.seconds = std::numeric_limits<double>::max();
  for (int round = 0; round < rounds; ++round) {
    const std::clock_t start = std::clock();  // processor time, as the benchmarks' own
    double elapsed = 0;
    int repeats = 0;
    while (elapsed < round_seconds) {
      for (auto& layer : layers) layer.multiply();
      ++repeats;
      elapsed = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    }
    result.seconds = std::min(result.seconds, elapsed / repeats);
  }
  return result;
}

}  // namespace lfp::benchmarks
