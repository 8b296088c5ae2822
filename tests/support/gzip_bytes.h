#pragma once

#include <string>

namespace lfp::test {

/// The bytes packed with gzip.
std::string gzip_bytes(const std::string& bytes);

}  // namespace lfp::test
