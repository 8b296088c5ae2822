#include "core/data/images/image_folder.h"

#include "core/base/error.h"
#include "core/data/class_order.h"

#include <algorithm>

namespace lfp {
namespace {

namespace fs = std::filesystem;

bool is_left_behind(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name == "Thumbs.db" || name == "desktop.ini";
}

/// What lies in the folder, sorted by name.
std::vector<fs::path> content_of(const fs::path& folder, bool of_folders) {
  std::vector<fs::path> paths;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    std::error_code ignored;
    if (!is_left_behind(entry.path()) && entry.is_directory(ignored) == of_folders)
      paths.push_back(entry.path());
  }
  if (failure)
    throw Error(folder.string(), "it cannot be read: " + failure.message(),
                "Check that it is a folder that you may read");
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> class_names(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& path : content_of(folder, true)) names.push_back(path.filename().string());
  std::sort(names.begin(), names.end(), comes_before);
  if (names.empty())
    throw Error(folder.string(), "there is no folder in it",
                "Make one folder for each class, with its images");
  return names;
}

std::vector<ImageFolder::File> files_of_class(const fs::path& folder, std::size_t label) {
  std::vector<ImageFolder::File> files;
  for (const auto& path : content_of(folder, false))
    files.push_back({path, static_cast<std::int32_t>(label)});
  if (files.empty())
    throw Error(folder.string(),
                "there is no image in it, so the class \"" + folder.filename().string() + "\" is empty",
                "Put images into the folder, or remove it");
  return files;
}

}  // namespace

ImageFolder list_image_folder(const fs::path& folder) {
  const auto parts = class_names(folder);
  const auto has = [&](const char* name) {
    return std::find(parts.begin(), parts.end(), name) != parts.end();
  };
  ImageFolder images;
  images.has_test = has("train") && has("test");
  const fs::path training = images.has_test ? folder / "train" : folder;
  images.class_names = class_names(training);
  if (images.class_names.size() < 2)
    throw Error(training.string(), "there is one class only: \"" + images.class_names[0] + "\"",
                "Make one folder for each class, with its images");
  for (std::size_t label = 0; label < images.class_names.size(); ++label) {
    const auto files = files_of_class(training / images.class_names[label], label);
    images.train.insert(images.train.end(), files.begin(), files.end());
  }
  if (!images.has_test) return images;
  for (const auto& name : class_names(folder / "test")) {
    const auto known = std::find(images.class_names.begin(), images.class_names.end(), name);
    if (known == images.class_names.end())
      throw Error((folder / "test" / name).string(), "the class \"" + name + "\" is never seen in training",
                  "Add the folder " + (training / name).string() + ", or remove this one");
    const auto files =
        files_of_class(folder / "test" / name, static_cast<std::size_t>(known - images.class_names.begin()));
    images.test.insert(images.test.end(), files.begin(), files.end());
  }
  return images;
}

}  // namespace lfp
