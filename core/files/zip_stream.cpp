#include "core/files/zip_stream.h"

#include "core/base/error.h"

#include <memory>
#include <new>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

namespace lfp {

ZipStream::ZipStream(ZipPacking packing, std::string place, ByteSink sink)
    : place_(std::move(place)), sink_(std::move(sink)), handle_(archive_write_new()) {
  if (handle_ == nullptr) throw std::bad_alloc();
  archive_write_set_format_zip(handle_);
  if (packing == ZipPacking::stored)
    archive_write_zip_set_compression_store(handle_);
  else  // most of a large archive are numbers that hardly shrink: more effort would only take longer
    archive_write_set_format_option(handle_, "zip", "compression-level", "1");
  archive_write_set_format_option(handle_, "zip", "hdrcharset", "UTF-8");
  archive_write_set_bytes_per_block(handle_, 0);
  const auto pass_on = [](archive* /*handle*/, void* self, const void* bytes,
                          std::size_t size) -> la_ssize_t {
    auto& stream = *static_cast<ZipStream*>(self);
    // If the failure were returned, libarchive would not free all that it holds: check() throws it instead.
    try {
      if (!stream.thrown_) stream.sink_({static_cast<const char*>(bytes), size});
    } catch (...) {
      stream.thrown_ = std::current_exception();
    }
    return static_cast<la_ssize_t>(size);
  };
  check(archive_write_open(handle_, this, nullptr, pass_on, nullptr));
}

ZipStream::~ZipStream() {
  // Unless it was finished, it is not whole in any case: nothing more goes to the sink.
  sink_ = [](std::string_view /*bytes*/) {};
  archive_write_free(handle_);
}

void ZipStream::begin(const std::string& name, std::uint64_t size) {
  struct Free {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
  };
  const std::unique_ptr<archive_entry, Free> entry(archive_entry_new());
  if (!entry) throw std::bad_alloc();
  // Without a time, which would be written in the time zone of the machine.
  archive_entry_set_pathname_utf8(entry.get(), name.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
  check(archive_write_header(handle_, entry.get()));
}

void ZipStream::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = archive_write_data(handle_, bytes.data(), bytes.size());
    check(written == 0 ? ARCHIVE_FATAL : written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void ZipStream::finish() {
  check(archive_write_close(handle_));
}

void ZipStream::check(std::int64_t status) {
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
  if (status >= ARCHIVE_OK) return;
  const char* reason = archive_error_string(handle_);
  throw Error(place_, std::string("the archive cannot be made: ") + (reason == nullptr ? "" : reason),
              "Free some memory and try again");
}

}  // namespace lfp
