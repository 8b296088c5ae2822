#pragma once

#include "core/data/load_report.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

/// The images in a folder that has one folder for each class, or a training folder and a test folder that
/// each have one folder for each class (see part_folders.h).
struct ImageFolder {
  struct File {
    std::filesystem::path path;
    std::int32_t label = 0;
  };

  std::vector<std::string> class_names;  ///< sorted: numbers by value, then other names alphabetically
  std::vector<File> train;               ///< all images if there is no test folder
  std::vector<File> test;
  bool has_test = false;
  LoadReport report;
};

/// Lists the folder without opening the images. Images may also lie in subfolders of a class folder. Files
/// whose names are not those of images are skipped. Throws an Error that names the folder if it is not a
/// folder, has no classes, a class without images, or a test class that does not occur in training.
ImageFolder list_image_folder(const std::filesystem::path& folder);

}  // namespace lfp
