#include "core/exchange/npz.h"

#include "core/base/error.h"
#include "core/exchange/npy.h"
#include "core/exchange/weight_formats.h"
#include "core/files/foreign_entry.h"
#include "core/files/zip_file.h"
#include "core/files/zip_handles.h"

#include <memory>

namespace lfp {
namespace {

constexpr zip_uint64_t largest_array = zip_uint64_t{4} << 30;

struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using ArchiveEntry = std::unique_ptr<zip_file_t, CloseEntry>;

std::string entry_bytes(zip_t* archive, zip_uint64_t index, const std::string& place) {
  const auto fail = [&](const std::string& reason) {
    throw Error(place, "the array cannot be unpacked: " + reason,
                "Copy the file again, or write it anew with numpy.savez");
  };
  zip_stat_t stat;
  if (zip_stat_index(archive, index, 0, &stat) != 0) fail(zip_strerror(archive));
  if (stat.size > largest_array) fail("it would take more than 4 GiB");
  const ArchiveEntry entry(zip_fopen_index(archive, index, 0));
  if (!entry) fail(zip_strerror(archive));
  std::string bytes;
  std::string block(std::size_t{1} << 16, '\0');
  while (true) {
    const auto read = zip_fread(entry.get(), block.data(), block.size());
    if (read < 0) fail(zip_file_strerror(entry.get()));
    if (read <= 0) return bytes;
    bytes.append(block, 0, static_cast<std::size_t>(read));
    if (bytes.size() > largest_array) fail("it takes more than 4 GiB");
  }
}

}  // namespace

std::string npz_bytes(const NamedArrays& arrays) {
  std::vector<ZipEntry> files;
  files.reserve(arrays.size());
  for (const auto& array : arrays) files.push_back({array.name + std::string(npy_ending), npy_bytes(array)});
  return zip_bytes(files, ZipPacking::stored, "weights");
}

NamedArrays parse_npz(const std::string& bytes, const std::string& source) {
  zip_error_t error;
  zip_error_init(&error);
  const ZipSource buffer(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
  const ZipArchive archive = buffer ? open_zip(buffer.get(), ZIP_RDONLY, error) : nullptr;
  if (!archive)
    throw Error(source, "this is not a .npz archive (" + std::string(zip_error_strerror(&error)) + ")",
                "Choose a file that numpy.savez or LFP Lab has written");
  NamedArrays arrays;
  const auto count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* raw_name = zip_get_name(archive.get(), index, 0);
    std::string name = raw_name == nullptr ? "" : raw_name;
    if (name.ends_with('/') || is_within_foreign_entry(name)) continue;
    const std::string place = source + ": " + name;
    if (name.ends_with(npy_ending)) name.resize(name.size() - npy_ending.size());
    arrays.push_back(parse_npy(entry_bytes(archive.get(), index, place), place));
    arrays.back().name = name;
  }
  return arrays;
}

WeightFormat npz_format() {
  return {.name = "npz",
          .ending = "npz",
          .summary = "for numpy.load: one float32 array a weight matrix and bias",
          .encode = npz_bytes,
          .decode = parse_npz};
}

}  // namespace lfp
