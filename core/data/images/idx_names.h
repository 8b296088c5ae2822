#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace lfp {

/// Finds a file of MNIST or a related data set, which experiments refer to by its published name
/// ("t10k-images-idx3-ubyte.gz", "fashion-mnist/train-labels-idx1-ubyte.gz"), but which is often stored under
/// another name: unpacked, with a dot before "idx", or in the folders that PyTorch creates (MNIST/raw,
/// FashionMNIST/raw). Searches in `base`; a name without a folder refers to MNIST. Returns nothing if there
/// is no such file, or if `given` is not such a name.
std::optional<std::filesystem::path> find_idx_file(const std::filesystem::path& given,
                                                   const std::filesystem::path& base);

/// Returns the file inside `path` if that is a folder with a file of its own name, as some archives unpack.
std::filesystem::path unwrapped(const std::filesystem::path& path);

/// Returns the name of the data: "MNIST" for the files of that set ("Fashion-MNIST" or "Kuzushiji-MNIST" if
/// their folder is named so), "EMNIST letters" for emnist-letters-train-images-idx3-ubyte; otherwise the
/// file's own name up to "images".
std::string idx_title(const std::filesystem::path& images);

}  // namespace lfp
