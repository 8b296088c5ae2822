#pragma once

#include "core/base/progress.h"
#include "core/files/named_array.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lfp {

/// A kind of file that weights can be written to and perhaps be read from.
struct WeightFormat {
  std::string name;     ///< on the command line, and the file's ending: "npz"
  std::string summary;  ///< one sentence
  std::function<std::string(const NamedArrays&)> encode;
  /// Null where the format is for writing only.
  std::function<NamedArrays(const std::string& bytes, const std::string& source)> decode;
};

/// npz, csv, json.
const std::vector<WeightFormat>& weight_formats();

/// Writes the file in the format of that name, whole or not at all; not at all too where `progress` was
/// cancelled, which throws Cancelled. Throws Error, also for an unknown format.
void write_weights(const NamedArrays& arrays, const std::filesystem::path& file, const std::string& format,
                   Progress* progress = nullptr);

/// Reads a file whose ending names its format. Throws Error.
NamedArrays read_weights(const std::filesystem::path& file);

}  // namespace lfp
