#include "core/files/text_encoding.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string_view>

#include <iconv.h>

namespace lfp {
namespace {

constexpr const char* remedy = "Save it as text in UTF-8";

/// `before` is the text up to that byte.
[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view before, std::size_t byte,
                         const std::string& problem) {
  const char end = before.find('\n') == std::string_view::npos ? '\r' : '\n';
  const auto row = 1 + std::count(before.begin(), before.end(), end);
  throw Error(file.string() + ", row " + std::to_string(row) + ", byte " + std::to_string(byte), problem,
              remedy);
}

/// The C library's converter from one encoding to UTF-8.
class Converter {
 public:
  explicit Converter(const char* encoding) : handle_(iconv_open("UTF-8", encoding)) {}
  ~Converter() {
    if (is_known()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX says what iconv_open returns for an unknown encoding.
  bool is_known() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  /// Appends `bytes` to `text`. Returns the number of bytes up to what cannot be converted, or nothing where
  /// all could.
  std::optional<std::size_t> append(std::string_view bytes, std::string& text) {
    char* from = const_cast<char*>(bytes.data());  // iconv's signature; it only reads
    std::size_t left = bytes.size();
    std::array<char, 4096> part{};
    while (left > 0) {
      char* to = part.data();
      std::size_t room = part.size();
      const bool is_done = iconv(handle_, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
      const int failure = errno;
      text.append(part.data(), part.size() - room);
      if (!is_done && failure != E2BIG) return bytes.size() - left;
    }
    return std::nullopt;
  }

 private:
  iconv_t handle_;
};

/// `skipped` bytes, the mark, were taken off the front.
std::string converted(std::string_view bytes, const char* encoding, const std::filesystem::path& file,
                      std::size_t skipped) {
  Converter converter(encoding);
  if (!converter.is_known())
    throw Error(file.string(), std::string("this system cannot read text in ") + encoding, remedy);
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  if (const auto byte = converter.append(bytes, text))
    refuse(file, text, skipped + *byte, std::string("this is no character of ") + encoding);
  return text;
}

/// The size of the valid character of UTF-8 at the front of `text`; 0 if there is none.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
  for (std::size_t at = 1; at < size; ++at)
    if ((byte(at) & 0xC0U) != 0x80U) return 0;
  const unsigned char second = byte(1);
  const bool is_overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool is_beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return is_overlong || is_beyond ? 0 : size;
}

/// What a text looks like as UTF-8.
struct Utf8Look {
  std::optional<std::size_t> broken;  ///< the first byte that does not fit
  std::size_t broken_count = 0;
  std::size_t wide_count = 0;  ///< whole characters of several bytes
};

Utf8Look look_at(std::string_view text) {
  Utf8Look look;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = character_size(text.substr(at));
    if (size == 0) {
      if (!look.broken) look.broken = at;
      ++look.broken_count;
    }
    if (size > 1) ++look.wide_count;
    at += std::max<std::size_t>(size, 1);
  }
  return look;
}

/// Makes CR LF one LF; CR CR LF as well, which programs write that turn each LF into CR LF twice.
void drop_carriage_returns(std::string& text) {
  std::size_t kept = 0;
  for (const char letter : text) {
    if (letter == '\n')
      while (kept > 0 && text[kept - 1] == '\r') --kept;
    text[kept++] = letter;
  }
  text.resize(kept);
}

/// The encoding of a text that looks like UTF-16 without a mark: most of its characters are Latin, so that
/// every second byte, and no other, is zero. Null where it doesn't.
const char* unmarked_utf16(std::string_view bytes) {
  constexpr std::size_t enough = 4096;
  const auto start = bytes.substr(0, enough);
  if (bytes.size() % 2 != 0 || start.size() < 4) return nullptr;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t at = 0; at < start.size(); ++at)
    if (start[at] == '\0') ++zeros[at % 2];
  const std::size_t most = start.size() / 2 * 3 / 4;
  if (zeros[0] == 0 && zeros[1] > most) return "UTF-16LE";
  return zeros[1] == 0 && zeros[0] > most ? "UTF-16BE" : nullptr;
}

DecodedText decode(std::string bytes, const std::filesystem::path& file) {
  const std::string_view all = bytes;
  constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
  if (all.starts_with(std::string_view("\xFF\xFE\0\0", 4)))
    return {converted(all.substr(4), "UTF-32LE", file, 4), "UTF-32"};
  if (all.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
    return {converted(all.substr(4), "UTF-32BE", file, 4), "UTF-32"};
  if (all.starts_with("\xFF\xFE")) return {converted(all.substr(2), "UTF-16LE", file, 2), "UTF-16"};
  if (all.starts_with("\xFE\xFF")) return {converted(all.substr(2), "UTF-16BE", file, 2), "UTF-16"};
  if (const char* encoding = unmarked_utf16(all)) return {converted(all, encoding, file, 0), "UTF-16"};
  if (const auto zero = bytes.find('\0'); zero != std::string::npos) {
    constexpr std::size_t enough = 16;  // a few may have been written by a program
    if (all.size() - zero >= enough && all.find_first_not_of('\0', zero) == std::string_view::npos)
      throw Error(file.string(),
                  "from byte " + std::to_string(zero) +
                      " on it holds nothing but zeros: it was not copied to its end",
                  "Copy or download the file again");
    refuse(file, all.substr(0, zero), zero, "this is not a text file");
  }
  const Utf8Look look = look_at(all);
  const bool is_marked = all.starts_with(utf8_mark);
  if (!look.broken) {
    while (bytes.starts_with(utf8_mark)) bytes.erase(0, utf8_mark.size());
    return {std::move(bytes), "UTF-8"};
  }
  // Read as Windows-1252, its whole characters would come out garbled.
  if (is_marked || look.wide_count > look.broken_count)
    refuse(file, all.substr(0, *look.broken), *look.broken,
           "this is no character of UTF-8, in which the rest of the file is written");
  return {converted(all, "Windows-1252", file, 0), "Windows-1252"};
}

}  // namespace

DecodedText decoded_text(std::string bytes, const std::filesystem::path& file) {
  DecodedText decoded = decode(std::move(bytes), file);
  if (const auto zero = decoded.text.find('\0'); zero != std::string::npos)
    refuse(file, std::string_view(decoded.text).substr(0, zero), zero, "this is not a text file");
  drop_carriage_returns(decoded.text);
  if (decoded.text.ends_with('\x1A')) decoded.text.pop_back();
  return decoded;
}

}  // namespace lfp
