#include "core/layers/masks.h"

namespace lfp {

const Matrix& masked(InputPart part, const Matrix& input, Matrix& room) {
  switch (part) {
    case InputPart::all:
      return input;
    case InputPart::positive:
      room = input.cwiseMax(Scalar(0));
      break;
    case InputPart::negative:
      room = input.cwiseMin(Scalar(0));
      break;
    case InputPart::absolute:
      room = input.cwiseAbs();
      break;
    case InputPart::ones:
      room.setOnes(input.rows(), input.cols());
      break;
  }
  return room;
}

const Matrix& masked(WeightPart part, Scalar gamma, const Matrix& weight, Matrix& room) {
  switch (part) {
    case WeightPart::all:
      return weight;
    case WeightPart::positive:
      room = weight.cwiseMax(Scalar(0));
      break;
    case WeightPart::negative:
      room = weight.cwiseMin(Scalar(0));
      break;
    case WeightPart::absolute:
      room = weight.cwiseAbs();
      break;
    case WeightPart::squared:
      room = weight.cwiseAbs2();
      break;
    case WeightPart::ones:
      room.setOnes(weight.rows(), weight.cols());
      break;
    case WeightPart::raised_positive:
      room = weight + gamma * weight.cwiseMax(Scalar(0));
      break;
    case WeightPart::raised_negative:
      room = weight + gamma * weight.cwiseMin(Scalar(0));
      break;
  }
  return room;
}

const Vector& masked(BiasPart part, Scalar gamma, const Vector& bias, Vector& room) {
  static const Vector none;  // emptying `room` would let go of its memory
  switch (part) {
    case BiasPart::none:
      return none;
    case BiasPart::all:
      return bias;
    case BiasPart::positive:
      room = bias.cwiseMax(Scalar(0));
      break;
    case BiasPart::negative:
      room = bias.cwiseMin(Scalar(0));
      break;
    case BiasPart::absolute:
      room = bias.cwiseAbs();
      break;
    case BiasPart::squared:
      room = bias.cwiseAbs2();
      break;
    case BiasPart::raised_positive:
      room = bias + gamma * bias.cwiseMax(Scalar(0));
      break;
    case BiasPart::raised_negative:
      room = bias + gamma * bias.cwiseMin(Scalar(0));
      break;
  }
  return room;
}

}  // namespace lfp
