#pragma once

#include <string>

namespace lfp {

/// `lfplab convert`: reads a weights file and writes it in another format. Throws Error.
void convert_weights(const std::string& from, const std::string& format, const std::string& to);

}  // namespace lfp
