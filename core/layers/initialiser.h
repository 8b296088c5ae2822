#pragma once

#include "core/base/random.h"
#include "core/layers/layer.h"

#include <string>
#include <vector>

namespace lfp {

/// How initial weights are drawn; n is a unit's number of inputs, m the number of outputs.
///   kaiming_uniform  U(-b, b) with b = sqrt(6 / n)      (He et al. 2015)
///   kaiming_normal   N(0, 2 / n)
///   xavier_uniform   U(-b, b) with b = sqrt(6 / (n + m)) (Glorot and Bengio 2010)
///   xavier_normal    N(0, 2 / (n + m))
///   uniform          U(-b, b) with b = 1 / sqrt(n)       (the reference package's default)
/// With these, biases are U(-1/sqrt(n), 1/sqrt(n)): an exact zero would never move under LFP. To calculate by
/// hand there are also
///   constant         every weight and bias is the same number
///   zero             every weight and bias is 0, which LFP never moves
const std::vector<std::string>& initialiser_names();

/// Draws the parameters of one layer. Throws Cancelled.
void initialise(Parameters& parameters, const FreshWeights& fresh);

}  // namespace lfp
