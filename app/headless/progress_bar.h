#pragma once

#include <string>

namespace lfp {

/// "[######..................]" for a part of 0..1.
std::string progress_bar(double fraction);

}  // namespace lfp
