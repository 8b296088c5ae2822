#pragma once

#include "core/base/settings.h"

#include <functional>

namespace lfp::test {

/// One parameter and what an optimiser remembers of it.
struct NaiveParameter {
  double value = 0;
  double momentum = 0;
  double square = 0;
};

/// One step straight from the definitions: moves `parameter` along the feedback F in step `t`, counted from
/// 1, at learning rate eta.
using NaiveOptimiser =
    std::function<void(const Settings&, NaiveParameter& parameter, double F, double eta, int t)>;

void naive_sgd(const Settings& settings, NaiveParameter& p, double F, double eta, int /*t*/);

void naive_adam(const Settings& settings, NaiveParameter& p, double F, double eta, int t);

void naive_adamw(const Settings& settings, NaiveParameter& p, double F, double eta, int t);

void naive_rmsprop(const Settings& settings, NaiveParameter& p, double F, double eta, int /*t*/);

}  // namespace lfp::test
