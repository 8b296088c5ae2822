#include "core/files/gzip.h"

#include "core/base/error.h"
#include "core/files/letter_case.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <zlib.h>

namespace lfp {
namespace {

class Inflater {
 public:
  Inflater(std::string_view bytes, const std::filesystem::path& file) : file_(file), rest_(bytes) {
    constexpr int gzip_alone = 16 + MAX_WBITS;
    if (inflateInit2(&stream_, gzip_alone) != Z_OK) fail("there is no memory to unpack it");
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Several packed parts one behind the other are one text; what follows the last one is passed over, as
  /// gzip does.
  std::string all(std::uintmax_t largest) {
    std::string text;
    do {
      append_part(text, largest);
    } while (is_gzip(rest_) && inflateReset(&stream_) == Z_OK);
    return text;
  }

 private:
  void append_part(std::string& text, std::uintmax_t largest) {
    std::string block(std::size_t{1} << 18U, '\0');
    for (int status = Z_OK; status != Z_STREAM_END;) {
      const auto given = std::min<std::size_t>(rest_.size(), std::numeric_limits<uInt>::max());
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest_.data()));  // zlib only reads it
      stream_.avail_in = static_cast<uInt>(given);
      stream_.next_out = reinterpret_cast<Bytef*>(block.data());
      stream_.avail_out = static_cast<uInt>(block.size());
      status = inflate(&stream_, Z_NO_FLUSH);
      if (status == Z_BUF_ERROR || (given == 0 && status == Z_OK && stream_.avail_out > 0))
        fail("the file is truncated: what is packed in it with gzip breaks off");
      if (status != Z_OK && status != Z_STREAM_END)
        fail(std::string("the file is damaged: ") + (stream_.msg == nullptr ? "gzip" : stream_.msg));
      text.append(block, 0, block.size() - stream_.avail_out);
      rest_.remove_prefix(given - stream_.avail_in);
      if (text.size() > largest)
        throw Error(file_.string(),
                    "unpacked, it takes more than the " + std::to_string(largest) + " bytes allowed",
                    "Choose another file");
    }
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw Error(file_.string(), problem, "Copy or download the file again");
  }

  const std::filesystem::path& file_;
  std::string_view rest_;
  z_stream stream_{};
};

}  // namespace

bool is_gzip(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B\x08");
}

std::string unpacked_gzip(std::string bytes, const std::filesystem::path& file, std::uintmax_t largest) {
  return is_gzip(bytes) ? Inflater(bytes, file).all(largest) : std::move(bytes);
}

std::filesystem::path without_gzip_ending(std::filesystem::path name) {
  if (lower_case(name.extension().string()) == ".gz") name.replace_extension();
  return name;
}

}  // namespace lfp
