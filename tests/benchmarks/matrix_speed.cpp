#include "tests/benchmarks/matrix_speed.h"

#include "core/base/product.h"
#include "core/network/network.h"

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
  bool to_input = true;
  Index times = 1;  // a convolution's products come sample by sample

  void multiply() {
    for (Index i = 0; i < times; ++i) {
      lfp::multiply(factor(input), transposed(factor(weight)), output.data());
      lfp::multiply(transposed(factor(output)), factor(input), weight_feedback.data());
      if (to_input) lfp::multiply(factor(output), factor(weight), feedback.data());
    }
  }
  double operations() const {
    return (to_input ? 6.0 : 4.0) * static_cast<double>(times * input.rows() * weight.size());
  }
};

/// `rows` are samples (or samples and time steps), or a convolution's positions.
Operands operands(Index rows, const Matrix& weight, bool to_input, Index times) {
  return {.input = Matrix::Random(rows, weight.cols()),
          .weight = Matrix::Random(weight.rows(), weight.cols()),
          .output = Matrix::Zero(rows, weight.rows()),
          .feedback = Matrix::Zero(rows, weight.cols()),
          .weight_feedback = Matrix::Zero(weight.rows(), weight.cols()),
          .to_input = to_input,
          .times = times};
}

std::vector<Operands> operands_of(const Network& network) {
  std::vector<Operands> layers;
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const Layer& layer = network.block(b);
    const Matrix& weight = layer.parameters().weight;
    if (weight.size() == 0) continue;
    const Shape& output = layer.output_shape();
    const Index rows = batch_size * (network.is_in_time_before(b) ? network.steps() : 1);
    if (output.is_image())
      layers.push_back(operands(output.height * output.width, weight, b > 0, rows));
    else
      layers.push_back(operands(rows, weight, b > 0, 1));
  }
  return layers;
}

}  // namespace

StepProducts measure_products(const Subject& subject) {
  openblas_set_num_threads(1);
  auto layers = operands_of(build_network(subject.network, subject.input, 1));
  StepProducts result;
  for (const Operands& layer : layers) result.operations += layer.operations();
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
