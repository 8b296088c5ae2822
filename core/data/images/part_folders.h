#pragma once

#include "core/data/load_report.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// The training and test parts of a folder of images.
struct PartFolders {
  std::filesystem::path train;                ///< contains one folder for each class
  std::optional<std::filesystem::path> test;  ///< likewise; empty if the images are still to be split
  LoadReport report;                          ///< what was guessed and skipped
};

/// Finds the training folder ("train", "training") and the test folder ("test", "testing", otherwise "val",
/// "valid", "validation") among `folders`, which lie in `root`. Case is ignored, and names such as "test_set"
/// or "Training images" are accepted. Unless there is one of each, `root` itself contains the classes. Throws
/// Error if two folders would be the same part.
PartFolders find_parts(const std::filesystem::path& root, const std::vector<std::filesystem::path>& folders);

/// Whether there is both a training folder and a test folder.
bool has_parts(const std::vector<std::filesystem::path>& folders);

/// Whether it is the name of a training folder.
bool is_training_name(const std::filesystem::path& folder);

}  // namespace lfp
