#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

/// libFuzzer calls it with one input after the other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace lfp::fuzz {

inline std::string text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Whatever a person can give may end in an Error, and in nothing else.
template <class Read>
void expect_errors_only(const Read& read) {
  try {
    read();
  } catch (const Error&) {
    // The input is refused, as it should be.
  }
}

/// Ends the fuzzer: what has to hold does not.
inline void require(bool holds) {
  if (!holds) std::abort();
}

/// A file with the input in it, for readers that take paths.
class InputFile {
 public:
  explicit InputFile(const char* ending)
      : path_(std::filesystem::temp_directory_path() / ("lfplab-fuzz-" + std::to_string(getpid()) + ending)) {
  }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

  const std::filesystem::path& write(const std::string& content) const {
    std::ofstream(path_, std::ios::binary) << content;
    return path_;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace lfp::fuzz
