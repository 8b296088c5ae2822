#pragma once

#include "core/data/load_report.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

/// The images of a folder with one folder for each class, or with a folder to train on and one for testing
/// that are made like that (see part_folders.h).
struct ImageFolder {
  struct File {
    std::filesystem::path path;
    std::int32_t label = 0;
  };

  std::vector<std::string> class_names;  ///< sorted: numbers by value, then others by letters
  std::vector<File> train;               ///< everything where there is no folder for testing
  std::vector<File> test;
  bool has_test = false;
  LoadReport report;
};

/// Lists the folder without opening the images. Those of a class may lie in folders within its folder. What
/// is no image by its name is passed over. Throws Error naming the folder where it is none, holds no class or
/// one without images, or has a class for testing that is never seen in training.
ImageFolder list_image_folder(const std::filesystem::path& folder);

}  // namespace lfp
