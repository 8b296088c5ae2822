#include "core/exchange/npz.h"

#include "core/base/error.h"
#include "core/exchange/npy.h"

#include <memory>

#include <zip.h>

namespace lfp {
namespace {

constexpr std::string_view ending = ".npy";
constexpr zip_uint64_t largest_array = zip_uint64_t{4} << 30;

struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, DiscardArchive>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;
using ArchiveEntry = std::unique_ptr<zip_file_t, CloseEntry>;

[[noreturn]] void fail_writing(const std::string& reason) {
  throw Error("weights", "the archive cannot be made: " + reason, "Free some memory and try again");
}

/// An archive over `source`, which it shares.
Archive open_archive(zip_source_t* source, int flags, zip_error_t& error) {
  Archive archive(zip_open_from_source(source, flags, &error));
  if (archive) zip_source_keep(source);
  return archive;
}

void add_array(zip_t* archive, const NamedArray& array, const std::string& bytes) {
  zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  if (source == nullptr) fail_writing(zip_strerror(archive));
  const auto index =
      zip_file_add(archive, (array.name + std::string(ending)).c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    fail_writing(zip_strerror(archive));
  }
  const auto entry = static_cast<zip_uint64_t>(index);
  constexpr zip_uint16_t first_of_january_1980 = (1 << 5) | 1;  // the same arrays are to give the same bytes
  zip_set_file_compression(archive, entry, ZIP_CM_STORE, 0);
  zip_file_set_dostime(archive, entry, 0, first_of_january_1980, 0);
}

std::string content_of(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
    fail_writing(zip_error_strerror(zip_source_error(source)));
  std::string bytes(stat.size, '\0');
  const auto read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read < 0 || static_cast<std::size_t>(read) != bytes.size()) fail_writing("it could not be read back");
  return bytes;
}

std::string entry_bytes(zip_t* archive, zip_uint64_t index, const std::string& place) {
  const auto fail = [&](const std::string& reason) {
    throw Error(place, "the array cannot be unpacked: " + reason,
                "The file is damaged: copy or write it anew");
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
  if (arrays.empty()) return std::string("PK\5\6") + std::string(18, '\0');  // libzip makes no empty archives
  std::vector<std::string> files;                                            // have to outlive the archive
  files.reserve(arrays.size());
  zip_error_t error;
  zip_error_init(&error);
  const Source source(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!source) fail_writing(zip_error_strerror(&error));
  Archive archive = open_archive(source.get(), ZIP_TRUNCATE, error);
  if (!archive) fail_writing(zip_error_strerror(&error));
  for (const auto& array : arrays) add_array(archive.get(), array, files.emplace_back(npy_bytes(array)));
  if (zip_close(archive.get()) != 0) fail_writing(zip_strerror(archive.get()));
  archive.release();  // closing has freed it
  return content_of(source.get());
}

NamedArrays parse_npz(const std::string& bytes, const std::string& source) {
  zip_error_t error;
  zip_error_init(&error);
  const Source buffer(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
  const Archive archive = buffer ? open_archive(buffer.get(), ZIP_RDONLY, error) : nullptr;
  if (!archive)
    throw Error(source, "this is not a .npz archive (" + std::string(zip_error_strerror(&error)) + ")",
                "Choose a file that numpy.savez or LFP Lab has written");
  NamedArrays arrays;
  const auto count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* raw_name = zip_get_name(archive.get(), index, 0);
    std::string name = raw_name == nullptr ? "" : raw_name;
    const std::string place = source + ": " + name;
    if (name.ends_with(ending)) name.resize(name.size() - ending.size());
    arrays.push_back(parse_npy(entry_bytes(archive.get(), index, place), place));
    arrays.back().name = name;
  }
  return arrays;
}

}  // namespace lfp
