#pragma once

#include "core/files/byte_sink.h"
#include "core/files/zip_file.h"

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

struct archive;

namespace lfp {

/// A zip archive that is written as its entries come, so that none of them has to be in memory as a whole.
/// The same entries give the same bytes.
class ZipStream {
 public:
  /// `place` is named in errors; what `sink` throws is passed on by whatever was called.
  ZipStream(ZipPacking packing, std::string place, ByteSink sink);
  ~ZipStream();
  ZipStream(const ZipStream&) = delete;
  ZipStream& operator=(const ZipStream&) = delete;

  /// The next entry, of exactly `size` bytes, which follow by write().
  void begin(const std::string& name, std::uint64_t size);
  void write(std::string_view bytes);
  /// Must be called after the last entry: without it the archive is cut off.
  void finish();

 private:
  void check(std::int64_t status);

  std::string place_;
  ByteSink sink_;
  std::exception_ptr thrown_;  // by the sink: it must not pass through the library
  archive* handle_;
};

}  // namespace lfp
