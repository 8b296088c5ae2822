#include "core/inspection/reward_field.h"

#include <cmath>

namespace lfp {
namespace {

/// The numbers of intervals for Simpson's rule; a step is short, the closed ways are long and may cross
/// edges.
constexpr int step_intervals = 32;
constexpr int way_intervals = 64;

/// How near to zero an output is examined, on both sides.
constexpr double near_zero = 1e-3;
/// A force that fades with the output is half as strong, or less, at half the distance.
constexpr double fading = 0.75;

double simpson_weight(int place, int intervals) {
  if (place == 0 || place == intervals) return 1.0;
  return place % 2 == 1 ? 4.0 : 2.0;
}

Matrix with_column(const Matrix& outputs, Index column, double value) {
  Matrix changed = outputs;
  changed.col(column).setConstant(static_cast<Scalar>(value));
  return changed;
}

}  // namespace

void RewardField::at(const Matrix& outputs, const Targets& targets, Matrix& g) {
  g.resize(outputs.rows(), outputs.cols());
  function_->apply(outputs, targets, g);
  for (Index i = 0; i < g.size(); ++i) {
    const Scalar output = outputs.data()[i];
    g.data()[i] = output == 0 ? Scalar(0) : g.data()[i] / output;
  }
}

RewardField::Integral RewardField::along(const Matrix& from, const Matrix& to, const Targets& targets,
                                         int intervals) {
  const Matrix way = to - from;
  Integral integral;
  for (int place = 0; place <= intervals; ++place) {
    place_ = from + way * (static_cast<Scalar>(place) / static_cast<Scalar>(intervals));
    at(place_, targets, g_);
    const double weight = simpson_weight(place, intervals) / (3.0 * intervals);
    for (Index i = 0; i < way.size(); ++i) {
      const double part = static_cast<double>(g_.data()[i]) * static_cast<double>(way.data()[i]);
      integral.of_g += weight * part;
      integral.of_size += weight * std::abs(part);
    }
  }
  return integral;
}

double RewardField::gain(const Matrix& from, const Matrix& to, const Targets& targets) {
  return along(from, to, targets, step_intervals).of_g;
}

double RewardField::asymmetry(const Matrix& outputs, const Targets& targets) {
  const Index samples = outputs.rows();
  const Index columns = outputs.cols();
  // The outputs in another order, and then one of them above all others.
  Matrix turned(samples, columns);
  Matrix raised = outputs;
  for (Index c = 0; c < columns; ++c) turned.col(c) = outputs.col((c + 1) % columns);
  for (Index row = 0; row < samples; ++row)
    raised(row, row % columns) = outputs.row(row).cwiseAbs().maxCoeff() + 1;
  double around = 0;
  double size = 0;
  for (Index row = 0; row < samples; ++row) {
    const Matrix corners[] = {outputs.row(row), turned.row(row), raised.row(row)};
    Matrix values;
    Targets own;
    if (targets.values != nullptr) {
      values = targets.values->row(row);
      own.values = &values;
    } else {
      own.labels = targets.labels.subspan(static_cast<std::size_t>(row), 1);
    }
    double of_g = 0;
    for (int side = 0; side < 3; ++side) {
      const Integral integral = along(corners[side], corners[(side + 1) % 3], own, way_intervals);
      of_g += integral.of_g;
      size += integral.of_size;
    }
    around += std::abs(of_g);
  }
  return size > 0 ? around / size : 0.0;
}

bool RewardField::asks_for_non_negative(const Matrix& outputs, const Targets& targets) {
  Matrix above;
  Matrix below;
  Matrix nearer;
  for (Index c = 0; c < outputs.cols(); ++c) {
    at(with_column(outputs, c, near_zero), targets, above);
    at(with_column(outputs, c, -near_zero), targets, below);
    at(with_column(outputs, c, near_zero / 2), targets, nearer);
    for (Index row = 0; row < outputs.rows(); ++row) {
      // Forces g o = R: R has one sign on both sides, and does not fade.
      const double r_above = static_cast<double>(above(row, c)) * near_zero;
      const double r_below = static_cast<double>(below(row, c)) * -near_zero;
      const double r_nearer = static_cast<double>(nearer(row, c)) * near_zero / 2;
      if (r_above * r_below > 0 && std::abs(r_nearer) > fading * std::abs(r_above)) return true;
    }
  }
  return false;
}

}  // namespace lfp
