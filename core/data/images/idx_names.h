#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace lfp {

/// A file of MNIST or one of its relatives, which experiments name as it was published
/// ("t10k-images-idx3-ubyte.gz", "fashion-mnist/train-labels-idx1-ubyte.gz") and which people have under
/// other names: unpacked or not, with a dot before "idx", in the folders that PyTorch makes (MNIST/raw,
/// FashionMNIST/raw). Looks for it in `base`; a name without a folder is MNIST's. Nothing where it isn't
/// there, or where `given` is no such name.
std::optional<std::filesystem::path> find_idx_file(const std::filesystem::path& given,
                                                   const std::filesystem::path& base);

/// The file itself, where `path` is a folder that holds one file of its own name, as some archives unpack.
std::filesystem::path unwrapped(const std::filesystem::path& path);

/// What the data are called: "MNIST" for the files of that set and "Fashion-MNIST" where their folder is
/// named so, "EMNIST letters" for emnist-letters-train-images-idx3-ubyte; else the file's own name up to
/// "images".
std::string idx_title(const std::filesystem::path& images);

}  // namespace lfp
