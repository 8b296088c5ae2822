#pragma once

#include "core/base/progress.h"
#include "core/files/named_array.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lfp {

/// A kind of file that weights can be written to and perhaps be read from. The command line's help, `lfplab
/// list formats` and the window's menus and dialogs follow from it.
struct WeightFormat {
  std::string name;     ///< on the command line: "npz"
  std::string ending;   ///< of its files, without the point: "npz"
  std::string summary;  ///< one sentence
  std::function<std::string(const NamedArrays&)> encode;
  /// Null where the format is for writing only. Throws Error naming `source`.
  std::function<NamedArrays(const std::string& bytes, const std::string& source)> decode;
};

/// Those of formats.def, in its order.
const std::vector<WeightFormat>& weight_formats();

/// The format of that name. Throws Error at `place`, naming the known ones, if there is none.
const WeightFormat& find_weight_format(const std::string& name, const std::string& place);
/// The format that the file's ending names, in small or capital letters; null if there is none.
const WeightFormat* weight_format_of(const std::filesystem::path& file);

/// Writes the file in the format of that name, whole or not at all; not at all too where `progress` was
/// cancelled, which throws Cancelled. Throws Error, also for an unknown format.
void write_weights(const NamedArrays& arrays, const std::filesystem::path& file, const std::string& format,
                   Progress* progress = nullptr);

/// Reads a file whose ending names its format; a single array of NumPy (.npy) too, named like its file.
/// Throws Error.
NamedArrays read_weights(const std::filesystem::path& file);

/// "npz, csv, json", or without those that are for writing only.
std::string weight_format_names(bool readable_only = false);

}  // namespace lfp
