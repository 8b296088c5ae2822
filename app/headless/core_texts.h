#pragma once

#include <string>

namespace lfp {

/// What registered entries show of themselves, as C++ source from which lupdate collects texts to translate:
/// the other half of core_text().
std::string core_texts();

}  // namespace lfp
