#include "core/files/read_file.h"

#include "core/base/error.h"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace lfp {
namespace {

/// Whether it is what a shell hands over in place of a file: `<(command)`, /dev/stdin. Another pipe may never
/// be written to, and a device has no end.
bool is_handed_over(const std::filesystem::path& file) {
  const std::string name = file.lexically_normal().string();
  return name == "/dev/stdin" || name.starts_with("/dev/fd/") || name.starts_with("/proc/self/fd/");
}

}  // namespace

std::string read_file(const std::filesystem::path& file, std::uintmax_t largest) {
  std::error_code failure;
  const auto status = std::filesystem::status(file, failure);
  if (!std::filesystem::exists(status))
    throw Error(file.string(), "there is no such file", "Check the name and the folder");
  if (std::filesystem::is_directory(status))
    throw Error(file.string(), "this is a folder", "Choose a file in it");
  if (!std::filesystem::is_regular_file(status) && !is_handed_over(file))
    throw Error(file.string(), "this is a pipe or a device, not a file",
                "Write what it gives to a file first");
  const auto size = std::filesystem::file_size(file, failure);
  if (!failure && size > largest)
    throw Error(file.string(),
                "the file is too large to be what it should be (" + std::to_string(size) + " bytes)",
                "Choose another file");
  std::ifstream stream(file, std::ios::binary);
  if (!stream)
    throw Error(file.string(), "it cannot be read: " + std::generic_category().message(errno),
                "Check that you may read it");
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (stream.bad())
    throw Error(file.string(), "reading failed half-way", "Check the disk, or copy the file again");
  return bytes;
}

std::string start_of_file(const std::filesystem::path& file, std::size_t size) {
  std::string bytes(size, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

}  // namespace lfp
