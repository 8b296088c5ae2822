#pragma once

#include "core/base/progress.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct gzFile_s;  // zlib's handle of an open file

namespace lfp {

/// An open IDX file of unsigned bytes (the format of MNIST: magic number, big-endian sizes, data), plain or
/// compressed with gzip. Byte positions in messages refer to the uncompressed data.
class IdxFile {
 public:
  enum class Content { images, labels };

  /// Opens the file and reads its header. Throws Error if it cannot be opened, is not an IDX file, or
  /// contains something other than `content`.
  IdxFile(std::filesystem::path path, Content content);

  std::int64_t count() const { return sizes_[0]; }
  std::int64_t rows() const { return sizes_[1]; }     ///< 1 for labels
  std::int64_t columns() const { return sizes_[2]; }  ///< 1 for labels
  /// The position where the data begin, in bytes.
  std::int64_t header_size() const { return content_ == Content::images ? 16 : 8; }

  /// Returns the bytes of the first `samples` samples; may be called only once. It reads to the end of the
  /// file, and throws Error if that is damaged, or shorter or longer than its header says, and Cancelled.
  std::vector<std::uint8_t> read(std::int64_t samples, Progress* progress = nullptr);

 private:
  struct Close {
    void operator()(gzFile_s* file) const;
  };

  void read_header();
  void check_magic(std::uint32_t magic) const;
  [[noreturn]] void throw_other_content(std::uint32_t magic) const;
  std::uint32_t read_number(std::int64_t position);
  /// Reads up to `size` bytes, and fewer only at the end of the file.
  std::int64_t read_some(std::uint8_t* target, std::int64_t size, std::int64_t position);
  /// The file size in bytes according to its header.
  std::int64_t expected_size() const;
  std::string at_byte(std::int64_t position) const;
  [[noreturn]] void throw_truncated(std::int64_t found, std::int64_t expected) const;
  [[noreturn]] void throw_damaged(std::int64_t position, const std::string& reason) const;

  std::filesystem::path path_;
  Content content_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::array<std::int64_t, 3> sizes_{0, 1, 1};
};

}  // namespace lfp
