#include "core/files/zip_file.h"

#include "core/base/error.h"
#include "core/files/zip_handles.h"

#include <algorithm>
#include <memory>

#include <archive.h>
#include <archive_entry.h>

namespace lfp {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 16U;
/// Most of a large archive are numbers that hardly shrink: more effort would only take longer.
constexpr zip_uint32_t quick = 1;

[[noreturn]] void fail(const std::string& place, const std::string& reason) {
  throw Error(place, "the archive cannot be made: " + reason, "Free some memory and try again");
}

void add_entry(zip_t* archive, const ZipEntry& entry, ZipPacking packing, const std::string& place) {
  zip_source_t* source = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
  if (source == nullptr) fail(place, zip_strerror(archive));
  const auto added = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (added < 0) {
    zip_source_free(source);
    fail(place, zip_strerror(archive));
  }
  const auto index = static_cast<zip_uint64_t>(added);
  constexpr zip_uint16_t first_of_january_1980 = (1 << 5) | 1;  // the same entries are to give the same bytes
  const bool is_stored = packing == ZipPacking::stored;
  zip_set_file_compression(archive, index, is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, is_stored ? 0 : quick);
  zip_file_set_dostime(archive, index, 0, first_of_january_1980, 0);
}

/// Most of the work is done when the archive is closed.
void tell_of(zip_t* archive, Progress& progress) {
  constexpr double precision = 0.01;
  zip_register_progress_callback_with_state(
      archive, precision,
      [](zip_t* /*archive*/, double fraction, void* state) { static_cast<Progress*>(state)->tell(fraction); },
      nullptr, &progress);
  zip_register_cancel_callback_with_state(
      archive,
      [](zip_t* /*archive*/, void* state) { return static_cast<Progress*>(state)->is_cancelled() ? 1 : 0; },
      nullptr, &progress);
}

std::string content_of(zip_source_t* source, const std::string& place) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
    fail(place, zip_error_strerror(zip_source_error(source)));
  std::string bytes(stat.size, '\0');
  const auto read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read < 0 || static_cast<std::size_t>(read) != bytes.size()) fail(place, "it could not be read back");
  return bytes;
}

struct CloseReader {
  void operator()(archive* reader) const { archive_read_free(reader); }
};

std::string reason_of(archive* reader) {
  const char* reason = archive_error_string(reader);
  return reason == nullptr ? "it is damaged" : reason;
}

/// As the archive says, as long as that can be true.
std::size_t likely_size(archive_entry* header, std::size_t largest, std::size_t archive_size) {
  constexpr std::size_t most_deflated = 1032;  // the largest ratio that deflating can reach
  if (archive_entry_size_is_set(header) == 0 || archive_entry_size(header) < 0) return 0;
  const auto said = static_cast<std::size_t>(archive_entry_size(header));
  return said <= largest && said / most_deflated <= archive_size ? said + block_size : 0;
}

/// The present entry's bytes, in growing blocks: what the archive says of their number may be wrong.
void read_entry(archive* reader, std::size_t largest, const std::function<void(std::size_t)>& was_read,
                ReadZipEntry& entry) {
  while (true) {
    const std::size_t before = entry.bytes.size();
    entry.bytes.resize(before + block_size);
    const auto count = archive_read_data(reader, entry.bytes.data() + before, block_size);
    entry.bytes.resize(before + static_cast<std::size_t>(std::max<decltype(count)>(count, 0)));
    if (count < 0) entry.problem = reason_of(reader);
    if (entry.bytes.size() > largest) entry.problem = "it is larger than it can be";
    if (!entry.problem.empty()) entry.bytes = {};
    if (count <= 0 || !entry.problem.empty()) return;
    if (was_read) was_read(static_cast<std::size_t>(count));
  }
}

}  // namespace

std::string zip_bytes(const std::vector<ZipEntry>& entries, ZipPacking packing, const std::string& place,
                      Progress* progress) {
  if (entries.empty())
    return std::string("PK\5\6") + std::string(18, '\0');  // libzip makes no empty archives
  zip_error_t error;
  zip_error_init(&error);
  const ZipSource source(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!source) fail(place, zip_error_strerror(&error));
  ZipArchive archive = open_zip(source.get(), ZIP_TRUNCATE, error);
  if (!archive) fail(place, zip_error_strerror(&error));
  for (const auto& entry : entries) add_entry(archive.get(), entry, packing, place);
  if (progress != nullptr) tell_of(archive.get(), *progress);
  const bool is_whole = zip_close(archive.get()) == 0;
  if (progress != nullptr && progress->is_cancelled()) throw Cancelled();
  if (!is_whole) fail(place, zip_strerror(archive.get()));
  static_cast<void>(archive.release());  // closing has freed it
  return content_of(source.get(), place);
}

std::vector<ReadZipEntry> read_zip(
    std::string_view bytes, const std::function<std::optional<std::size_t>(const std::string& name)>& largest,
    const std::function<void(std::size_t block)>& was_read) {
  std::vector<ReadZipEntry> entries;
  const std::unique_ptr<archive, CloseReader> reader(archive_read_new());
  archive_read_support_format_zip_streamable(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return entries;
  while (true) {
    archive_entry* header = nullptr;
    const int status = archive_read_next_header(reader.get(), &header);
    if (status == ARCHIVE_EOF || status == ARCHIVE_FATAL) return entries;
    if (status < ARCHIVE_WARN) continue;
    const char* name = archive_entry_pathname_utf8(header);
    if (name == nullptr) name = archive_entry_pathname(header);
    ReadZipEntry entry{.name = name == nullptr ? "" : name, .bytes = {}, .problem = {}};
    const auto allowed = largest(entry.name);
    if (!allowed) continue;
    entry.bytes.reserve(likely_size(header, *allowed, bytes.size()));
    read_entry(reader.get(), *allowed, was_read, entry);
    entries.push_back(std::move(entry));
  }
}

}  // namespace lfp
