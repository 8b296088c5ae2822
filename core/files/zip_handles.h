#pragma once

#include <memory>

#include <zip.h>

namespace lfp {

struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using ZipArchive = std::unique_ptr<zip_t, DiscardArchive>;
using ZipSource = std::unique_ptr<zip_source_t, FreeSource>;

/// An archive over `source`, which it shares; null and `error` where that fails.
inline ZipArchive open_zip(zip_source_t* source, int flags, zip_error_t& error) {
  ZipArchive archive(zip_open_from_source(source, flags, &error));
  if (archive) zip_source_keep(source);
  return archive;
}

}  // namespace lfp
