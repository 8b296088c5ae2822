#pragma once

#include "core/base/progress.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// A file inside a zip archive.
struct ZipEntry {
  std::string name;
  std::string bytes;
};

enum class ZipPacking { stored, deflated };

/// The bytes of an archive of these entries, in this order; the same entries give the same bytes. Throws
/// Error at `place` where the memory does not suffice, and Cancelled.
std::string zip_bytes(const std::vector<ZipEntry>& entries, ZipPacking packing, const std::string& place,
                      Progress* progress = nullptr);

/// An entry as far as it could be read.
struct ReadZipEntry {
  std::string name;
  std::string bytes;    ///< whole and of the right checksum, or empty
  std::string problem;  ///< why it could not be read; "" where it could
};

/// Goes through an archive from its beginning, so that entries are found before the point where it is cut and
/// beside those that are damaged. Entries for which `largest` gives nothing are skipped; the others may have
/// at most that many bytes. Anything that is not an archive has no entries. `was_read` is called with the
/// size of every block that was read; what it throws is passed on.
std::vector<ReadZipEntry> read_zip(
    std::string_view bytes, const std::function<std::optional<std::size_t>(const std::string& name)>& largest,
    const std::function<void(std::size_t block)>& was_read = {});

}  // namespace lfp
