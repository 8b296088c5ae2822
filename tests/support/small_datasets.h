#pragma once

#include "core/base/random.h"
#include "core/data/dataset.h"

#include <cstdint>
#include <memory>

namespace lfp::test {

/// Noisy 6 x 6 images of two classes: bright above or bright below.
std::shared_ptr<const Dataset> small_images(std::int64_t train = 60, std::int64_t test = 40);

/// Two numbers and what is to be predicted from them: their product and their sum.
std::shared_ptr<const Dataset> small_regression(std::int64_t train = 200, std::int64_t test = 100);

}  // namespace lfp::test
