#include "core/data/file_kind.h"

#include "core/data/csv/separator_search.h"
#include "core/data/images/image_file.h"
#include "core/files/file_content.h"
#include "core/files/gzip.h"
#include "core/files/letter_case.h"
#include "core/files/read_file.h"
#include "core/files/text_encoding.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <zlib.h>

namespace lfp {
namespace {

using namespace std::literals;
namespace fs = std::filesystem;

constexpr std::size_t enough_bytes = 65536;

/// The first bytes of a file, decompressed if it is compressed with gzip.
struct Beginning {
  std::string bytes;
  bool is_packed = false;
};

Beginning beginning(const fs::path& file) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> stream(gzopen(file.c_str(), "rb"), gzclose);
  if (!stream) return {};
  std::string bytes(enough_bytes, '\0');
  const int size = gzread(stream.get(), bytes.data(), static_cast<unsigned int>(bytes.size()));
  bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return {std::move(bytes), gzdirect(stream.get()) == 0};
}

/// Returns the extension in lower case, ignoring that of gzip.
std::string ending(const fs::path& file) {
  return lower_case(without_gzip_ending(file).extension().string());
}

bool ends_with_any(const fs::path& file, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&, own = ending(file)](auto each) { return own == each; });
}

/// Returns the name of the first file in a zip archive.
std::string_view first_zip_entry(std::string_view bytes) {
  constexpr std::size_t size_position = 26;
  constexpr std::size_t name_position = 30;
  if (!bytes.starts_with("PK\x03\x04"sv) || bytes.size() < name_position) return {};
  const auto size = static_cast<unsigned char>(bytes[size_position]);
  return bytes.substr(name_position, size);
}

DataFileKind kind_of_zip(const fs::path& file, std::string_view bytes) {
  const auto name = first_zip_entry(bytes);
  if (name == "[Content_Types].xml" || name == "mimetype" || name.starts_with("xl/"))
    return DataFileKind::spreadsheet;
  if (name.ends_with(".npy") || name.ends_with("data.pkl") || ending(file) == ".npz")
    return DataFileKind::weights;
  return name.empty() ? DataFileKind::unknown : DataFileKind::session;
}

bool is_array_file(const fs::path& file, std::string_view bytes) {
  constexpr std::size_t length_size = 8;
  const bool is_safetensors =
      ending(file) == ".safetensors" && bytes.size() > length_size && bytes[length_size] == '{';
  return bytes.starts_with("\x93NUMPY"sv) || is_safetensors || ends_with_any(file, {".onnx", ".pt", ".pth"});
}

/// Accepts IDX files of any number type: their readers refuse unsupported types with a better message.
DataFileKind kind_of_idx(const fs::path& file, std::string_view bytes) {
  constexpr unsigned char first_type = 0x08;
  constexpr unsigned char last_type = 0x0E;
  if (bytes.size() >= 4 && bytes.starts_with("\0\0"sv)) {
    const auto type = static_cast<unsigned char>(bytes[2]);
    const auto dimensions = static_cast<unsigned char>(bytes[3]);
    if (type >= first_type && type <= last_type && dimensions >= 1 && dimensions <= 4)
      return dimensions == 1 ? DataFileKind::idx_labels : DataFileKind::idx_images;
  }
  const std::string name = lower_case(file.filename().string());
  if (name.find("ubyte") == std::string::npos) return DataFileKind::unknown;
  return name.find("labels") == std::string::npos ? DataFileKind::idx_images : DataFileKind::idx_labels;
}

bool is_cifar_batch(const fs::path& file) {
  constexpr std::uintmax_t cifar10 = 3073;
  constexpr std::uintmax_t cifar100 = 3074;
  std::error_code failure;
  const auto size = fs::file_size(file, failure);
  const std::string name = lower_case(file.filename().string());
  if (name.starts_with("cifar") && (name.ends_with(".tar.gz") || name.ends_with(".tgz"))) return true;
  return !failure && size > 0 && ending(file) == ".bin" && (size % cifar10 == 0 || size % cifar100 == 0);
}

/// Returns the complete lines at the beginning of a file, as UTF-8; empty if they are not text.
std::string whole_lines(std::string bytes, const fs::path& file) {
  if (bytes.size() == enough_bytes) {
    const auto end = bytes.find_last_of("\r\n");
    // Characters of UTF-16 have two bytes.
    bytes.resize(end == std::string::npos ? 0 : (end + 1) / 2 * 2);
  }
  try {
    return decoded_text(std::move(bytes), file).text;
  } catch (const Error&) {
    return {};
  }
}

DataFileKind kind_of_text(const fs::path& file, std::string bytes) {
  const std::string text = whole_lines(std::move(bytes), file);
  const bool is_named_so = ends_with_any(file, {".csv", ".tsv", ".tab", ".dat", ".data"});
  const auto start = text.find_first_not_of(" \t\r\n");
  if (start == std::string::npos) return is_named_so ? DataFileKind::table : DataFileKind::unknown;
  if (text[start] == '{')
    return text.find("\"lfplab-weights\"") == std::string::npos ? DataFileKind::experiment
                                                                : DataFileKind::weights;
  return is_named_so || looks_like_table(text) ? DataFileKind::table : DataFileKind::unknown;
}

bool has_image_within(const fs::path& folder) {
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure))
    if (entry.is_regular_file(failure) && is_image_name(entry.path())) return true;
  return false;
}

/// Whether a folder in it contains images, or one in such a folder: around the classes may lie one for each
/// part, and another one around these.
bool has_folders_of_images(const fs::path& folder, int depth = 3) {
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    if (!entry.is_directory(failure)) continue;
    if (has_image_within(entry.path()) || (depth > 1 && has_folders_of_images(entry.path(), depth - 1)))
      return true;
  }
  return false;
}

bool has_cifar_batches(const fs::path& folder) {
  std::error_code failure;
  return std::ranges::any_of(fs::directory_iterator(folder, failure),
                             [](const auto& entry) { return is_cifar_batch(entry.path()); });
}

DataFileKind kind_of_folder(const fs::path& folder) {
  for (const char* inner : {"", "cifar-10-batches-bin", "cifar-100-binary"})
    if (has_cifar_batches(folder / inner)) return DataFileKind::cifar_batch;
  return has_folders_of_images(folder) ? DataFileKind::image_folder : DataFileKind::unknown;
}

/// Returns how an experiment refers to the file: {"kind": "csv", "file": "trees.csv"}.
std::string dataset_text(const std::string& kind, const std::string& setting, const fs::path& file) {
  std::string name;
  for (const char letter : file.filename().string())
    name += letter == '"' || letter == '\\' ? std::string{'\\', letter} : std::string(1, letter);
  return R"("dataset": { "kind": ")" + kind + R"(", ")" + setting + R"(": ")" + name + "\"";
}

/// Says what a file of no kind of data is, as far as that can be told: a web page, a PDF document.
std::optional<Error> other_content(const fs::path& file) {
  constexpr std::size_t enough = 512;
  std::error_code failure;
  if (!fs::is_regular_file(file, failure)) return std::nullopt;
  const FileContent content = content_of(start_of_file(file, enough));
  if (content.description.empty()) return std::nullopt;
  return Error(file.string(), "this is " + std::string(content.description) + ", not an experiment",
               content.remedy.empty() ? "Choose an experiment (.json) or a session (.lfplab)"
                                      : std::string(content.remedy));
}

}  // namespace

DataFileKind kind_of_file(const fs::path& file) {
  std::error_code failure;
  if (fs::is_directory(file, failure)) return kind_of_folder(file);
  if (!fs::is_regular_file(file, failure)) return DataFileKind::unknown;
  if (ending(file) == ".lfplab") return DataFileKind::session;
  auto [bytes, is_packed] = beginning(file);
  if (const auto idx = kind_of_idx(file, bytes); idx != DataFileKind::unknown) return idx;
  if (is_cifar_batch(file)) return DataFileKind::cifar_batch;
  // Of compressed files, only tables are supported here.
  if (is_packed) {
    const auto packed = kind_of_text(file, std::move(bytes));
    return packed == DataFileKind::table ? packed : DataFileKind::unknown;
  }
  if (bytes.starts_with("PK"sv)) return kind_of_zip(file, bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) return DataFileKind::spreadsheet;
  if (content_of(bytes).is_image) return DataFileKind::image;
  if (is_array_file(file, bytes)) return DataFileKind::weights;
  return kind_of_text(file, std::move(bytes));
}

std::optional<Error> not_an_experiment(const fs::path& file) {
  const auto error = [&](const std::string& problem, const std::string& remedy) {
    return Error(file.string(), problem, remedy);
  };
  const auto name_it = "Name it in an experiment as "s;
  switch (kind_of_file(file)) {
    case DataFileKind::table:
      return error("this is a table, not an experiment", name_it + dataset_text("csv", "file", file) + " }");
    case DataFileKind::idx_images:
      return error("these are images in the IDX format, not an experiment",
                   name_it + dataset_text("idx", "images", file) + ", \"labels\": ... }");
    case DataFileKind::idx_labels:
      return error("these are labels in the IDX format, not an experiment",
                   name_it + dataset_text("idx", "labels", file) + ", \"images\": ... }");
    case DataFileKind::cifar_batch:
      return error("these are images as CIFAR is published, not an experiment",
                   name_it + dataset_text("cifar", "path", file) + " }");
    case DataFileKind::image:
      return error(
          "this is an image, not an experiment",
          "Put the images of each class into a folder of its own, and name the folder around these in an "
          "experiment as \"dataset\": { \"kind\": \"images\", \"folder\": ... }");
    case DataFileKind::image_folder:
      return error("this is a folder of images, not an experiment",
                   name_it + dataset_text("images", "folder", fs::absolute(file / "").parent_path()) + " }");
    case DataFileKind::weights:
      return error("these are weights, not an experiment",
                   "Open the session or experiment that they come from; `lfplab convert` writes them in "
                   "another format");
    case DataFileKind::spreadsheet:
      return error(
          "this is a spreadsheet, not an experiment",
          "Save its table as CSV, and name that in an experiment as \"dataset\": { \"kind\": \"csv\", "
          "\"file\": ... }");
    case DataFileKind::unknown:
      return other_content(file);
    case DataFileKind::experiment:
    case DataFileKind::session:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace lfp
