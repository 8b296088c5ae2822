#pragma once

#include "core/data/load_report.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// The parts of a folder of images.
struct PartFolders {
  std::filesystem::path train;                ///< holds one folder for each class
  std::optional<std::filesystem::path> test;  ///< the same; nothing: the images are to be split
  LoadReport report;                          ///< what was guessed and is left out
};

/// Finds the folder to train on ("train", "training") and the one for testing ("test", "testing", else "val",
/// "valid", "validation") among `folders`, which lie in `root`: in any case, also as "test_set" or "Training
/// images". Without one of each, `root` itself holds the classes. Throws Error where two folders would be the
/// same part.
PartFolders find_parts(const std::filesystem::path& root, const std::vector<std::filesystem::path>& folders);

/// Whether there are folders both to train on and for testing.
bool has_parts(const std::vector<std::filesystem::path>& folders);

/// Whether it is a name of a folder to train on.
bool is_training_name(const std::filesystem::path& folder);

}  // namespace lfp
