#include "core/data/images/idx_file.h"

#include "core/base/error.h"
#include "core/files/file_content.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <system_error>
#include <utility>

#include <zlib.h>

namespace lfp {
namespace {

constexpr std::uint32_t unsigned_byte = 0x08;
constexpr std::int64_t longest_side = 4096;
constexpr const char* copy_again = "Copy or download the file again";

std::string hexadecimal(std::uint32_t number) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02x %02x %02x %02x", number >> 24U, (number >> 16U) & 0xffU,
                (number >> 8U) & 0xffU, number & 0xffU);
  return text.data();
}

std::uint32_t dimensions(IdxFile::Content content) {
  return content == IdxFile::Content::images ? 3 : 1;
}

std::string name_of(IdxFile::Content content) {
  return content == IdxFile::Content::images ? "images" : "labels";
}

/// Returns the name of a number type that an IDX file may contain.
std::string name_of_type(std::uint32_t type) {
  switch (type) {
    case 0x09:
      return "signed bytes (type code 9)";
    case 0x0b:
      return "16-bit integers (type code 11)";
    case 0x0c:
      return "32-bit integers (type code 12)";
    case 0x0d:
      return "32-bit floats (type code 13)";
    case 0x0e:
      return "64-bit floats (type code 14)";
    default:
      return "of an unknown type (code " + std::to_string(type) + ")";
  }
}

gzFile open_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    throw Error(path.string(), "this is a folder, not a file", "Name a file in it");
  errno = 0;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr)
    throw Error(path.string(), "the file cannot be opened (" + std::generic_category().message(errno) + ")",
                "Check the path and that you may read it");
  gzbuffer(file, 1U << 17U);
  return file;
}

}  // namespace

void IdxFile::Close::operator()(gzFile file) const {
  gzclose_r(file);
}

IdxFile::IdxFile(std::filesystem::path path, Content content)
    : path_(std::move(path)), content_(content), file_(open_file(path_)) {
  read_header();
}

void IdxFile::read_header() {
  check_magic(read_number(0));
  for (std::uint32_t dimension = 0; dimension < dimensions(content_); ++dimension) {
    const std::int64_t position = 4 * (1 + static_cast<std::int64_t>(dimension));
    const std::int64_t size = read_number(position);
    sizes_[dimension] = size;
    if (size == 0) throw Error(at_byte(position), "the header announces no data (size 0)", copy_again);
    if (dimension > 0 && size > longest_side)
      throw Error(at_byte(position),
                  "the header announces images with a side of " + std::to_string(size) + " pixels",
                  "Use images of at most " + std::to_string(longest_side) + " pixels a side");
  }
}

void IdxFile::check_magic(std::uint32_t magic) const {
  const std::uint32_t type = (magic >> 8U) & 0xffU;
  const std::uint32_t found = magic & 0xffU;
  if (magic >> 16U != 0 || type < unsigned_byte || type > 0x0eU || found == 0) throw_other_content(magic);
  if (type != unsigned_byte)
    throw Error(at_byte(2), "the numbers are " + name_of_type(type) + ", not unsigned bytes",
                "Convert the file to unsigned bytes, type code 8");
  if (found == dimensions(content_)) return;
  const auto other = content_ == Content::images ? Content::labels : Content::images;
  if (found == dimensions(other))
    throw Error(at_byte(3),
                "this file holds " + name_of(other) + ", where " + name_of(content_) + " are expected",
                "Name the file of " + name_of(content_) + " here");
  throw Error(at_byte(3), "the data have " + std::to_string(found) + " dimensions",
              "Give images of one channel (3 dimensions) and labels (1 dimension)");
}

void IdxFile::throw_other_content(std::uint32_t magic) const {
  std::string start;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) start += static_cast<char>((magic >> shift) & 0xffU);
  std::array<char, 512> more{};
  const int found = gzread(file_.get(), more.data(), static_cast<unsigned>(more.size()));
  if (found > 0) start.append(more.data(), static_cast<std::size_t>(found));
  const FileContent other = content_of(start);
  const std::string reason = other.description.empty() ? "it begins with " + hexadecimal(magic)
                                                       : "this is " + std::string(other.description);
  throw Error(at_byte(0), "this is not an IDX file: " + reason,
              !other.remedy.empty() ? std::string(other.remedy)
                                    : "Choose a file of " + name_of(content_) + ", which begins with " +
                                          hexadecimal((unsigned_byte << 8U) | dimensions(content_)));
}

std::vector<std::uint8_t> IdxFile::read(std::int64_t samples, Progress* progress) {
  constexpr std::int64_t chunk = 1 << 20;
  const std::int64_t end = expected_size();
  const std::int64_t kept = header_size() + samples * rows() * columns();
  std::vector<std::uint8_t> bytes;
  std::vector<std::uint8_t> skipped(static_cast<std::size_t>(std::min(chunk, end - kept)));
  for (std::int64_t position = header_size(); position < end;) {
    if (progress != nullptr) progress->at(position, end);
    const bool keep = position < kept;
    const std::int64_t size = std::min(chunk, (keep ? kept : end) - position);
    const std::size_t before = bytes.size();
    // The buffer grows as data arrive, so a header with wrong sizes cannot exhaust the memory.
    if (keep) bytes.resize(before + static_cast<std::size_t>(size));
    const std::int64_t found = read_some(keep ? bytes.data() + before : skipped.data(), size, position);
    if (found < size) throw_truncated(position + found, end);
    position += size;
  }
  std::uint8_t beyond = 0;
  if (read_some(&beyond, 1, end) != 0)
    throw Error(at_byte(end),
                "the file goes on after the " + std::to_string(end) + " bytes its header announces",
                copy_again);
  if (gzclose_r(file_.release()) != Z_OK) throw_damaged(end, "its gzip checksum is missing");
  return bytes;
}

std::uint32_t IdxFile::read_number(std::int64_t position) {
  std::array<std::uint8_t, 4> bytes{};
  const std::int64_t found = read_some(bytes.data(), 4, position);
  if (found < 4) throw_truncated(position + found, header_size());
  std::uint32_t number = 0;
  for (const auto byte : bytes) number = (number << 8U) | byte;
  return number;
}

std::int64_t IdxFile::read_some(std::uint8_t* target, std::int64_t size, std::int64_t position) {
  const int found = gzread(file_.get(), target, static_cast<unsigned>(size));
  if (found >= 0) return found;
  int status = Z_OK;
  const std::string reason = gzerror(file_.get(), &status);  // "path: reason"
  throw_damaged(position, status == Z_ERRNO ? std::generic_category().message(errno)
                                            : reason.substr(reason.rfind(": ") + 2));
}

std::int64_t IdxFile::expected_size() const {
  return header_size() + count() * rows() * columns();
}

std::string IdxFile::at_byte(std::int64_t position) const {
  return path_.string() + ", byte " + std::to_string(position);
}

void IdxFile::throw_truncated(std::int64_t found, std::int64_t expected) const {
  throw Error(at_byte(found),
              "the file is truncated: it ends after " + std::to_string(found) + " of " +
                  std::to_string(expected) + " bytes",
              copy_again);
}

void IdxFile::throw_damaged(std::int64_t position, const std::string& reason) const {
  throw Error(at_byte(position), "the file is damaged: " + reason, copy_again);
}

}  // namespace lfp
