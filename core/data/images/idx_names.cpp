#include "core/data/images/idx_names.h"

#include "core/files/foreign_entry.h"
#include "core/files/letter_case.h"

#include <algorithm>
#include <string>
#include <vector>

namespace lfp {
namespace {

namespace fs = std::filesystem;

/// Returns the same text for all spellings of a name: without case, punctuation and the gzip extension.
std::string spelling_of(const fs::path& name) {
  std::string spelling = lower_case(name.string());
  if (spelling.ends_with(".gz")) spelling.resize(spelling.size() - 3);
  std::erase_if(spelling,
                [](char letter) { return std::string_view("-_. ").find(letter) != std::string::npos; });
  return spelling;
}

/// Returns the entries of the folder whose names differ only in spelling, sorted.
std::vector<fs::path> spelt_alike(const fs::path& folder, const fs::path& name) {
  std::vector<fs::path> alike;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (!is_foreign_entry(entry.path().filename().string()) &&
        spelling_of(entry.path().filename()) == spelling_of(name))
      alike.push_back(entry.path());
  std::ranges::sort(alike);
  return alike;
}

/// Returns the folders that may contain the files of the data set of that name.
std::vector<fs::path> folders_of_set(const fs::path& base, const fs::path& name) {
  std::vector<fs::path> folders;
  for (const auto& folder : spelt_alike(base, name))
    for (const char* inner : {"", "raw", "gzip"}) folders.push_back(folder / inner);
  return folders;
}

/// Returns the data set according to the file's name: "emnist" of emnist-letters-train-images-idx3-ubyte.
fs::path set_of(const fs::path& file) {
  const std::string name = lower_case(file.string());
  const std::string first = name.substr(0, name.find_first_of("-_."));
  return first.ends_with("mnist") ? first : "mnist";
}

bool is_idx_name(const fs::path& name) {
  const std::string spelling = spelling_of(name);
  return spelling.find("idx1") != std::string::npos || spelling.find("idx3") != std::string::npos;
}

}  // namespace

fs::path unwrapped(const fs::path& path) {
  std::error_code ignored;
  const fs::path inner = path / path.filename();
  return is_idx_name(path.filename()) && fs::is_regular_file(inner, ignored) ? inner : path;
}

std::optional<fs::path> find_idx_file(const fs::path& given, const fs::path& base) {
  if (!is_idx_name(given.filename())) return std::nullopt;
  const fs::path folder = given.parent_path();
  std::vector<fs::path> folders{base / folder};
  const auto more = folders_of_set(base, folder.empty() ? set_of(given) : folder);
  folders.insert(folders.end(), more.begin(), more.end());
  if (folder.empty())
    for (const char* inner : {"raw", "gzip"}) folders.push_back(base / inner);
  for (const auto& place : folders) {
    for (const auto& found : spelt_alike(place, given.filename())) {
      std::error_code ignored;
      if (fs::is_regular_file(unwrapped(found), ignored)) return unwrapped(found);
    }
  }
  return std::nullopt;
}

std::string idx_title(const fs::path& images) {
  std::string whole =
      (lower_case(images.extension().string()) == ".gz" ? images.stem() : images.filename()).string();
  const std::string file = lower_case(whole);
  const std::string folders = lower_case(images.parent_path().string());
  const auto begins_with = [&](std::string_view start) { return file.starts_with(start); };
  if (begins_with("train-images") || begins_with("t10k-images") || begins_with("train_images") ||
      begins_with("t10k_images")) {
    if (folders.find("fashion") != std::string::npos) return "Fashion-MNIST";
    const bool is_kuzushiji =
        folders.find("kmnist") != std::string::npos || folders.find("kuzushiji") != std::string::npos;
    return is_kuzushiji ? "Kuzushiji-MNIST" : "MNIST";
  }
  const auto part = [&](std::size_t from) {
    return file.substr(from, file.find_first_of("-_.", from) - from);
  };
  if (begins_with("emnist-")) return "EMNIST " + part(std::string_view("emnist-").size());
  const auto end = file.find("images");
  if (end == std::string::npos || end < 2) return whole;
  const auto last = file.find_last_not_of("-_. ", end - 1);
  return last == std::string::npos ? whole : whole.substr(0, last + 1);
}

}  // namespace lfp
