#include "core/data/images/image_folder.h"

#include "core/base/error.h"
#include "core/data/class_order.h"
#include "core/data/images/image_file.h"
#include "core/data/images/part_folders.h"
#include "core/files/file_content.h"
#include "core/files/foreign_entry.h"
#include "core/files/letter_case.h"
#include "core/files/read_file.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace lfp {
namespace {

namespace fs = std::filesystem;

constexpr const char* one_folder_a_class = "Make one folder for each class, with its images";
constexpr const char* or_move_it =
    "Make one folder for each class, with its images, or move this folder elsewhere";

/// The content of a folder, each list sorted by name.
struct FolderContent {
  std::vector<fs::path> folders;
  std::vector<fs::path> images;
  std::vector<fs::path> others;  ///< neither, or created by another program
};

/// Whether a file without an extension (an extension has letters) is an image.
bool holds_image(const fs::path& path) {
  constexpr std::size_t enough = 256;
  const std::string ending = path.extension().string();
  const bool has_ending = std::ranges::any_of(ending, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  });
  return !has_ending && content_of(start_of_file(path, enough)).is_image;
}

/// Throws Error if the kind of the entry cannot be determined.
void check_entry(const fs::path& path, const fs::file_status& status) {
  if (!fs::exists(status))
    throw Error(path.string(), "this link leads nowhere", "Mend the link, or remove it");
  if (is_image_name(path) && !fs::is_regular_file(status) && !fs::is_directory(status))
    throw Error(path.string(), "this is not an ordinary file", "Replace it, or remove it");
}

void sort_in(const fs::directory_entry& entry, FolderContent& content) {
  const fs::path& path = entry.path();
  std::error_code ignored;
  const fs::file_status status = entry.status(ignored);
  const bool is_foreign = is_foreign_entry(path.filename().string());
  if (!is_foreign) check_entry(path, status);
  if (!is_foreign && fs::is_directory(status))
    content.folders.push_back(path);
  else if (!is_foreign && fs::is_regular_file(status) && (is_image_name(path) || holds_image(path)))
    content.images.push_back(path);
  else
    content.others.push_back(path);
}

/// Refuses a single image, or an archive of all of them.
void refuse_file(const fs::path& path) {
  constexpr std::size_t enough = 512;
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return;
  const FileContent content = content_of(start_of_file(path, enough));
  const std::string what = content.description.empty() ? "a file" : std::string(content.description);
  throw Error(path.string(), "this is " + what + ", not a folder",
              content.is_image || content.remedy.empty()
                  ? "Name the folder in which every class has a folder of its own"
                  : std::string(content.remedy) + ", and name the folder");
}

FolderContent content_of_folder(const fs::path& folder) {
  refuse_file(folder);
  FolderContent content;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) sort_in(entry, content);
  if (failure)
    throw Error(folder.string(), "it cannot be read: " + failure.message(),
                "Check that it is a folder that you may read");
  for (auto* paths : {&content.folders, &content.images, &content.others}) std::ranges::sort(*paths);
  return content;
}

/// Collects the images, and what is skipped.
class Lister {
 public:
  explicit Lister(const fs::path& root) {
    std::error_code ignored;
    for (auto path = fs::canonical(root, ignored); path.has_relative_path(); path = path.parent_path())
      on_the_way_.push_back(path);
  }

  /// Lists a folder above the class folders; images in it do not belong to any class.
  std::vector<fs::path> folders_in(const fs::path& folder, const std::string& remedy = one_folder_a_class) {
    FolderContent content = content_of_folder(folder);
    if (content.folders.empty())
      throw Error(
          folder.string(),
          content.images.empty() ? "there is no folder in it" : "there are images but no folder in it",
          remedy);
    pass_over(content.others);
    without_class_ += static_cast<std::int64_t>(content.images.size());
    return std::move(content.folders);
  }

  std::vector<ImageFolder::File> files_of_class(const fs::path& folder, std::size_t label) {
    std::vector<fs::path> paths;
    add_images(folder, paths);
    if (paths.empty())
      throw Error(folder.string(),
                  "there is no image in it, so the class \"" + folder.filename().string() + "\" is empty",
                  "Put images (.png, .jpg) into the folder, or remove it");
    nested_ +=
        std::ranges::count_if(paths, [&](const fs::path& path) { return path.parent_path() != folder; });
    // Sorts them as if they all lay in one folder.
    std::ranges::sort(paths, {}, [](const fs::path& path) { return std::pair(path.filename(), path); });
    std::vector<ImageFolder::File> files;
    files.reserve(paths.size());
    for (auto& path : paths) files.push_back({std::move(path), static_cast<std::int32_t>(label)});
    return files;
  }

  /// Adds the findings about everything that was listed.
  void report_to(LoadReport& report) const {
    if (nested_ > 0)
      report.guessed.push_back(counted(nested_, "image", "images") +
                               " in folders within those of the classes");
    if (without_class_ > 0)
      report.doubts.push_back(counted(without_class_, "image lies", "images lie") +
                              " beside the folders of the classes and belong" +
                              (without_class_ == 1 ? "s" : "") + " to none");
    if (class_with_parts_)
      report.doubts.push_back("the folders to train on and for testing in " + class_with_parts_->string() +
                              " are not told apart, as they lie within the folder of a class");
    if (!passed_over_.empty()) report.passed_over.push_back(text_of_passed_over());
  }

 private:
  void add_images(const fs::path& folder, std::vector<fs::path>& paths) {
    std::error_code ignored;
    const fs::path here = fs::canonical(folder, ignored);
    if (std::ranges::find(on_the_way_, here) != on_the_way_.end())
      throw Error(folder.string(), "this link leads back to a folder that it lies in", "Remove the link");
    on_the_way_.push_back(here);
    FolderContent content = content_of_folder(folder);
    pass_over(content.others);
    if (!class_with_parts_ && has_parts(content.folders)) class_with_parts_ = folder;
    std::ranges::move(content.images, std::back_inserter(paths));
    for (const auto& inner : content.folders) add_images(inner, paths);
    on_the_way_.pop_back();
  }

  void pass_over(const std::vector<fs::path>& paths) {
    passed_over_.insert(passed_over_.end(), paths.begin(), paths.end());
  }

  /// Names a few of the skipped files, hidden ones last.
  std::string text_of_passed_over() const {
    constexpr std::size_t most_names = 4;
    std::vector<std::string> names;
    for (const auto& path : passed_over_) names.push_back(path.filename().string());
    std::ranges::sort(names, {},
                      [](const std::string& name) { return std::pair(name.starts_with('.'), name); });
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string text = counted(static_cast<std::int64_t>(passed_over_.size()), "entry that is no image",
                               "entries that are no images") +
                       " (";
    for (std::size_t at = 0; at < std::min(names.size(), most_names); ++at)
      text += (at == 0 ? "" : ", ") + names[at];
    return text + (names.size() > most_names ? ", …)" : ")");
  }

  std::vector<fs::path> on_the_way_;  ///< the current folder and its parents, with links resolved
  std::vector<fs::path> passed_over_;
  std::optional<fs::path> class_with_parts_;  ///< the first one
  std::int64_t without_class_ = 0;
  std::int64_t nested_ = 0;
};

/// Archives often unpack into one extra folder: returns the one that contains the classes or the parts.
fs::path inner_folder(const fs::path& root) {
  const FolderContent content = content_of_folder(root);
  if (content.folders.size() != 1 || !content.images.empty()) return root;
  const fs::path& inner = content.folders.front();
  const auto folders = content_of_folder(inner).folders;
  const bool is_wrapped = lower_case(inner.filename().string()) ==
                          lower_case(fs::absolute(root / "").parent_path().filename().string());
  const bool is_wrapper = is_wrapped || is_training_name(inner) || has_parts(folders);
  return is_wrapper && folders.size() > 1 ? inner : root;
}

std::vector<std::string> sorted_names(const std::vector<fs::path>& folders) {
  std::vector<std::string> names;
  names.reserve(folders.size());
  for (const auto& folder : folders) names.push_back(folder.filename().string());
  std::ranges::sort(names, comes_before);
  return names;
}

/// Returns the class of that name, ignoring case if that is unambiguous; nothing if there is none.
std::optional<std::size_t> label_of(const std::string& name, const std::vector<std::string>& class_names) {
  auto found = std::ranges::find(class_names, name);
  if (found == class_names.end()) {
    const auto is_alike = [&](const std::string& other) { return lower_case(other) == lower_case(name); };
    found = std::ranges::find_if(class_names, is_alike);
    if (std::ranges::count_if(class_names, is_alike) != 1) return std::nullopt;
  }
  return static_cast<std::size_t>(found - class_names.begin());
}

std::vector<ImageFolder::File> files_of_part(Lister& lister, const fs::path& part,
                                             const std::vector<std::string>& names, const ImageFolder& images,
                                             const fs::path& training) {
  std::vector<ImageFolder::File> files;
  for (const auto& name : names) {
    const auto label = label_of(name, images.class_names);
    if (!label)
      throw Error((part / name).string(), "the class \"" + name + "\" is never seen in training",
                  "Add the folder " + (training / name).string() + ", or remove this one");
    std::ranges::move(lister.files_of_class(part / name, *label), std::back_inserter(files));
  }
  return files;
}

/// Their samples would be missing from every score.
void report_classes_without_test(ImageFolder& images) {
  constexpr std::int64_t most_names = 5;
  std::int64_t count = 0;
  std::string names;
  for (std::size_t label = 0; images.has_test && label < images.class_names.size(); ++label) {
    const auto is_of_class = [&](const auto& file) { return file.label == static_cast<std::int32_t>(label); };
    if (std::ranges::any_of(images.test, is_of_class)) continue;
    if (++count <= most_names) names += (names.empty() ? "\"" : ", \"") + images.class_names[label] + "\"";
  }
  if (count > 0)
    images.report.doubts.push_back(counted(count, "class has", "classes have") +
                                   " no image for testing: " + names + (count > most_names ? ", …" : ""));
}

std::string text_of_counts(const ImageFolder& images) {
  const auto count = [](const auto& all, const char* one, const char* several) {
    return counted(static_cast<std::int64_t>(all.size()), one, several);
  };
  const std::string read =
      count(images.train, "image", "images") +
      (images.has_test ? " to train, " + std::to_string(images.test.size()) + " to test" : "");
  return read + ", " + count(images.class_names, "class", "classes");
}

}  // namespace

ImageFolder list_image_folder(const fs::path& folder) {
  ImageFolder images;
  const fs::path root = inner_folder(folder);
  Lister lister(root);
  const auto folders = lister.folders_in(root);
  PartFolders parts = find_parts(root, folders);
  images.report = parts.report;
  if (root != folder) images.report.guessed.push_back("the classes are those in " + root.string());
  images.has_test = parts.test.has_value();
  images.class_names = sorted_names(parts.test ? lister.folders_in(parts.train) : folders);
  if (images.class_names.size() < 2)
    throw Error(parts.train.string(), "there is one class only: \"" + images.class_names[0] + "\"",
                one_folder_a_class);
  images.train = files_of_part(lister, parts.train, images.class_names, images, parts.train);
  if (parts.test)
    images.test = files_of_part(lister, *parts.test, sorted_names(lister.folders_in(*parts.test, or_move_it)),
                                images, parts.train);
  report_classes_without_test(images);
  images.report.read = text_of_counts(images);
  lister.report_to(images.report);
  return images;
}

}  // namespace lfp
